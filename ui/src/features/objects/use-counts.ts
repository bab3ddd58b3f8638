import { useEffect, useState } from "react";
import {
  countPrefix,
  countVersions,
  countVersionsOf,
  sum,
  type Count,
  type VersionCount,
} from "./counting";

interface Progress {
  readonly isDone: boolean;
  readonly error?: unknown;
}

/** How much is below some folders, as far as it is counted. */
export type Counting = Count & Progress;

/** How many versions there are, as far as they are counted. */
export type VersionCounting = VersionCount & Progress;

const NONE: Counting = { objects: 0, bytes: 0, isCut: false, isDone: false };
const NO_VERSIONS: VersionCounting = { versions: 0, deleteMarkers: 0, bytes: 0, isCut: false, isDone: false };

/** Counts what is below folders, one after the other, as long as it is looked at. */
export function useCounts(bucket: string, prefixes: readonly string[]): Counting {
  const [counting, setCounting] = useState(NONE);
  const wanted = JSON.stringify(prefixes);
  useEffect(() => {
    const stop = new AbortController();
    const count = async () => {
      let all: Count = { objects: 0, bytes: 0, isCut: false };
      for (const prefix of JSON.parse(wanted) as readonly string[]) {
        const before = all;
        const add = (part: Count) => ({
          objects: before.objects + part.objects,
          bytes: before.bytes + part.bytes,
          isCut: before.isCut || part.isCut,
        });
        const tell = (part: Count) => setCounting({ ...add(part), isDone: false });
        all = add(await countPrefix(bucket, prefix, tell, stop.signal));
      }
      setCounting({ ...all, isDone: true });
    };
    count().catch((error: unknown) => {
      if (!stop.signal.aborted) {
        setCounting({ ...NONE, isDone: true, isCut: true, error });
      }
    });
    return () => stop.abort();
  }, [bucket, wanted]);
  return counting;
}

/** Counts every version of keys and of what is below folders, as long as that is wanted. */
export function useVersionCounts(
  bucket: string,
  prefixes: readonly string[],
  keys: readonly string[],
  isWanted: boolean,
): VersionCounting {
  const [counting, setCounting] = useState(NO_VERSIONS);
  const wanted = JSON.stringify({ prefixes, keys });
  useEffect(() => {
    if (!isWanted) {
      return;
    }
    const stop = new AbortController();
    const count = async () => {
      const asked = JSON.parse(wanted) as { prefixes: readonly string[]; keys: readonly string[] };
      let all = await countVersionsOf(bucket, asked.keys, stop.signal);
      for (const prefix of asked.prefixes) {
        const before = all;
        const tell = (part: VersionCount) => setCounting({ ...sum(before, part), isDone: false });
        all = sum(before, await countVersions(bucket, prefix, tell, stop.signal));
      }
      setCounting({ ...all, isDone: true });
    };
    count().catch((error: unknown) => {
      if (!stop.signal.aborted) {
        setCounting({ ...NO_VERSIONS, isDone: true, isCut: true, error });
      }
    });
    return () => stop.abort();
  }, [bucket, wanted, isWanted]);
  return counting;
}
