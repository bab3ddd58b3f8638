import { expect, it } from "vitest";
import type { Job } from "../../api/types.gen";
import { omit } from "../../lib/omit";
import { failuresCsv } from "./failures-csv";
import { formatSeconds, meanRate, rateOf, secondsLeft, withMark, type Mark } from "./rate";

const job: Job = {
  id: "1",
  task: { kind: "empty-bucket", bucket: "b" },
  status: "running",
  startedBy: "u",
  startedAt: "2026-01-01T00:00:00Z",
  changedAt: "2026-01-01T00:00:10Z",
  total: 1_000,
  done: 90,
  doneBytes: 0,
  failed: 10,
  failures: [],
};

it("quotes what a table needs quoted, and runs no formula", () => {
  expect(failuresCsv([{ key: 'a,"b"\nc', code: "AccessDenied" }, { key: "=1+1", versionId: "v", code: "x" }])).toBe(
    '"key","versionId","code"\r\n"a,""b""\nc","","AccessDenied"\r\n"\'=1+1","v","x"\r\n',
  );
});

it("goes by what was done lately, and forgets what is long ago", () => {
  let marks: readonly Mark[] = [];
  expect(rateOf(marks)).toBeUndefined();
  marks = withMark(marks, { atMs: 0, done: 0 });
  expect(rateOf(marks)).toBeUndefined();
  marks = withMark(marks, { atMs: 40_000, done: 4_000 });
  expect(rateOf(marks)).toBeUndefined();
  marks = withMark(marks, { atMs: 42_000, done: 4_100 });
  expect(rateOf(marks)).toBe(50);
});

it("knows how much is left only where it knows how much there is", () => {
  expect(meanRate(job)).toBe(10);
  expect(secondsLeft(job, 10)).toBe(90);
  expect(secondsLeft(job, 0)).toBeUndefined();
  expect(secondsLeft(omit(job, "total"), 10)).toBeUndefined();
});

it("tells a stretch of time roughly", () => {
  expect([0.2, 89, 90, 3_600, 9_000].map(formatSeconds)).toEqual(["1 s", "89 s", "2 min", "60 min", "3 h"]);
});
