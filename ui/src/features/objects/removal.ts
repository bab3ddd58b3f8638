import type { Target } from "../../api/types.gen";
import { asProblem, Problem } from "../../lib/http/problem";
import { deleteTargets, deleteVersion, VERSIONS_OF_ONE_MAX, versionsOf } from "./api";
import { failuresOf, runAll, type Failure } from "./run-all";
import { strings } from "./strings";

const TARGETS_MAX = 1_000;

/** What came of deleting, by the server's own account. */
export interface Removed {
  readonly done: readonly Target[];
  readonly failures: readonly Failure[];
}

/** What came of bringing back keys. */
export interface BroughtBack {
  readonly done: readonly string[];
  readonly failures: readonly Failure[];
}

/**
 * Deletes keys, or versions of them, as many at a time as one request takes. A request that fails counts
 * for all that it asked for, and does not keep the others from being sent; once nobody is signed in any
 * more they are not.
 */
export async function removeTargets(
  bucket: string,
  targets: readonly Target[],
  onProgress: (count: number) => void,
): Promise<Removed> {
  const failures: Failure[] = [];
  const done: Target[] = [];
  let signedOut: Problem | undefined;
  for (let i = 0; i < targets.length; i += TARGETS_MAX) {
    const batch = targets.slice(i, i + TARGETS_MAX);
    try {
      if (signedOut) {
        throw signedOut;
      }
      const { errors } = await deleteTargets(bucket, batch);
      const nameOf = ({ key, versionId }: Target) => JSON.stringify([key, versionId]);
      const refused = new Set(errors.map(nameOf));
      done.push(...batch.filter((target) => !refused.has(nameOf(target))));
      for (const { key, code, message } of errors) {
        failures.push({ key, problem: new Problem(200, code, message, "") });
      }
    } catch (error) {
      const problem = asProblem(error);
      signedOut = problem.isSignedOut ? problem : undefined;
      failures.push(...batch.map(({ key }) => ({ key, problem })));
    }
    onProgress(Math.min(targets.length, i + TARGETS_MAX));
  }
  return { done, failures };
}

/**
 * Finds every version of those keys, and deletes them by their ids. Of a key that has more than are asked
 * for at a time it asks again, until there are none left: one that stayed would be the object again.
 */
export async function eraseKeys(
  bucket: string,
  keys: readonly string[],
  onProgress: (count: number) => void,
): Promise<Removed> {
  const done: Target[] = [];
  const failures: Failure[] = [];
  let left = keys;
  while (left.length > 0) {
    const targets: Target[] = [];
    const unfinished: string[] = [];
    const before = keys.length - left.length;
    const found = await runAll(
      left.map((key) => ({ key })),
      async ({ key }) => {
        const versions = await versionsOf(bucket, key);
        targets.push(...versions.map(({ versionId }) => ({ key, versionId })));
        if (versions.length >= VERSIONS_OF_ONE_MAX) {
          unfinished.push(key);
        }
      },
      { onProgress: (count) => onProgress(before + count) },
    );
    const removed = await removeTargets(bucket, targets, () => undefined);
    removed.done.forEach((target) => done.push(target));
    [...failuresOf(found), ...removed.failures].forEach((failure) => failures.push(failure));
    // What is refused would be found again for ever.
    const refused = new Set(removed.failures.map(({ key }) => key));
    left = unfinished.filter((key) => !refused.has(key));
  }
  return { done, failures };
}

/**
 * Takes all markers away that hide those keys now: who deleted twice has put two. What was put since is
 * left alone, and does not count as brought back; what has no version any more is a failure.
 */
export async function bringBack(bucket: string, keys: readonly string[]): Promise<BroughtBack> {
  const done: string[] = [];
  const outcome = await runAll(
    keys.map((key) => ({ key })),
    async ({ key }) => {
      if (await uncover(bucket, key)) {
        done.push(key);
      }
    },
  );
  return { done, failures: failuresOf(outcome) };
}

/** Says whether the key was hidden. */
async function uncover(bucket: string, key: string): Promise<boolean> {
  for (let isHidden = false; ; isHidden = true) {
    const versions = await versionsOf(bucket, key);
    const markers = versions.findIndex(({ isDeleteMarker }) => !isDeleteMarker);
    const isMore = versions.length >= VERSIONS_OF_ONE_MAX;
    if (markers < 0 && !isMore) {
      // Without its markers it would not even be told of as deleted.
      throw new Problem(404, "NoSuchVersion", strings.noneLeft, "");
    }
    for (const { versionId } of markers < 0 ? versions : versions.slice(0, markers)) {
      await deleteVersion(bucket, key, versionId);
    }
    if (markers >= 0) {
      return isHidden || markers > 0;
    }
  }
}
