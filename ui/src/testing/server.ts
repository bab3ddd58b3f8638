import { vi } from "vitest";

/** What a server of a test answers to `METHOD /path?query` below the API. */
export type Answers = Record<string, (init: RequestInit) => Response | Promise<Response>>;

/** Stands in for the network, and keeps what was asked for, in order. */
export function serve(answers: Answers): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const name = `${init.method ?? "GET"} ${url.replace(/^\/api/, "")}`;
    asked.push(name);
    const answer = answers[name];
    return answer
      ? Promise.resolve(answer(init))
      : Promise.reject(new TypeError(`nothing answers ${name}`));
  });
  return asked;
}

/** An answer with a document. */
export function json(status: number, document: unknown, headers: HeadersInit = {}): Response {
  return new Response(JSON.stringify(document), { status, headers });
}

/** An error as the server has it. */
export function problem(status: number, code: string, headers: HeadersInit = {}): Response {
  return json(status, { code, message: `What ${code} means.`, requestId: "id-1" }, headers);
}
