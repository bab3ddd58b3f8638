/** What a record says of before or after, a value on a line of its own where it is JSON. */
export function pretty(text: string): string {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? JSON.stringify(found, null, 2) : text;
  } catch {
    return text;
  }
}
