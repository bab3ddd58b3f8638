import { useState } from "react";

/**
 * What is open for one place. It is gone for good once another place is shown: what was asked about the
 * rows of the one is never done to the other.
 *
 * @returns what is open, and how to open something else, or nothing
 */
export function useOfPlace<T>(placeId: string) {
  const [kept, setKept] = useState<{ readonly placeId: string; readonly value: T }>();
  if (kept !== undefined && kept.placeId !== placeId) {
    setKept(undefined);
  }
  const value = kept?.placeId === placeId ? kept.value : undefined;
  // What ends late, when its place is left already, closes nothing that was opened since.
  const become = (next: T | undefined) =>
    setKept((now) =>
      next !== undefined ? { placeId, value: next } : now?.placeId === placeId ? undefined : now,
    );
  return [value, become] as const;
}
