/** What buckets can be sorted by. */
export const columns = ["name", "access", "objects", "bytes", "made"] as const;
export type Column = (typeof columns)[number];

/** An order of buckets, as the address has it: `-bytes` for the largest first. */
export type Order = Column | `-${Column}`;

/** Whether a text of an address is an order. */
export function isOrder(text: unknown): text is Order {
  return typeof text === "string" && columns.includes(text.replace(/^-/, "") as Column);
}

/** What the address of each part of a bucket says. */
export interface BucketSearch {
  /** The setting that shows as JSON. */
  readonly json?: string;
  /** The job that empties the bucket, or deletes it. */
  readonly job?: string;
}

/** What the address of the list of buckets says. */
export interface BucketsSearch {
  readonly q?: string;
  readonly sort?: Order;
  /** Whether one is being made. */
  readonly new?: "1";
}
