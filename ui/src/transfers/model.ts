/** What stands at a key already. */
export interface There {
  readonly size: number;
  readonly lastModified: string;
}

/** What to do about an object that is there already. */
export type Answer = "replace" | "keep-both" | "skip";

/** Who or what paused an upload. Only what a person paused waits for that person. */
export type Pauser = "person" | "offline" | "session";

/** Where an upload goes on after it waited. */
export type Phase = "checking" | "verifying" | "sending" | "completing";

/** Why an upload needs its file again. `moved`: its name leads to no file any more. */
export type FileWanted = "reload" | "permission" | "moved" | "other-size";

/** Why an upload ended without its object. Those without a request of theirs have no request id. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

/** Codes of reasons that are found here, and not by the server. */
export const FILE_CHANGED = "FileChanged";
export const DIFFERENT_FILE = "DifferentFile";
export const TOO_LARGE = "FileTooLarge";
export const NO_FREE_NAME = "NoFreeName";
export const KEY_TOO_LONG = "KeyTooLong";

/** The states of an upload. */
export type State =
  | { readonly kind: "queued"; readonly then: Phase }
  | { readonly kind: "checking" }
  | { readonly kind: "conflict"; readonly there: There | undefined; readonly isSent: boolean }
  | { readonly kind: "sending" }
  | { readonly kind: "waiting"; readonly until: number; readonly reason: Reason; readonly then: Phase }
  | { readonly kind: "paused"; readonly by: Pauser; readonly then: Phase }
  | { readonly kind: "needs-file"; readonly why: FileWanted }
  | { readonly kind: "verifying" }
  | { readonly kind: "completing" }
  | { readonly kind: "failed"; readonly reason: Reason }
  | { readonly kind: "done" }
  | { readonly kind: "skipped" }
  | { readonly kind: "cancelled" };

export type Kind = State["kind"];

/** One file on its way to one key. Never changed: each step makes another. */
export interface Upload {
  readonly id: string;
  /** Which choice of files it came with. */
  readonly batch: string;
  /** The access key of who uploads: nobody else sees it or goes on with it. */
  readonly owner: string;
  readonly bucket: string;
  readonly key: string;
  /** The key that was asked for first, from which the names of copies are made. */
  readonly wantedKey: string;
  /** The file below what was chosen: `photos/a.jpg`. By it the file is found again. */
  readonly path: string;
  readonly size: number;
  /** When the file was changed last, in milliseconds since 1970. */
  readonly modified: number;
  readonly type: string;
  readonly partSize: number;
  /** What the server calls it, once it was begun in parts. */
  readonly uploadId: string | undefined;
  /** The ETags of the parts that the server holds, by number from 1 on. */
  readonly etags: Readonly<Record<number, string>>;
  /** The bytes in these parts. */
  readonly sentBytes: number;
  readonly mayReplace: boolean;
  /** 0, or the number in the name of the copy that it is to become. */
  readonly copyNumber: number;
  /** How often in a row it failed for a passing reason. */
  readonly attempt: number;
  /** Whether it may be there already, because the answer to an attempt before never came. */
  readonly isRepeat: boolean;
  /** How often the server had forgotten it. */
  readonly restarts: number;
  readonly state: State;
}

/** A part that the server holds, by its list. */
export interface HeldPart {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
}

/** What happens to an upload. */
export type Event =
  | { readonly type: "start" }
  | { readonly type: "free" }
  | { readonly type: "found"; readonly there: There; readonly answer: Answer | undefined }
  | { readonly type: "answer"; readonly answer: Answer }
  | { readonly type: "begun"; readonly uploadId: string }
  | { readonly type: "part"; readonly part: HeldPart }
  | { readonly type: "sent" }
  | { readonly type: "taken"; readonly there: There | undefined; readonly answer: Answer | undefined }
  | { readonly type: "completed" }
  | { readonly type: "gone" }
  | { readonly type: "trouble"; readonly reason: Reason; readonly until: number }
  | { readonly type: "due" }
  | { readonly type: "refused"; readonly reason: Reason }
  | { readonly type: "pause"; readonly by: Pauser }
  | { readonly type: "resume"; readonly by: Pauser }
  | { readonly type: "file-lost"; readonly why: FileWanted }
  | { readonly type: "file-given"; readonly size: number; readonly modified: number }
  | { readonly type: "verified"; readonly parts: readonly HeldPart[] }
  | { readonly type: "different" }
  | { readonly type: "retry" }
  | { readonly type: "cancel" };
