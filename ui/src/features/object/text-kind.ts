/** How a text can be shown beside its source. */
export type View = "source" | "markdown" | "csv" | "json";

const BY_TYPE: Readonly<Record<string, View>> = {
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
  "application/json": "json",
  "application/ld+json": "json",
};

const BY_ENDING: Readonly<Record<string, View>> = {
  md: "markdown",
  markdown: "markdown",
  csv: "csv",
  tsv: "csv",
  json: "json",
  geojson: "json",
};

/** What highlighting calls the languages whose files do not end in their names. */
const LANGUAGES: Readonly<Record<string, string>> = {
  c: "c",
  h: "c",
  cc: "cpp",
  cpp: "cpp",
  hpp: "cpp",
  cs: "csharp",
  css: "css",
  diff: "diff",
  patch: "diff",
  go: "go",
  graphql: "graphql",
  htm: "xml",
  html: "xml",
  ini: "ini",
  toml: "ini",
  java: "java",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  json: "json",
  kt: "kotlin",
  lua: "lua",
  makefile: "makefile",
  md: "markdown",
  php: "php",
  pl: "perl",
  py: "python",
  r: "r",
  rb: "ruby",
  rs: "rust",
  scss: "scss",
  sh: "bash",
  bash: "bash",
  sql: "sql",
  svg: "xml",
  swift: "swift",
  ts: "typescript",
  tsx: "typescript",
  xml: "xml",
  yaml: "yaml",
  yml: "yaml",
};

function endingOf(key: string): string {
  const name = key.slice(key.lastIndexOf("/") + 1).toLowerCase();
  return name.slice(name.lastIndexOf(".") + 1);
}

/** How it is shown at first: by its type, then by how its key ends, then by how it begins. */
export function viewOf(contentType: string, key: string, begin: string): View {
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const said = BY_TYPE[type] ?? own(BY_ENDING, endingOf(key));
  return said ?? (/^\s*[[{]/.test(begin) && isJson(begin) ? "json" : "source");
}

/** The language to highlight it as; undefined for none. */
export function languageOf(key: string, view: View): string | undefined {
  return view === "json" ? "json" : own(LANGUAGES, endingOf(key));
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function isJson(text: string): boolean {
  return indented(text) !== undefined;
}

/** A document with its levels indented; undefined when it is none. Numbers stay as they are written. */
export function indented(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let made = "";
  let depth = 0;
  // Strings, marks, and what is neither; blanks between them are left out.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === "{" || token === "[") {
      depth++;
      made += `${token}\n${"  ".repeat(depth)}`;
    } else if (token === "}" || token === "]") {
      depth--;
      made = /[{[]\s*$/.test(made.slice(-(depth * 2 + 6)))
        ? `${made.trimEnd()}${token}`
        : `${made}\n${"  ".repeat(depth)}${token}`;
    } else if (token === ",") {
      made += `,\n${"  ".repeat(depth)}`;
    } else if (token === ":") {
      made += ": ";
    } else {
      made += token;
    }
  }
  return made;
}
