/** Why a call did not do what was asked: what the server said, or that nothing came of it at all. */
export class Problem extends Error {
  override readonly name = "Problem";

  /**
   * @param status the status of the answer; 0 when there was none
   * @param code what programs know it by: `AccessDenied`, or `NetworkError` without an answer
   * @param requestId the id of the request, empty without an answer
   * @param retryAfterSeconds when to come back, where the server says so
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }

  /** Whether nobody is signed in any more. */
  get isSignedOut(): boolean {
    return this.status === 401;
  }

  /** Whether the caller may not do it. */
  get isRefused(): boolean {
    return this.status === 403;
  }

  /** Whether it may go better in a moment. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 503;
  }

  /** Whether the same would be said again, until somebody does something about it. */
  get isLasting(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

/** Any error as one that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new Problem(0, "ConsoleError", message, "");
}

/** What an answer that is no success says. An answer of a proxy has no document of ours. */
export async function problemOf(response: Response): Promise<Problem> {
  const document: unknown = await response.json().catch(() => undefined);
  const said = (name: string): string | undefined => {
    const value: unknown =
      typeof document === "object" && document !== null
        ? (document as Record<string, unknown>)[name]
        : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const retryAfter = Number(response.headers.get("retry-after") ?? "");
  return new Problem(
    response.status,
    said("code") ?? `HTTP ${response.status}`,
    said("message") ?? "The answer is not one of this server: something between may have made it.",
    said("requestId") ?? response.headers.get("x-amz-request-id") ?? "",
    retryAfter > 0 ? retryAfter : undefined,
  );
}
