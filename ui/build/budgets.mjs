// Fails when a first view of the console has more script than it may have, compressed by gzip.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KIB = 1024;
const SIGN_IN_KIB = 130;
const OVERVIEW_KIB = 245;
const OTHER_PAGE_KIB = 60;

const dist = new URL("../dist/", import.meta.url);
const chunks = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** A chunk and all that it cannot run without. */
function closure(names, found = new Set()) {
  for (const name of names) {
    if (!found.has(name)) {
      found.add(name);
      closure(chunks[name].imports ?? [], found);
    }
  }
  return found;
}

function kib(names) {
  let bytes = gzipSync(readFileSync(new URL("theme.js", dist))).length;
  for (const name of names) {
    bytes += gzipSync(readFileSync(new URL(chunks[name].file, dist)), { level: 9 }).length;
  }
  return bytes / KIB;
}

const ENTRY = "index.html";
const SHELL = "src/features/shell/shell.tsx";
const SIGN_IN = "src/features/sign-in/sign-in-page.tsx";
const OVERVIEW = "src/features/overview/overview-page.tsx";

const frame = kib(closure([ENTRY, SHELL]));
const rows = [
  ["sign-in", kib(closure([ENTRY, SIGN_IN])), SIGN_IN_KIB],
  ["shell and overview", kib(closure([ENTRY, SHELL, OVERVIEW])), OVERVIEW_KIB],
];
for (const name of Object.keys(chunks).sort()) {
  if (/^src\/features\/.*-page\.tsx$/.test(name) && name !== SIGN_IN && name !== OVERVIEW) {
    rows.push([`${name}, beside the shell`, kib(closure([ENTRY, SHELL, name])) - frame, OTHER_PAGE_KIB]);
  }
}

let isTooMuch = false;
for (const [name, size, limit] of rows) {
  console.log(`${size.toFixed(1).padStart(6)} of ${limit} KiB  ${name}`);
  isTooMuch ||= size > limit;
}
if (isTooMuch) {
  console.error("A page has more script than it may have: load lazily what its first view does without.");
  process.exit(1);
}
