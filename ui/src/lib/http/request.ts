import { apiPath } from "../base";
import { problemOf } from "./problem";
import { send } from "./send";
import { csrfToken, loadSession, signedOut } from "./session";

type Parameter = string | number | boolean | undefined;

/** A call of the API. */
export interface Call {
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Its query; what is undefined is left out, and what is `true` stands without a value. */
  readonly query?: Readonly<Record<string, Parameter>>;
  /** A document, sent as JSON. */
  readonly json?: unknown;
  /** Bytes, sent as they are. */
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The names in a path, each escaped as one segment: path`/users/${id}`. */
export function path(parts: TemplateStringsArray, ...names: string[]): string {
  return parts.reduce(
    (made, part, i) => made + encodeURIComponent(names[i - 1] ?? "") + part,
  );
}

/** The address of a call, for links that the browser follows by itself. */
export function href(callPath: string, query: Call["query"] = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) =>
      value === true
        ? encodeURIComponent(name)
        : `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
    );
  return apiPath(callPath) + (pairs.length === 0 ? "" : `?${pairs.join("&")}`);
}

/**
 * Asks the API, and gives its answer back as it is, for its header fields or bytes.
 *
 * @throws Problem when it is no success; who is signed out is told so everywhere
 */
export async function exchange(callPath: string, call: Call = {}): Promise<Response> {
  let response = await attempt(callPath, call);
  if (response.status === 403 && isChange(call)) {
    const problem = await problemOf(response);
    // Another tab signed in since: the token is another one now. As another user nothing is sent again.
    if (problem.code !== "CsrfTokenMissing" || !(await loadSession())) {
      throw problem;
    }
    response = await attempt(callPath, call);
  }
  if (!response.ok) {
    if (response.status === 401) {
      signedOut();
    }
    throw await problemOf(response);
  }
  return response;
}

/**
 * Asks the API, and reads its answer.
 *
 * @returns its document; undefined when it has none
 * @throws Problem when it is no success
 */
export async function request<T>(callPath: string, call: Call = {}): Promise<T> {
  const response = await exchange(callPath, call);
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function isChange(call: Call): boolean {
  return call.method !== undefined && call.method !== "GET" && call.method !== "HEAD";
}

function attempt(callPath: string, call: Call): Promise<Response> {
  const headers = new Headers(call.headers);
  if (call.json !== undefined) {
    headers.set("content-type", "application/json");
  }
  if (isChange(call)) {
    headers.set("x-csrf-token", csrfToken());
  }
  const body = call.json === undefined ? call.body : JSON.stringify(call.json);
  return send(href(callPath, call.query), {
    method: call.method ?? "GET",
    headers,
    ...(body === undefined ? {} : { body }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
}
