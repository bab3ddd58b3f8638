import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type {
  Copied,
  DeletionResult,
  Job,
  ObjectPage,
  Target,
  Task,
  VersionPage,
} from "../../api/types.gen";
import { href, path, request } from "../../lib/http/request";
import { requireMay } from "../../lib/may-in";
import type { Show } from "../../lib/places";
import { deletedRows, objectRows, type Marker, type Page } from "./rows";

/** What is shown of a bucket. */
export interface Place {
  readonly bucket: string;
  readonly prefix: string;
  /** What names begin with; empty for all. */
  readonly q: string;
  readonly show: Show;
}

const PAGE_ROWS = 1_000;
/** A browser lays out no more rows than these; beyond, a longer beginning finds what is wanted. */
export const ROWS_MAX = 400_000;
/** Pages of versions that one look for deleted objects goes through. */
const PAGES_LOOKED_MAX = 20;
/** So many entries are looked through for a list that hardly grows by them, until somebody asks for more. */
export const LOOKED_ALONE_MAX = PAGES_LOOKED_MAX * PAGE_ROWS;
/** So many pages are asked for anew because time passed; of more, only what is known to be old. */
const PAGES_KEPT_FRESH = 3;
const FRESH_MS = 10_000;

const bucketPath = (bucket: string) => path`/s3/${bucket}`;
const objectPath = (bucket: string) => path`/objects/${bucket}`;

type Pages = Pick<InfiniteData<Page, Marker>, "pages" | "pageParams">;

const isLong = (data: Pages | undefined) => (data?.pages.length ?? 0) > PAGES_KEPT_FRESH;

export const placeKey = ({ bucket, prefix, q, show }: Place) =>
  ["objects", bucket, { prefix, q, show }] as const;

/** The list of a place, page by page as it is asked for. */
export const placeQuery = (place: Place) =>
  infiniteQueryOptions({
    queryKey: placeKey(place),
    queryFn: ({ pageParam, signal }) =>
      place.show === "deleted"
        ? lookForDeleted(place, pageParam, signal)
        : listObjects(place, pageParam, signal),
    initialPageParam: {},
    getNextPageParam: (page: Page) => page.next,
    structuralSharing: false,
    // Going into a folder and back asks for it anew, too: with hundreds of pages, for each of them.
    staleTime: (query) => (isLong(query.state.data) ? Infinity : FRESH_MS),
  });

async function listObjects(place: Place, marker: Marker, signal: AbortSignal): Promise<Page> {
  const { bucket, prefix, q, show } = place;
  const page = await request<ObjectPage>(bucketPath(bucket), {
    query: {
      prefix: prefix + q,
      delimiter: show === "folders" ? "/" : undefined,
      "max-keys": PAGE_ROWS,
      ...marker,
    },
    signal,
  });
  return objectRows(page, prefix);
}

async function lookForDeleted(place: Place, from: Marker, signal: AbortSignal): Promise<Page> {
  await requireMay(place.bucket, "s3:ListBucketVersions");
  let marker = from;
  let looked = 0;
  for (let i = 1; ; i++) {
    const page = await request<VersionPage>(bucketPath(place.bucket), {
      query: { versions: true, prefix: place.prefix + place.q, "max-keys": PAGE_ROWS, ...marker },
      signal,
    });
    const found = deletedRows(page, place.prefix);
    looked += found.looked;
    if (found.rows.length > 0 || found.next === undefined || i === PAGES_LOOKED_MAX) {
      return { ...found, looked };
    }
    marker = found.next;
  }
}

export type Versioning = "never" | "Enabled" | "Suspended";

/** Whether a bucket keeps what is deleted. */
export const versioningQuery = (bucket: string) =>
  queryOptions({
    queryKey: ["bucket", bucket, "versioning"],
    queryFn: async ({ signal }) => {
      await requireMay(bucket, "s3:GetBucketVersioning");
      const { status } = await request<{ status?: "Enabled" | "Suspended" }>(bucketPath(bucket), {
        query: { versioning: true },
        signal,
      });
      return (status ?? "never") satisfies Versioning;
    },
  });

/** The folders that begin so. */
export const folderNamesQuery = (bucket: string, prefix: string) =>
  queryOptions({
    queryKey: ["folders", bucket, prefix],
    queryFn: async ({ signal }) => {
      const page = await request<ObjectPage>(bucketPath(bucket), {
        query: { prefix, delimiter: "/", "max-keys": 100 },
        signal,
      });
      return page.commonPrefixes.map((each) => each.prefix);
    },
  });

/** Where the bytes of an object are, for a link that the browser follows. */
export function downloadHref(bucket: string, key: string, versionId?: string): string {
  return href(objectPath(bucket), { key, versionId });
}

