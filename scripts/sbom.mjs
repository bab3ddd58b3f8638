// usage: node sbom.mjs HOME MAVEN_BOM CONSOLE_LICENCES TRANSFER_BOM
// Writes HOME/bytebucket.cdx.json, what the tree in HOME is made of, in CycloneDX: the jars in it, by
// what Maven knows of them; the Java runtime, by its own "release"; and the packages of npm that the
// console is bundled of, by the list that its build writes. What ships and is in no list, or is in a
// list and does not ship, is an error. The same tree has the same file.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [home, mavenBom, consoleLicences, transferBom] = process.argv.slice(2);
const bom = JSON.parse(readFileSync(mavenBom, "utf8"));
const transfer = JSON.parse(readFileSync(transferBom, "utf8"));

function fail(reason) {
  console.error(`The list of parts is wrong: ${reason}.`);
  process.exit(1);
}

/** The digest of what ships, which is not always what was fetched: RocksDB's jar was trimmed. */
function digest(file) {
  const content = createHash("sha256").update(readFileSync(join(home, "lib", file))).digest("hex");
  return [{ alg: "SHA-256", content }];
}

/** What the commands that speak to other stores load stands in a folder of its own. */
const APART = "transfer-s3/";
const jars = new Set(
  ["", APART].flatMap((folder) =>
    readdirSync(join(home, "lib", folder))
      .filter((file) => file.endsWith(".jar"))
      .map((file) => folder + file),
  ),
);
function take(file) {
  if (!jars.delete(file)) {
    fail(`${file} is not in lib`);
  }
  return digest(file);
}

const program = bom.metadata.component;
program.type = "application";
program.hashes = take("bytebucket-server.jar");
const ships = (part) => part.scope !== "optional" && part.scope !== "excluded";
const known = new Set(bom.components.map((part) => part["bom-ref"]));
const apart = transfer.metadata.component;
apart.type = "library";
apart.hashes = take(`${APART}bytebucket-transfer-s3.jar`);
const libraries = [
  ...bom.components
    .filter(ships)
    .map((part) => ({ ...part, hashes: take(`${part.name}-${part.version}.jar`) })),
  apart,
  ...transfer.components
    .filter((part) => ships(part) && !known.has(part["bom-ref"]))
    .map((part) => ({ ...part, hashes: take(`${APART}${part.name}-${part.version}.jar`) })),
];
if (jars.size > 0) {
  fail(`nobody knows of ${[...jars].join(", ")}`);
}

const release = Object.fromEntries(
  [...readFileSync(join(home, "runtime", "release"), "utf8").matchAll(/^(\w+)="(.*)"$/gm)].map(
    ([, name, value]) => [name, value],
  ),
);
const version = release.JAVA_RUNTIME_VERSION ?? release.JAVA_VERSION ?? fail("the runtime has no version");
const runtime = {
  type: "platform",
  "bom-ref": `pkg:generic/openjdk@${encodeURIComponent(version)}`,
  ...(release.IMPLEMENTOR && { supplier: { name: release.IMPLEMENTOR } }),
  name: "openjdk",
  version,
  description: `Java runtime of the modules ${release.MODULES}`,
  licenses: [{ expression: "GPL-2.0-only WITH Classpath-exception-2.0" }],
  cpe: `cpe:2.3:a:oracle:openjdk:${release.JAVA_VERSION}:*:*:*:*:*:*:*`,
  purl: `pkg:generic/openjdk@${encodeURIComponent(version)}`,
};

/** Headings such as "## @mantine/core - 9.6.2 (MIT)". */
function bundled() {
  if (!existsSync(consoleLicences)) {
    console.error("The list of parts has no packages of npm: the server was built without its console.");
    return [];
  }
  const headings = readFileSync(consoleLicences, "utf8").matchAll(/^## (\S+) - (\S+) \((.+?)\)$/gm);
  const parts = [...headings].map(([, name, of, licence]) => {
    const purl = `pkg:npm/${name.replace("@", "%40")}@${of}`;
    return {
      type: "library",
      "bom-ref": purl,
      name,
      version: of,
      licenses: [/^[\w.+-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence }],
      purl,
    };
  });
  return parts.length > 0 ? parts : fail(`nothing was read from ${consoleLicences}`);
}

const more = [runtime, ...bundled()];
const refs = new Set([program["bom-ref"], ...[...libraries, ...more].map((part) => part["bom-ref"])]);
const rows = new Set(bom.dependencies.map((row) => row.ref));
const dependencies = [...bom.dependencies, ...transfer.dependencies.filter((row) => !rows.has(row.ref))]
  .filter((row) => refs.has(row.ref))
  .map((row) => ({ ref: row.ref, dependsOn: (row.dependsOn ?? []).filter((ref) => refs.has(ref)).sort() }));
const own = dependencies.find((row) => row.ref === program["bom-ref"]) ?? fail("the program has no row");
own.dependsOn = [...own.dependsOn, apart["bom-ref"], ...more.map((part) => part["bom-ref"])].sort();

const byRef = (a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1);
const whole = {
  bomFormat: "CycloneDX",
  specVersion: bom.specVersion,
  version: 1,
  metadata: { timestamp: bom.metadata.timestamp, tools: bom.metadata.tools, component: program },
  components: [...libraries, ...more].sort(byRef),
  dependencies: dependencies.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
writeFileSync(join(home, "bytebucket.cdx.json"), JSON.stringify(whole, null, 1) + "\n");
console.error(`${whole.components.length} parts: ${libraries.length} jars, a runtime, ${more.length - 1} packages of npm`);
