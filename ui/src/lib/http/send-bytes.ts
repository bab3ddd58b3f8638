import { Problem, problemOf } from "./problem";
import { href, type Call } from "./request";
import { csrfToken, loadSession, signedOut } from "./session";

/** Bytes to be sent; progress is told by XMLHttpRequest alone, so they go by it. */
export interface Bytes {
  readonly query: NonNullable<Call["query"]>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Blob;
  readonly signal: AbortSignal;
  /** Called with how many bytes have left so far. */
  readonly onProgress: (bytes: number) => void;
}

/** Without a byte on its way for so long, the connection is taken for dead. Sleep makes such ones. */
const STALLED_MS = 90_000;
/** How long the server may take to make sure of bytes that it has. */
const UNANSWERED_MS = 300_000;

/**
 * Puts bytes.
 *
 * @returns a header field of the answer by its name
 * @throws Problem when it is no success; DOMException `AbortError` when the signal says so
 */
export async function sendBytes(
  callPath: string,
  bytes: Bytes,
): Promise<(name: string) => string | null> {
  let answer = await attempt(callPath, bytes);
  if (answer.status === 0 && !(await isSignedIn())) {
    // A server that refuses before it has read the bytes looks like a broken connection.
    throw sessionOver();
  }
  if (answer.status === 403) {
    const problem = await problemOf(responseOf(answer));
    if (problem.code !== "CsrfTokenMissing") {
      throw problem;
    }
    if (!(await loadSession())) {
      // Nothing goes again as another user.
      throw sessionOver();
    }
    answer = await attempt(callPath, bytes);
  }
  if (answer.status === 0) {
    throw new Problem(0, "NetworkError", "The server cannot be reached.", "");
  }
  if (answer.status === 401) {
    signedOut();
  }
  if (answer.status < 200 || answer.status > 299) {
    throw await problemOf(responseOf(answer));
  }
  return (name) => answer.getResponseHeader(name);
}

function sessionOver(): Problem {
  return new Problem(401, "SessionOver", "Nobody is signed in any more.", "");
}

async function isSignedIn(): Promise<boolean> {
  try {
    return (await loadSession()) !== undefined;
  } catch {
    // Nothing else arrives either: nobody can tell.
    return true;
  }
}

function responseOf(answer: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["retry-after", "x-amz-request-id"]) {
    const value = answer.getResponseHeader(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  return new Response(answer.responseText, { status: answer.status, headers });
}

/** Sends once. The status of an attempt that nobody answered is 0. */
function attempt(callPath: string, bytes: Bytes): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer = setTimeout(() => request.abort(), STALLED_MS);
    const waitFor = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), ms);
    };
    const abort = () => request.abort();
    const aborted = () => new DOMException("It was called off.", "AbortError");
    if (bytes.signal.aborted) {
      clearTimeout(timer);
      reject(aborted());
      return;
    }
    bytes.signal.addEventListener("abort", abort);
    request.upload.addEventListener("progress", ({ loaded }) => {
      waitFor(STALLED_MS);
      bytes.onProgress(loaded);
    });
    request.upload.addEventListener("load", () => waitFor(UNANSWERED_MS));
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      bytes.signal.removeEventListener("abort", abort);
      if (bytes.signal.aborted) {
        reject(aborted());
      } else {
        resolve(request);
      }
    });
    request.open("PUT", href(callPath, bytes.query));
    for (const [name, value] of Object.entries(bytes.headers)) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader("x-csrf-token", csrfToken());
    request.send(bytes.body);
  });
}
