import { describe, expect, it } from "vitest";
import { formatMillis } from "../../lib/format/millis";
import { isDiskLow, troubles } from "./health";
import { powersOfTen } from "./latency";
import { dotsOf, pathOf } from "./line-chart";
import { roundUp } from "./throughput";

describe("a line", () => {
  it("goes through the middles of its steps, and ends where a value is missing", () => {
    expect(pathOf([0, 1, undefined, 0.5, undefined])).toBe("M0.5 100.00L1.5 0.00M3.5 50.00");
    expect(pathOf([undefined])).toBe("");
  });

  it("shows a value that has none beside it as a dot", () => {
    expect(dotsOf([0, 1, undefined, 0.5, undefined])).toBe("M3.5 50.00h0");
    expect(dotsOf([0.5])).toBe("M0.5 50.00h0");
  });
});

describe("the scale of durations", () => {
  it("holds all of them between powers of ten", () => {
    const { at, marks } = powersOfTen([0.4, 20, 300]);
    expect(marks.map(({ name }) => name)).toEqual(["0.1 ms", "1 ms", "10 ms", "100 ms"]);
    expect(at(0.1)).toBe(0);
    expect(at(1000)).toBe(1);
    expect(at(10)).toBeCloseTo(0.5);
    expect(at(undefined)).toBeUndefined();
  });

  it("is one of some height where there is one value, or none", () => {
    for (const values of [[], [1], [10], [0]]) {
      const { at, marks } = powersOfTen(values);
      expect(marks.length).toBeGreaterThan(0);
      expect(at(values[0] ?? 1)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("the scale of bytes", () => {
  it.each([
    [0, 1],
    [3, 5],
    [600, 1024],
    [1024 * 70, 1024 * 100],
  ])("of %d ends at %d", (bytes, end) => expect(roundUp(bytes)).toBe(end));
});

describe("durations", () => {
  it.each([
    [0.844, "0.84 ms"],
    [12.34, "12.3 ms"],
    [999, "999 ms"],
    [1_250, "1.25 s"],
    [30_000, "30 s"],
  ])("%d are %s", (ms, text) => expect(formatMillis(ms, "en")).toBe(text));
});

describe("health", () => {
  const health = { faults: 0, damagedReads: 0, commitFailures: 0 };

  it("is good where nothing happened and there is room", () => {
    expect(troubles({ health })).toEqual([]);
    expect(troubles({ health, disk: { sizeBytes: 2 ** 40, freeBytes: 2 ** 39 } })).toEqual([]);
  });

  it("names what happened, the worst first, and a disk that is nearly full", () => {
    expect(
      troubles({
        health: { faults: 2, damagedReads: 1, commitFailures: 0 },
        disk: { sizeBytes: 2 ** 40, freeBytes: 2 ** 30 },
      }),
    ).toEqual(["1 read of damaged bytes", "2 faults", "The disk is nearly full"]);
  });

  it("takes a large disk of which little is left for one with room", () => {
    expect(isDiskLow({ sizeBytes: 100 * 2 ** 40, freeBytes: 2 ** 40 })).toBe(false);
  });
});
