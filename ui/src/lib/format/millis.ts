const SECOND = 1000;

/** A duration in two or three digits: `0.84 ms`, `12.3 ms`, `1.2 s`. */
export function formatMillis(ms: number, locale?: string): string {
  const [value, unit] = ms < SECOND ? [ms, "ms"] : [ms / SECOND, "s"];
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${unit}`;
}
