import type { Place } from "./api";
import type { Row } from "./rows";

/** What an archive is to have. */
export interface Wanted {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

/** How long the document may be that says so, and how much of memory the server has for it. */
const DOCUMENT_BYTES_MAX = 768 << 10;
const TICKET_BYTES_MAX = 4 << 20;
const TICKET_BYTES = 512;
const NAME_BYTES = 64;

/**
 * What to ask for, to have those rows in an archive: all that a place has by what it begins with,
 * else each by its name.
 *
 * @param isAll whether the rows are all that the place has
 * @returns undefined when that is more names than the server takes
 */
export function archiveOf(place: Place, rows: readonly Row[], isAll: boolean): Wanted | undefined {
  if (isAll && rows.length > 1) {
    return { keys: [], prefixes: [place.prefix + place.q] };
  }
  const wanted = {
    keys: rows.filter(({ kind }) => kind === "object").map(({ key }) => key),
    prefixes: rows.filter(({ kind }) => kind === "folder").map(({ key }) => key),
  };
  const ticketBytes = rows.reduce((bytes, { key }) => bytes + NAME_BYTES + 2 * key.length, TICKET_BYTES);
  if (ticketBytes > TICKET_BYTES_MAX) {
    return undefined;
  }
  const documentBytes = new TextEncoder().encode(JSON.stringify(wanted)).length;
  return documentBytes > DOCUMENT_BYTES_MAX ? undefined : wanted;
}
