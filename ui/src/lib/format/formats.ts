/** Makes what formats, once for each way: making one takes longer than a row of a list may. */
function kept<T, O extends object>(
  make: (locale: string | undefined, options: O) => T,
): (locale: string | undefined, options: O) => T {
  const made = new Map<string, T>();
  return (locale, options) => {
    const name = `${locale ?? ""} ${JSON.stringify(options)}`;
    const known = made.get(name) ?? make(locale, options);
    made.set(name, known);
    return known;
  };
}

export const numberFormat = kept<Intl.NumberFormat, Intl.NumberFormatOptions>(
  (locale, options) => new Intl.NumberFormat(locale, options),
);

export const relativeTimeFormat = kept<Intl.RelativeTimeFormat, Intl.RelativeTimeFormatOptions>(
  (locale, options) => new Intl.RelativeTimeFormat(locale, options),
);
