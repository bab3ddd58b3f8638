// Puts a brotli and a gzip copy beside each file that gets smaller by it, and writes files.txt, the
// list of what the server may send.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const WORTH_IT = 0.95;

rmSync(join(dist, ".vite"), { recursive: true, force: true });
const files = readdirSync(dist, { recursive: true })
  .map((name) => join(dist, name))
  .filter((path) => statSync(path).isFile())
  .sort();

const lines = [];
for (const path of files) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  const name = relative(dist, path).split(sep).join("/");
  // A nonce is written into index.html with each answer.
  const isFixed = name !== "index.html";
  if (isFixed && brotli.length < bytes.length * WORTH_IT) {
    writeFileSync(`${path}.br`, brotli);
    writeFileSync(`${path}.gz`, gzip);
  }
  lines.push(name);
}
writeFileSync(join(dist, "files.txt"), lines.map((name) => `${name}\n`).join(""));
