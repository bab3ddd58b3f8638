/** An object with no other fields than these. */
export function record(
  value: unknown,
  fields: readonly string[],
  what = "The document",
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${what} is an object, in braces`);
  }
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown !== undefined) {
    throw new Error(`${what} has no field ${unknown}; it may have ${fields.join(", ")}`);
  }
  return value as Record<string, unknown>;
}

/** A list. */
export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`${what} is a list, in brackets`);
  }
  return value;
}

/** A text. */
export function text(value: unknown, what: string): string {
  if (typeof value !== "string") {
    throw new Error(`${what} is a text, in quotation marks`);
  }
  return value;
}

/** A list of texts. */
export function texts(value: unknown, what: string): string[] {
  return list(value, what).map((each) => text(each, `Each of ${what}`));
}

/** A whole number that is not negative. */
export function count(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new Error(`${what} is a whole number, 0 or more`);
  }
  return value;
}