/** Makes a folder that stays when nothing is in it. A problem 412: something is there. */
export function makeFolder(bucket: string, prefix: string): Promise<unknown> {
  return request(objectPath(bucket), {
    method: "PUT",
    query: { key: prefix },
    headers: { "if-none-match": "*", "content-type": "application/x-directory" },
    body: "",
  });
}

/** Where an object is taken from, and where it goes. */
export interface Transfer {
  readonly from: { readonly bucket: string; readonly key: string; readonly versionId?: string };
  readonly to: { readonly bucket: string; readonly key: string };
  readonly kind: "copy" | "move";
  readonly overwrite: boolean;
}

/** Copies or moves one object. A problem 412: something is there. */
export function transfer({ from, to, kind, overwrite }: Transfer): Promise<Copied> {
  return request<Copied>(objectPath(to.bucket), {
    method: "PUT",
    query: {
      key: to.key,
      [kind]: true,
      from: `/${from.bucket}/${from.key}`,
      fromVersionId: from.versionId,
    },
    headers: overwrite ? {} : { "if-none-match": "*" },
  });
}

/** Deletes up to a thousand objects or versions; those that are not are named in the answer. */
export function deleteTargets(bucket: string, objects: readonly Target[]): Promise<DeletionResult> {
  return request<DeletionResult>(bucketPath(bucket), {
    method: "POST",
    query: { delete: true },
    json: { objects },
  });
}

/** Deletes one version; of a marker that is all there is, what was deleted comes back. */
export function deleteVersion(bucket: string, key: string, versionId: string): Promise<unknown> {
  return request(objectPath(bucket), { method: "DELETE", query: { key, versionId } });
}

/** Starts work on a prefix, which goes on without this page. */
export function startJob(task: Task): Promise<Job> {
  return request<Job>("/jobs", { method: "POST", json: task });
}

/** The address of an archive of these, which works once. */
export async function zipHref(
  bucket: string,
  keys: readonly string[],
  prefixes: readonly string[],
): Promise<string> {
  const { ticket } = await request<{ ticket: string }>(bucketPath(bucket), {
    method: "POST",
    query: { "zip-ticket": true },
    json: { keys, prefixes },
  });
  return href(path`/zip/${ticket}`);
}

/** So many versions of a key are asked for at a time: where so many come, there may be more. */
export const VERSIONS_OF_ONE_MAX = 10_000;

/** All versions of one key, the latest first, up to the first page that has ten thousand full. */
export async function versionsOf(bucket: string, key: string, signal?: AbortSignal) {
  const found: VersionPage["versions"] = [];
  let marker: Marker = {};
  while (found.length < VERSIONS_OF_ONE_MAX) {
    const page: VersionPage = await request<VersionPage>(bucketPath(bucket), {
      query: { versions: true, prefix: key, "max-keys": PAGE_ROWS, ...marker },
      ...(signal ? { signal } : {}),
    });
    const own = page.versions.filter((version) => version.key === key);
    found.push(...own);
    const { nextKeyMarker, nextVersionIdMarker } = page;
    // Of all keys that begin so, this one comes first: after another there are no more of it.
    if (own.length < page.versions.length || !page.isTruncated || nextKeyMarker !== key) {
      break;
    }
    marker = { "key-marker": nextKeyMarker, "version-id-marker": nextVersionIdMarker ?? "" };
  }
  return found;
}

/**
 * Has the lists of a bucket loaded anew, those that do not show once they do. Of these the first pages
 * stay, and the others come as one gets there.
 *
 * @param isLight whether a list of many pages that shows may stay as it is: it has what changed, or more
 *   is about to change
 */
export async function refreshObjects(
  client: QueryClient,
  bucket: string,
  isLight = false,
): Promise<void> {
  const queryKey = ["objects", bucket];
  client.setQueriesData<Pages>({ queryKey, type: "inactive" }, (data) =>
    data && isLong(data)
      ? {
          pages: data.pages.slice(0, PAGES_KEPT_FRESH),
          pageParams: data.pageParams.slice(0, PAGES_KEPT_FRESH),
        }
      : data,
  );
  await client.invalidateQueries({
    queryKey,
    predicate: ({ state }) => !isLight || !isLong(state.data as Pages | undefined),
  });
}

/** Takes what was deleted out of the lists that show, which would have it until they are loaded anew. */
export async function forgetObjects(
  client: QueryClient,
  bucket: string,
  keys: ReadonlySet<string>,
): Promise<void> {
  const queryKey = ["objects", bucket];
  // A page that is on its way would bring back what was there when it was asked for.
  await client.cancelQueries({ queryKey });
  client.setQueriesData<Pages>({ queryKey, type: "active" }, (data) =>
    data && {
      ...data,
      pages: data.pages.map((page) => {
        const rows = page.rows.filter(({ kind, key }) => kind === "folder" || !keys.has(key));
        return rows.length < page.rows.length ? { ...page, rows } : page;
      }),
    },
  );
}
