import { describe, expect, it } from "vitest";
import { COPIES_MAX, isEnded, RESTARTS_MAX, step, wantsPerson } from "./machine";
import { DIFFERENT_FILE, type Event, type State, type Upload } from "./model";
import { upload } from "./testing/uploads";

const MIB = 1 << 20;
const there = { size: 3, lastModified: "2026-01-01T00:00:00Z" };
const reason = { code: "AccessDenied", message: "No.", requestId: "r" };
const small = { size: 5 } as const;
const begun = { uploadId: "up", etags: { 1: '"e1"' }, sentBytes: 16 * MIB } as const;

const queued: State = { kind: "queued", then: "checking" };
const checking: State = { kind: "checking" };
const conflict: State = { kind: "conflict", there, isSent: false };
const sentConflict: State = { kind: "conflict", there, isSent: true };
const sending: State = { kind: "sending" };
const waiting: State = { kind: "waiting", until: 9, reason, then: "sending" };
const byPerson: State = { kind: "paused", by: "person", then: "sending" };
const bySession: State = { kind: "paused", by: "session", then: "sending" };
const needsFile: State = { kind: "needs-file", why: "reload" };
const verifying: State = { kind: "verifying" };
const completing: State = { kind: "completing" };
const failed: State = { kind: "failed", reason };
const changed: State = { kind: "failed", reason: { ...reason, code: "FileChanged" } };
const ended: State[] = [{ kind: "done" }, { kind: "skipped" }, { kind: "cancelled" }];
const open = [
  queued, checking, conflict, sentConflict, sending, waiting, byPerson, bySession, needsFile, verifying,
  completing, failed,
];

type Row = [from: State, event: Event, to: State, what?: Partial<Upload>];

const rows: Row[] = [
  [queued, { type: "start" }, checking],
  [{ kind: "queued", then: "verifying" }, { type: "start" }, verifying],
  [checking, { type: "free" }, sending],
  [checking, { type: "found", there, answer: undefined }, conflict],
  [checking, { type: "found", there, answer: "skip" }, { kind: "skipped" }],
  [checking, { type: "found", there, answer: "replace" }, { kind: "queued", then: "sending" }],
  [checking, { type: "found", there, answer: undefined }, sending, { mayReplace: true }],
  [checking, { type: "found", there, answer: undefined }, queued, { copyNumber: 2 }],
  [conflict, { type: "answer", answer: "replace" }, { kind: "queued", then: "sending" }],
  [conflict, { type: "answer", answer: "skip" }, { kind: "skipped" }],
  [conflict, { type: "answer", answer: "keep-both" }, queued],
  [sentConflict, { type: "answer", answer: "replace" }, { kind: "queued", then: "completing" }],
  [sentConflict, { type: "answer", answer: "skip" }, { kind: "skipped" }],
  [sending, { type: "sent" }, completing],
  [sending, { type: "completed" }, { kind: "done" }, small],
  [sending, { type: "taken", there, answer: undefined }, conflict, small],
  [sending, { type: "trouble", reason, until: 9 }, waiting],
  [checking, { type: "trouble", reason, until: 9 }, { ...waiting, then: "checking" }],
  [verifying, { type: "trouble", reason, until: 9 }, { ...waiting, then: "verifying" }],
  [completing, { type: "trouble", reason, until: 9 }, { ...waiting, then: "completing" }],
  [sending, { type: "refused", reason }, failed],
  [checking, { type: "refused", reason }, failed],
  [waiting, { type: "due" }, { kind: "queued", then: "sending" }],
  [waiting, { type: "retry" }, { kind: "queued", then: "sending" }],
  [waiting, { type: "pause", by: "offline" }, { kind: "paused", by: "offline", then: "sending" }],
  [queued, { type: "pause", by: "person" }, { kind: "paused", by: "person", then: "checking" }],
  [checking, { type: "pause", by: "session" }, { kind: "paused", by: "session", then: "checking" }],
  [sending, { type: "pause", by: "session" }, bySession],
  [sending, { type: "pause", by: "person" }, byPerson],
  [verifying, { type: "pause", by: "person" }, { kind: "paused", by: "person", then: "verifying" }],
  [completing, { type: "pause", by: "person" }, completing],
  [completing, { type: "pause", by: "session" }, { kind: "paused", by: "session", then: "completing" }],
  [bySession, { type: "pause", by: "person" }, byPerson],
  [byPerson, { type: "pause", by: "session" }, byPerson],
  [byPerson, { type: "resume", by: "person" }, { kind: "queued", then: "sending" }],
  [byPerson, { type: "resume", by: "session" }, byPerson],
  [bySession, { type: "resume", by: "session" }, { kind: "queued", then: "sending" }],
  [bySession, { type: "resume", by: "offline" }, bySession],
  [needsFile, { type: "file-given", size: 40 * MIB, modified: 2 }, { kind: "queued", then: "checking" }],
  [needsFile, { type: "file-given", size: 40 * MIB, modified: 2 }, { kind: "queued", then: "verifying" }, begun],
  [needsFile, { type: "file-given", size: 1, modified: 2 }, { kind: "needs-file", why: "other-size" }],
  [verifying, { type: "verified", parts: [] }, sending],
  [verifying, { type: "gone" }, queued, begun],
  [sending, { type: "gone" }, queued, begun],
  [completing, { type: "completed" }, { kind: "done" }],
  [completing, { type: "taken", there, answer: undefined }, sentConflict],
  [completing, { type: "taken", there, answer: "skip" }, { kind: "skipped" }],
  [completing, { type: "refused", reason }, failed],
  [failed, { type: "retry" }, queued],
  [changed, { type: "retry" }, changed],
  [byPerson, { type: "completed" }, { kind: "done" }],
  [failed, { type: "retry" }, { kind: "queued", then: "verifying" }, begun],
];

