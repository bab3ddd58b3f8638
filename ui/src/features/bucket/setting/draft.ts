/** A document as it is being edited: its text, and what the text says so far. */
export interface Draft<T> {
  readonly text: string;
  /** What it says; null for nothing; undefined while it cannot be read. */
  readonly value: T | null | undefined;
  /** Why it cannot be read. */
  readonly fault?: string;
}

/** Makes a document of what a text says, or throws an Error that says why not. */
export type Check<T> = (document: unknown) => T;

/** A document as its text: nothing is no text. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : JSON.stringify(value, null, 2);
}

/** Reads the text of a document. */
export function readDraft<T>(text: string, check: Check<T>): Draft<T> {
  if (text.trim() === "") {
    return { text, value: null };
  }
  try {
    return { text, value: check(JSON.parse(text)) };
  } catch (error) {
    return { text, value: undefined, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether two texts say the same, however they are laid out. */
export function saysTheSame(a: string, b: string): boolean {
  try {
    return a === b || compact(a) === compact(b);
  } catch {
    return false;
  }
}

function compact(text: string): string {
  return text.trim() === "" ? "" : JSON.stringify(JSON.parse(text));
}
