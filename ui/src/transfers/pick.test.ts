import { expect, it, vi } from "vitest";
import type { Handle } from "./file-source";
import { fromDrop, fromHandles, fromList, type Choice } from "./pick";

const file = (name: string, path = "") =>
  Object.defineProperty(new File(["x"], name), "webkitRelativePath", { value: path });

async function pathsOf(choice: Choice) {
  const paths: string[] = [];
  const chunks: number[] = [];
  for await (const chunk of choice.files) {
    chunks.push(chunk.length);
    paths.push(...chunk.map(({ path }) => path));
  }
  return { paths, chunks };
}

const fileEntry = (name: string) => ({
  isFile: true, isDirectory: false, name, file: (done: (file: File) => void) => done(file(name)),
});

/** As browsers do: some children in each call, none in the last. */
const folderEntry = (name: string, children: readonly object[]) => ({
  isFile: false, isDirectory: true, name,
  createReader: () => {
    let at = 0;
    return {
      readEntries: (done: (entries: object[]) => void) => {
        const next = children.slice(at, at + 3);
        at += 3;
        done(next);
      },
    };
  },
});

function drop(...entries: readonly { name: string }[]): DataTransfer {
  const items = entries.map((entry) => ({
    kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => file(entry.name),
  }));
  return { items } as unknown as DataTransfer;
}

const fileHandle = (name: string) => ({ kind: "file", name, getFile: () => Promise.resolve(file(name)) });
const folderHandle = (name: string, children: readonly object[]) =>
  ({ kind: "directory", name, values: () => children.values() }) as unknown as Handle;

it("a list gives files by their names, or below the folder that was chosen", async () => {
  const loose = fromList([file("a"), file("b")]);
  expect(loose.folders).toEqual([]);
  expect((await pathsOf(loose)).paths).toEqual(["a", "b"]);
  const folder = fromList([file("a", "top/a"), file("b", "top/deep/b")]);
  expect(folder.folders).toEqual(["top"]);
  expect((await pathsOf(folder)).paths).toEqual(["top/a", "top/deep/b"]);
});

it("a list touches no file before its turn", async () => {
  const touched: number[] = [];
  const list = new Proxy<ArrayLike<File>>({ length: 1_000 }, {
    get: (target, name) => {
      if (name === "length") {
        return target.length;
      }
      touched.push(Number(name));
      return file(String(name));
    },
  });
  for await (const chunk of fromList(list).files) {
    expect(chunk.length).toBeLessThanOrEqual(10);
    break;
  }
  expect(Math.max(...touched)).toBeLessThan(10);
});

it("folders that are dropped are walked to their ends, a few files at a time", async () => {
  const many = Array.from({ length: 25 }, (_, i) => fileEntry(`${i}`));
  const choice = fromDrop(drop(fileEntry("loose"), folderEntry("top", [folderEntry("deep", many), folderEntry("empty", [])])));
  expect(choice.folders).toEqual(["top"]);
  const { paths, chunks } = await pathsOf(choice);
  expect(paths).toEqual(["loose", ...many.map(({ name }) => `top/deep/${name}`)]);
  expect(Math.max(...chunks)).toBeLessThanOrEqual(10);
});

it("handles give files that are found again below them", async () => {
  const root = folderHandle("top", [fileHandle("a"), folderHandle("deep", [fileHandle("b")])]);
  const choice = fromHandles([root, fileHandle("c") as unknown as Handle]);
  const found = [];
  for await (const chunk of choice.files) {
    found.push(...chunk.map((each) => [each.path, "handle" in each ? each.handle.name : undefined]));
  }
  expect(found).toEqual([["top/a", "top"], ["top/deep/b", "top"], ["c", "c"]]);
});

it("what cannot be read is told, and what is beside it is taken", async () => {
  const refused = { ...fileHandle("locked"), getFile: () => Promise.reject(new DOMException("no", "NotAllowedError")) };
  const broken = {
    kind: "directory",
    name: "broken",
    values: () => ({ next: () => Promise.reject(new DOMException("gone", "NotFoundError")) }),
  };
  const entry = { ...fileEntry("bad"), file: (_: unknown, fail: () => void) => fail() };
  const found = [];
  for (const choice of [
    fromHandles([folderHandle("top", [refused, broken, fileHandle("b")])]),
    fromDrop(drop(folderEntry("dir", [entry, fileEntry("good")]))),
  ]) {
    for await (const chunk of choice.files) {
      found.push(...chunk.map(({ path, file: read }) => [path, read !== undefined]));
    }
  }
  expect(found).toEqual([
    ["top/locked", false],
    ["top/broken", false],
    ["top/b", true],
    ["dir/bad", false],
    ["dir/good", true],
  ]);
});

it("a folder is walked also where timers stand still, as in a tab that nobody looks at", async () => {
  vi.useFakeTimers();
  try {
    const many = Array.from({ length: 45 }, (_, i) => fileHandle(`${i}`));
    const { paths } = await pathsOf(fromHandles([folderHandle("top", many)]));
    expect(paths).toHaveLength(45);
  } finally {
    vi.useRealTimers();
  }
});
