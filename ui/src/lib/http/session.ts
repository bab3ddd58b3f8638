import type { FoundSession, Session as SessionDocument } from "../../api/types.gen";
import { apiPath } from "../base";
import { forgetUnsaved } from "../unsaved";
import { problemOf } from "./problem";
import { send } from "./send";

/** Who is signed in. The credential itself is a cookie that no script can read. */
export interface Session {
  readonly accessKey: string;
  readonly name: string;
  /** When it ends whatever happens; undefined when the server does not say. */
  readonly endsAt?: string;
}

/** `unknown` before the server was asked, `none` when nobody is, `over` when somebody was. */
export type SessionState =
  | { readonly kind: "unknown" }
  | { readonly kind: "none" }
  | { readonly kind: "over"; readonly last: Session }
  | { readonly kind: "in"; readonly session: Session };


let state: SessionState = { kind: "unknown" };
let csrf = "";
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  listeners.forEach((listener) => listener());
}

/** What is known of it now. */
export function sessionState(): SessionState {
  return state;
}

/** Calls back after each change, until what it returns is called. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What goes with each change that is asked for. */
export function csrfToken(): string {
  return csrf;
}

/** The server said that nobody is signed in. */
export function signedOut(): void {
  if (state.kind === "in") {
    become({ kind: "over", last: state.session });
  } else if (state.kind === "unknown") {
    become({ kind: "none" });
  }
}

/** @returns undefined when it is somebody else than the page is of, which is then opened anew */
function signedIn(document: SessionDocument): Session | undefined {
  const last = state.kind === "in" ? state.session : state.kind === "over" ? state.last : undefined;
  if (last !== undefined && last.accessKey !== document.accessKey) {
    // Nothing of what the one user saw stays for the other, and nothing that the one began goes on as the other.
    signedOut();
    forgetUnsaved();
    window.location.reload();
    return undefined;
  }
  csrf = document.csrfToken ?? "";
  const session: Session = {
    accessKey: document.accessKey,
    name: document.name ?? document.accessKey,
    ...(document.endsAt === undefined ? {} : { endsAt: document.endsAt }),
  };
  become({ kind: "in", session });
  return session;
}

/**
 * Asks the server who is signed in.
 *
 * @returns undefined when nobody is, or somebody else than before, for whom the page opens anew
 */
export async function loadSession(): Promise<Session | undefined> {
  const response = await send(apiPath("/session?if-any"), { headers: { accept: "application/json" } });
  if (!response.ok) {
    throw await problemOf(response);
  }
  const { session } = (await response.json()) as FoundSession;
  if (session === undefined) {
    signedOut();
    return undefined;
  }
  return signedIn(session);
}

/**
 * Signs in; a problem says why not.
 *
 * @returns undefined when it is somebody else than before, for whom the page opens anew
 */
export async function signIn(
  accessKey: string,
  secret: string,
  code: string | undefined,
): Promise<Session | undefined> {
  const response = await send(apiPath("/login"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ accessKey, secret, ...(code ? { code } : {}) }),
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  // Its answer names no user: the session does.
  const document = (await response.json()) as SessionDocument;
  return (await loadSession()) ?? signedIn(document);
}

/** Ends the session on the server. */
export async function signOut(): Promise<void> {
  const response = await send(apiPath("/logout"), { method: "POST" });
  if (!response.ok) {
    throw await problemOf(response);
  }
  csrf = "";
  become({ kind: "none" });
}
