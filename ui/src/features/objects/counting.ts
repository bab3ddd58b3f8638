import { path, request } from "../../lib/http/request";
import { VERSIONS_OF_ONE_MAX, versionsOf } from "./api";
import { runAll } from "./run-all";

/** How much there is. */
export interface Count {
  readonly objects: number;
  readonly bytes: number;
  /** Whether there is more. */
  readonly isCut: boolean;
}

/** How much goes where nothing stays. */
export interface VersionCount {
  readonly versions: number;
  readonly deleteMarkers: number;
  readonly bytes: number;
  /** Whether there is more. */
  readonly isCut: boolean;
}

const COUNT_REQUESTS_MAX = 100;
/** The versions of so many single keys are looked for; of more, they are not counted. */
export const KEYS_COUNTED_MAX = 1_000;

const bucketPath = (bucket: string) => path`/s3/${bucket}`;

/** Counts what begins so, a million at the most, and tells how far it is. */
export async function countPrefix(
  bucket: string,
  prefix: string,
  onCount: (count: Count) => void,
  signal: AbortSignal,
): Promise<Count> {
  let count: Count = { objects: 0, bytes: 0, isCut: true };
  let token: string | undefined;
  for (let i = 0; i < COUNT_REQUESTS_MAX && count.isCut; i++) {
    const found = await request<{ objects: number; bytes: number; nextContinuationToken?: string }>(
      bucketPath(bucket),
      { query: { count: true, prefix, "continuation-token": token }, signal },
    );
    token = found.nextContinuationToken;
    count = {
      objects: count.objects + found.objects,
      bytes: count.bytes + found.bytes,
      isCut: token !== undefined,
    };
    onCount(count);
  }
  return count;
}

interface FoundVersions {
  readonly versions: number;
  readonly deleteMarkers: number;
  readonly bytes: number;
  readonly nextKeyMarker?: string;
  readonly nextVersionIdMarker?: string;
}

const NO_VERSIONS: VersionCount = { versions: 0, deleteMarkers: 0, bytes: 0, isCut: false };

/** Both together. */
export function sum(one: VersionCount, other: VersionCount): VersionCount {
  return {
    versions: one.versions + other.versions,
    deleteMarkers: one.deleteMarkers + other.deleteMarkers,
    bytes: one.bytes + other.bytes,
    isCut: one.isCut || other.isCut,
  };
}

/** Counts every version of what begins so, a million at the most, and tells how far it is. */
export async function countVersions(
  bucket: string,
  prefix: string,
  onCount: (count: VersionCount) => void,
  signal: AbortSignal,
): Promise<VersionCount> {
  let count = NO_VERSIONS;
  let marker: Readonly<Record<string, string | undefined>> = {};
  for (let i = 0; i < COUNT_REQUESTS_MAX; i++) {
    const found: FoundVersions = await request<FoundVersions>(bucketPath(bucket), {
      query: { "count-versions": true, prefix, ...marker },
      signal,
    });
    const { nextKeyMarker } = found;
    const isCut = nextKeyMarker !== undefined;
    count = { ...sum(count, { ...found, isCut }), isCut };
    onCount(count);
    if (!isCut) {
      break;
    }
    marker = { "key-marker": nextKeyMarker, "version-id-marker": found.nextVersionIdMarker };
  }
  return count;
}

/** Counts the versions of single keys, of each for itself. */
export async function countVersionsOf(
  bucket: string,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<VersionCount> {
  let count: VersionCount = { ...NO_VERSIONS, isCut: keys.length > KEYS_COUNTED_MAX };
  const counted = keys.slice(0, KEYS_COUNTED_MAX).map((key) => ({ key }));
  const { failures } = await runAll(
    counted,
    async ({ key }) => {
      const found = await versionsOf(bucket, key, signal);
      const deleteMarkers = found.filter(({ isDeleteMarker }) => isDeleteMarker).length;
      count = sum(count, {
        versions: found.length - deleteMarkers,
        deleteMarkers,
        bytes: found.reduce((bytes, { size }) => bytes + size, 0),
        isCut: found.length >= VERSIONS_OF_ONE_MAX,
      });
    },
    { signal },
  );
  signal.throwIfAborted();
  const [failure] = failures;
  if (failure) {
    throw failure.problem;
  }
  return count;
}
