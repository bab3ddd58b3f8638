/** Keys that pages, routers, browsers and proxies have been seen to get wrong. Each is another object. */
export const hostileKeys: readonly string[] = [
  // What a path takes apart, or puts together.
  "..",
  ".",
  "../..",
  "a/../b",
  "a/./b",
  "/",
  "//",
  "/a",
  "a//b",
  "a/",
  "C:\\temp\\a",
  // What was escaped, or looks as if it had been.
  "%2F",
  "a%2Fb",
  "%2e%2e",
  "%00",
  "%",
  "%zz",
  "a+b",
  "a b",
  " a ",
  // What means something in an address.
  "a?b=c",
  "a#b",
  "a&key=b",
  "=",
  ";",
  // What means something in a page or a program.
  "<script>document.title='ran'</script>",
  "<img src=x onerror=document.title='ran'>",
  "'\"`",
  "${7*7}{{7*7}}",
  "__proto__",
  "constructor",
  // What is taken for another type.
  "662E41",
  "1e3",
  "null",
  "true",
  "undefined",
  '{"a":1}',
  "[1]",
  // What cannot be seen.
  "\u0000",
  "a\u0001b",
  "a\nb",
  "\r\n",
  "\t",
  "a\u007fb",
  "a\u200bb",
  "\ufeffa",
  "a\u2028b",
  // Letters of all kinds.
  "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}/\u{1f3f4}\u200d\u2620\ufe0f",
  "\u05d0\u05d1\u05d2/\u0645\u0644\u0641",
  "photo\u202egpj.exe",
  "\u00e9",
  "e\u0301",
  // As long as keys may be: 1,024 bytes.
  "k".repeat(1024),
  "\u00fc".repeat(512),
];

/** A key as it can stand in the name of a step. */
export function keyName(key: string): string {
  const shown = JSON.stringify(key);
  return shown.length > 60 ? `${shown.slice(0, 40)}… of ${key.length}` : shown;
}
