import { copyKey } from "./names";
import { isInParts } from "./parts";
import {
  DIFFERENT_FILE,
  FILE_CHANGED,
  KEY_TOO_LONG,
  NO_FREE_NAME,
  TOO_LARGE,
  type Answer,
  type Event,
  type Kind,
  type Phase,
  type Reason,
  type State,
  type Upload,
} from "./model";

/** How many names of copies are tried before a person is asked to choose one. */
export const COPIES_MAX = 1_000;
/** How often an upload that the server forgot begins anew by itself. */
export const RESTARTS_MAX = 2;

const ENDED: ReadonlySet<Kind> = new Set(["done", "skipped", "cancelled"]);

/** Whether nothing more happens to it, and it can be cleared away. */
export function isEnded({ state }: Upload): boolean {
  return ENDED.has(state.kind);
}

/** Whether a person has to do something before it goes on. */
export function wantsPerson({ state }: Upload): boolean {
  return state.kind === "conflict" || state.kind === "needs-file" || state.kind === "failed";
}

/**
 * What an upload becomes by what happened. Events that mean nothing in its state change nothing:
 * they come late, from work that a pause or a cancellation has overtaken.
 *
 * @returns the same object when nothing changes
 */
export function step(upload: Upload, event: Event): Upload {
  if (isEnded(upload)) {
    return upload;
  }
  switch (event.type) {
    case "cancel":
      return to(upload, { kind: "cancelled" });
    // The server has it whatever became of the state here since it was asked.
    case "begun":
      return { ...upload, uploadId: event.uploadId, etags: {}, sentBytes: 0 };
    case "part":
      return withPart(upload, event.part);
    case "file-lost":
      return upload.state.kind === "needs-file" ? upload : to(upload, { kind: "needs-file", why: event.why });
    case "pause":
      return paused(upload, event.by);
    default:
      return inState(upload, event);
  }
}

type Rest = Exclude<Event, { type: "cancel" | "begun" | "part" | "file-lost" | "pause" }>;

function inState(upload: Upload, event: Rest): Upload {
  const { state } = upload;
  switch (state.kind) {
    case "queued":
      return event.type === "start" ? to(upload, { kind: state.then }) : upload;
    case "checking":
    case "sending":
    case "completing":
    case "verifying":
      return atWork(upload, state.kind, event);
    case "conflict":
      return event.type === "answer" ? answered(upload, event.answer) : upload;
    case "waiting":
      return event.type === "due" || event.type === "retry" ? queued(upload, state.then) : upload;
    case "paused":
      if (event.type === "completed") {
        // Paused too late: the server has it.
        return done(upload);
      }
      return event.type === "resume" && (event.by === state.by || event.by === "person")
        ? queued(upload, state.then)
        : upload;
    case "needs-file":
      return event.type === "file-given" ? withFile(upload, event.size, event.modified) : upload;
    case "failed":
      return event.type === "retry" ? retried(upload, state.reason) : upload;
    default:
      return upload;
  }
}

function atWork(upload: Upload, phase: Phase, event: Rest): Upload {
  switch (event.type) {
    case "trouble":
      return to(
        { ...repeated(upload, phase), attempt: upload.attempt + 1 },
        { kind: "waiting", until: event.until, reason: event.reason, then: phase },
      );
    case "refused":
      return to(upload, { kind: "failed", reason: event.reason });
    case "gone":
      return gone(upload);
    case "free":
      return phase === "checking" ? to({ ...upload, attempt: 0 }, { kind: "sending" }) : upload;
    case "found":
      return phase === "checking" ? found(upload, event) : upload;
    case "sent":
      return phase === "sending" && isInParts(upload) ? to(upload, { kind: "completing" }) : upload;
    case "completed":
      return phase === "completing" || (hasSent(phase) && !isInParts(upload)) || upload.isRepeat
        ? done(upload)
        : upload;
    case "taken":
      return phase === "completing" || phase === "sending" ? taken(upload, event) : upload;
    case "verified":
      return phase === "verifying" ? verified(upload, event.parts) : upload;
    case "different":
      return phase === "verifying" ? to(upload, { kind: "failed", reason: different() }) : upload;
    default:
      return upload;
  }
}

/** Once it was sent and nobody knows what came of it, it may be there by the next attempt. */
function repeated(upload: Upload, phase: Phase): Upload {
  return hasSent(phase) && !upload.isRepeat ? { ...upload, isRepeat: true } : upload;
}

function hasSent(phase: Phase): boolean {
  return phase === "sending" || phase === "completing";
}

function to(upload: Upload, state: State): Upload {
  return { ...upload, state };
}

function done(upload: Upload): Upload {
  return to({ ...upload, sentBytes: upload.size, attempt: 0 }, { kind: "done" });
}

function queued(upload: Upload, then: Phase): Upload {
  return to(upload, { kind: "queued", then });
}

