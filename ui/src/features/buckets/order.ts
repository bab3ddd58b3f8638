import type { Bucket } from "../../api/types.gen";
import type { Column, Order } from "../../lib/bucket-search";

const compare: Record<Column, (a: Bucket, b: Bucket) => number> = {
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  access: (a, b) => Number(b.isPublic ?? false) - Number(a.isPublic ?? false),
  objects: (a, b) => (a.objects ?? 0) - (b.objects ?? 0),
  bytes: (a, b) => (a.bytes ?? 0) - (b.bytes ?? 0),
  made: (a, b) => Date.parse(a.creationDate) - Date.parse(b.creationDate),
};

/** The buckets with a text in their names, in that order; equal ones by their names. */
export function arranged(buckets: readonly Bucket[], text: string, order: Order): readonly Bucket[] {
  const wanted = text.trim().toLowerCase();
  const column = order.replace(/^-/, "") as Column;
  const sign = order.startsWith("-") ? -1 : 1;
  return buckets
    .filter(({ name }) => name.includes(wanted))
    .toSorted((a, b) => sign * compare[column](a, b) || compare.name(a, b));
}

/** The order after a click on the head of a column: numbers begin with the largest. */
export function nextOrder(order: Order, column: Column): Order {
  const first: Order = column === "name" || column === "access" ? column : `-${column}`;
  const second: Order = first === column ? `-${column}` : column;
  return order === first ? second : first;
}

/** How much of a bucket's quota is used, from 0 on, by whichever limit is nearer; none without one. */
export function quotaShare({ quota, used }: Bucket): number | undefined {
  if (!quota || !used) {
    return undefined;
  }
  const shares = [
    quota.bytes === undefined ? 0 : share(used.bytes, quota.bytes),
    quota.objects === undefined ? 0 : share(used.objects, quota.objects),
  ];
  return Math.max(...shares);
}

function share(used: number, limit: number): number {
  return limit === 0 ? 1 : used / limit;
}
