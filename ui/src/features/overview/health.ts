import type { Stats } from "../../api/types.gen";
import { formatCount } from "../../lib/format/bytes";
import { strings } from "./strings";

/** Below that part of the disk, or so many bytes, it is low on room. */
const LOW_PART = 0.1;
const LOW_BYTES = 100 * 2 ** 30;

/** Whether the disk should be looked after: little is left of it, and little in itself. */
export function isDiskLow({ sizeBytes, freeBytes }: NonNullable<Stats["disk"]>): boolean {
  return freeBytes < sizeBytes * LOW_PART && freeBytes < LOW_BYTES;
}

/** What should not be, the worst first. */
export function troubles({ disk, health }: Pick<Stats, "disk" | "health">): string[] {
  const counted = [
    [health.damagedReads, strings.damagedReads],
    [health.commitFailures, strings.commitFailures],
    [health.faults, strings.faults],
  ] as const;
  return [
    ...counted.filter(([count]) => count > 0).map(([count, say]) => say(formatCount(count))),
    ...(disk !== undefined && isDiskLow(disk) ? [strings.diskLow] : []),
  ];
}