function found(upload: Upload, event: Extract<Event, { type: "found" }>): Upload {
  if (upload.mayReplace) {
    return to(upload, { kind: "sending" });
  }
  // Who asked for a copy is not asked again for each name that is taken.
  if (upload.copyNumber > 0) {
    return asCopy(upload);
  }
  const asked = to(upload, { kind: "conflict", there: event.there, isSent: false });
  return event.answer === undefined ? asked : answered(asked, event.answer);
}

function taken(upload: Upload, event: Extract<Event, { type: "taken" }>): Upload {
  const asked = to(upload, { kind: "conflict", there: event.there, isSent: isInParts(upload) });
  return event.answer === undefined ? asked : answered(asked, event.answer);
}

function answered(upload: Upload, answer: Answer): Upload {
  const isSent = upload.state.kind === "conflict" && upload.state.isSent;
  switch (answer) {
    case "skip":
      return to(upload, { kind: "skipped" });
    case "replace":
      return queued({ ...upload, mayReplace: true }, isSent ? "completing" : "sending");
    case "keep-both":
      return asCopy(upload);
  }
}

/** Under the next name. What was sent in parts belongs to the old one, and is sent again. */
function asCopy(upload: Upload): Upload {
  const copyNumber = Math.max(upload.copyNumber, 1) + 1;
  if (copyNumber > COPIES_MAX) {
    return to(upload, {
      kind: "failed",
      reason: { code: NO_FREE_NAME, message: "No name of a copy is free.", requestId: "" },
    });
  }
  const key = copyKey(upload.wantedKey, copyNumber);
  return queued(
    { ...afresh(upload), key, copyNumber, mayReplace: false, isRepeat: false },
    "checking",
  );
}

/** As if it had never been begun on the server. */
function afresh(upload: Upload): Upload {
  return { ...upload, uploadId: undefined, etags: {}, sentBytes: 0, attempt: 0 };
}

function gone(upload: Upload): Upload {
  const restarts = upload.restarts + 1;
  return restarts > RESTARTS_MAX
    ? to(upload, {
        kind: "failed",
        reason: { code: "NoSuchUpload", message: "The server gave this upload up, several times.", requestId: "" },
      })
    : queued({ ...afresh(upload), restarts }, "checking");
}

function withPart(upload: Upload, part: { number: number; etag: string; size: number }): Upload {
  if (upload.etags[part.number] !== undefined || upload.uploadId === undefined) {
    return upload;
  }
  return {
    ...upload,
    etags: { ...upload.etags, [part.number]: part.etag },
    sentBytes: upload.sentBytes + part.size,
    attempt: 0,
  };
}

function verified(upload: Upload, parts: readonly { number: number; etag: string; size: number }[]): Upload {
  return to(
    {
      ...upload,
      etags: Object.fromEntries(parts.map(({ number, etag }) => [number, etag])),
      sentBytes: parts.reduce((sum, { size }) => sum + size, 0),
      attempt: 0,
    },
    { kind: "sending" },
  );
}

function paused(upload: Upload, by: "person" | "offline" | "session"): Upload {
  const { state } = upload;
  switch (state.kind) {
    case "queued":
    case "waiting":
      return to(upload, { kind: "paused", by, then: state.then });
    case "checking":
    case "sending":
    case "verifying":
      return to(repeated(upload, state.kind), { kind: "paused", by, then: state.kind });
    case "completing":
      // In the hands of the server; only its answer tells what came of it.
      return by === "person"
        ? upload
        : to(repeated(upload, "completing"), { kind: "paused", by, then: "completing" });
    case "paused":
      return by === "person" && state.by !== by ? to(upload, { ...state, by }) : upload;
    default:
      return upload;
  }
}

function withFile(upload: Upload, size: number, modified: number): Upload {
  if (size !== upload.size) {
    return to(upload, { kind: "needs-file", why: "other-size" });
  }
  return queued({ ...upload, modified }, phaseOfResume(upload));
}

/** What was begun in parts is proved before more is sent; all else begins at the beginning. */
export function phaseOfResume(upload: Upload): Phase {
  return upload.uploadId === undefined ? "checking" : "verifying";
}

/** Whether trying again may help, with nothing changed about the file. */
export function canRetry({ code }: Reason): boolean {
  return code !== FILE_CHANGED && code !== TOO_LARGE && code !== KEY_TOO_LONG;
}

function retried(upload: Upload, reason: Reason): Upload {
  if (!canRetry(reason)) {
    return upload;
  }
  const again = { ...upload, attempt: 0, restarts: 0 };
  if (reason.code === DIFFERENT_FILE) {
    return to(again, { kind: "needs-file", why: "moved" });
  }
  return queued(again, phaseOfResume(upload));
}

function different(): Reason {
  return {
    code: DIFFERENT_FILE,
    message: "This is another file: its bytes are not those that the server holds already.",
    requestId: "",
  };
}
