import { asProblem, type Problem } from "../../lib/http/problem";

/** Something of many that was not done. */
export interface Failure {
  readonly key: string;
  readonly problem: Problem;
}

/** What came of many. */
export interface Outcome<T> {
  readonly done: readonly T[];
  readonly failures: readonly Failure[];
  /** What was not done, to try again. */
  readonly left: readonly T[];
}

interface Means {
  readonly onProgress?: (count: number) => void;
  /** Once it says so nothing else is begun. */
  readonly signal?: AbortSignal;
}

const AT_ONCE = 4;

/**
 * Does something to each of many, four at a time. Those that fail do not keep the others from being
 * done; once nobody is signed in any more nothing else is tried.
 */
export async function runAll<T extends { readonly key: string }>(
  all: readonly T[],
  act: (one: T) => Promise<unknown>,
  { onProgress, signal }: Means = {},
): Promise<Outcome<T>> {
  const done: T[] = [];
  const failures: Failure[] = [];
  const left: T[] = [];
  let next = 0;
  let isOver = false;
  const work = async () => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) {
      if (isOver || signal?.aborted) {
        left.push(one);
        continue;
      }
      try {
        await act(one);
        done.push(one);
      } catch (error) {
        const problem = asProblem(error);
        isOver ||= problem.isSignedOut;
        failures.push({ key: one.key, problem });
        left.push(one);
      }
      onProgress?.(done.length + failures.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, work));
  return { done, failures, left };
}

/** Why each was not done: what was not begun any more, for the reason that the last one had. */
export function failuresOf<T extends { readonly key: string }>(outcome: Outcome<T>): readonly Failure[] {
  const { failures, left } = outcome;
  const last = failures.at(-1);
  const told = new Set(failures.map(({ key }) => key));
  const others = left.filter(({ key }) => !told.has(key));
  return last ? [...failures, ...others.map(({ key }) => ({ key, problem: last.problem }))] : failures;
}
