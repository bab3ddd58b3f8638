import { describe, expect, it } from "vitest";
import { base64OfCrc, crc32c } from "./crc32c";
import { baseName, copyKey, freshId, isTooLong } from "./names";
import { FILE_MAX_BYTES, isInParts, partCount, PART_MAX_BYTES, partRange, PARTS_MAX, partSizeFor } from "./parts";

const MIB = 1 << 20;
const GIB = 1 << 30;

describe("the checksum", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  // The vectors of RFC 3720, B.4, and the check value of the polynomial.
  it.each([
    ["123456789", bytes("123456789"), 0xe3069283],
    ["nothing", new Uint8Array(0), 0],
    ["32 zeros", new Uint8Array(32), 0x8a9136aa],
    ["32 ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ["0 to 31", Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    ["31 to 0", Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ])("of %s is that of the standard", (_, data, sum) => {
    expect(crc32c(data)).toBe(sum);
  });

  it("goes on over pieces of any length", () => {
    const data = Uint8Array.from({ length: 1000 }, (_, i) => (i * 31) & 0xff);
    for (const cut of [0, 1, 7, 8, 9, 500, 999, 1000]) {
      expect(crc32c(data.subarray(cut), crc32c(data.subarray(0, cut)))).toBe(crc32c(data));
    }
  });

  it("is written as the server writes it", () => {
    expect(base64OfCrc(0xe3069283)).toBe("4waSgw==");
    expect(base64OfCrc(0)).toBe("AAAAAA==");
  });
});

describe("parts", () => {
  it("are of 16 MiB while 10,000 of them are enough, and larger from there on", () => {
    expect(partSizeFor(0)).toBe(16 * MIB);
    expect(partSizeFor(156 * GIB)).toBe(16 * MIB);
    expect(partSizeFor(157 * GIB)).toBe(17 * MIB);
    expect(partSizeFor(FILE_MAX_BYTES)).toBe(PART_MAX_BYTES);
  });

  it.each([0, 1, 16 * MIB, 16 * MIB + 1, 300 * MIB, 157 * GIB, FILE_MAX_BYTES])(
    "of a file of %d bytes cover it once",
    (size) => {
      const file = { size, partSize: partSizeFor(size) };
      const count = partCount(file);
      expect(count).toBeLessThanOrEqual(PARTS_MAX);
      expect(isInParts(file)).toBe(count > 1);
      let at = 0;
      for (let number = 1; number <= count; number++) {
        const [start, end] = partRange(file, number);
        expect(start).toBe(at);
        at = end;
      }
      expect(at).toBe(size);
    },
  );
});

describe("names", () => {
  it.each([
    ["a/b.txt", "a/b (2).txt"],
    ["a.d/b", "a.d/b (2)"],
    ["a/.profile", "a/.profile (2)"],
    ["x.tar.gz", "x.tar (2).gz"],
    ["..", ". (2)."],
  ])("the copy of %s is %s", (key, copy) => {
    expect(copyKey(key, 2)).toBe(copy);
  });

  it("knows keys that are too long by their bytes", () => {
    expect(isTooLong("a".repeat(1024))).toBe(false);
    expect(isTooLong("a".repeat(1025))).toBe(true);
    expect(isTooLong("é".repeat(513))).toBe(true);
  });

  it("takes the last part of a path, and makes ids that differ", () => {
    expect(baseName("a/b/c.txt")).toBe("c.txt");
    expect(baseName("c.txt")).toBe("c.txt");
    expect(freshId()).not.toBe(freshId());
  });
});