describe("an upload", () => {
  it.each(rows)("in %j by %j becomes %j", (from, event, to, more) => {
    expect(step(upload(from, more), event).state).toEqual(to);
  });

  it.each(ended)("that is %j is over, whatever comes", (state) => {
    const over = upload(state);
    expect(isEnded(over)).toBe(true);
    for (const event of [...rows.map((row) => row[1]), { type: "cancel" } as const]) {
      expect(step(over, event)).toBe(over);
    }
  });

  it.each(open)("in %j can be cancelled", (state) => {
    expect(step(upload(state), { type: "cancel" }).state).toEqual({ kind: "cancelled" });
  });

  it.each(open)("in %j needs its file when that is lost", (state) => {
    expect(step(upload(state), { type: "file-lost", why: "reload" }).state.kind).toBe("needs-file");
  });

  it.each([
    [queued, { type: "sent" }],
    [sending, { type: "start" }],
    [sending, { type: "free" }],
    [checking, { type: "sent" }],
    [checking, { type: "completed" }],
    [sending, { type: "completed" }],
    [conflict, { type: "resume", by: "person" }],
    [failed, { type: "pause", by: "person" }],
    [needsFile, { type: "due" }],
    [waiting, { type: "sent" }],
  ] satisfies [State, Event][])("in %j is not moved by %j, which comes late", (state, event) => {
    const before = upload(state);
    expect(step(before, event)).toBe(before);
  });

  it("keeps what the server has of it, whatever its state", () => {
    const paused = step(upload(byPerson), { type: "begun", uploadId: "up" });
    expect(paused).toMatchObject({ uploadId: "up", state: byPerson });
    const more = step(paused, { type: "part", part: { number: 2, etag: '"e2"', size: 16 * MIB } });
    expect(more).toMatchObject({ etags: { 2: '"e2"' }, sentBytes: 16 * MIB, state: byPerson });
    // Told twice, counted once.
    expect(step(more, { type: "part", part: { number: 2, etag: '"x"', size: 16 * MIB } })).toBe(more);
  });

  it("drops a part of an upload that the server forgot since", () => {
    const again = step(upload(sending, begun), { type: "gone" });
    expect(again).toMatchObject({ uploadId: undefined, etags: {}, sentBytes: 0, restarts: 1 });
    expect(step(again, { type: "part", part: { number: 2, etag: '"e"', size: 1 } })).toBe(again);
  });

  it("fails when the server forgets it again and again", () => {
    const tired = upload(sending, { ...begun, restarts: RESTARTS_MAX });
    expect(step(tired, { type: "gone" }).state).toMatchObject({ kind: "failed", reason: { code: "NoSuchUpload" } });
  });

  it("counts troubles in a row, and forgets them once a part went through", () => {
    const tired = step(upload(sending, { uploadId: "up", attempt: 2 }), { type: "trouble", reason, until: 9 });
    expect(tired.attempt).toBe(3);
    const better = step({ ...tired, state: sending }, { type: "part", part: { number: 1, etag: '"e"', size: 1 } });
    expect(better.attempt).toBe(0);
  });

  it("takes the parts that were proved for those that are sent", () => {
    const parts = [{ number: 2, etag: '"n2"', size: 16 * MIB }];
    expect(step(upload(verifying, begun), { type: "verified", parts })).toMatchObject({
      etags: { 2: '"n2"' },
      sentBytes: 16 * MIB,
    });
  });

  it("asks for the right file when this one is another", () => {
    const wrong = step(upload(verifying, begun), { type: "different" });
    expect(wrong.state).toMatchObject({ kind: "failed", reason: { code: DIFFERENT_FILE } });
    expect(step(wrong, { type: "retry" }).state.kind).toBe("needs-file");
  });

  it("becomes a copy under the next name that is free, sent from the beginning", () => {
    const copy = step(upload(sentConflict, begun), { type: "answer", answer: "keep-both" });
    expect(copy).toMatchObject({ key: "folder/a (2).bin", uploadId: undefined, sentBytes: 0, copyNumber: 2 });
    const next = step({ ...copy, state: checking }, { type: "found", there, answer: "replace" });
    expect(next).toMatchObject({ key: "folder/a (3).bin", state: queued, mayReplace: false });
  });

  it("gives up looking for a free name at last", () => {
    const last = upload(checking, { copyNumber: COPIES_MAX });
    expect(step(last, { type: "found", there, answer: undefined }).state.kind).toBe("failed");
  });

  it("does not ask again about what may be replaced", () => {
    const replacing = step(upload(sentConflict, begun), { type: "answer", answer: "replace" });
    expect(replacing).toMatchObject({ mayReplace: true, uploadId: "up", sentBytes: 16 * MIB });
  });

  it.each(open)("in %j says whether a person is needed", (state) => {
    expect(wantsPerson(upload(state))).toBe(["conflict", "needs-file", "failed"].includes(state.kind));
  });
});
