import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve, type Answers } from "../../testing/server";
import { countVersionsOf } from "./counting";
import { bringBack, eraseKeys, removeTargets } from "./removal";

afterEach(() => vi.unstubAllGlobals());

const version = (key: string, versionId: string, isDeleteMarker = false) => ({
  key,
  versionId,
  isLatest: versionId === "v2",
  isDeleteMarker,
  size: 1,
});

it("counts as deleted what the server says, and names the others", async () => {
  const keys = Array.from({ length: 1_500 }, (_, i) => ({ key: `k${i}` }));
  const asked = serve({
    "POST /s3/b?delete": () =>
      json(200, { deleted: [], errors: [{ key: "k7", code: "AccessDenied", message: "No." }] }),
  });
  const removed = await removeTargets("b", keys, () => undefined);
  expect(asked).toHaveLength(2);
  expect(removed.done).toHaveLength(1_499);
  expect(removed.failures[0]).toMatchObject({ key: "k7", problem: { code: "AccessDenied" } });
});

it("remembers what was deleted where another request fails, and names all of that one", async () => {
  const keys = Array.from({ length: 2_500 }, (_, i) => ({ key: `k${i}` }));
  let requests = 0;
  serve({
    "POST /s3/b?delete": () =>
      ++requests === 2 ? problem(503, "SlowDown") : json(200, { deleted: [], errors: [] }),
  });
  const { done, failures } = await removeTargets("b", keys, () => undefined);
  expect(requests).toBe(3);
  expect(done.map(({ key }) => key)).toEqual([...keys.slice(0, 1_000), ...keys.slice(2_000)].map(({ key }) => key));
  expect(failures).toHaveLength(1_000);
  expect(failures[0]).toMatchObject({ key: "k1000", problem: { code: "SlowDown" } });
});

it("sends no more once nobody is signed in, and calls nothing of it done", async () => {
  const keys = Array.from({ length: 1_500 }, (_, i) => ({ key: `k${i}` }));
  const asked = serve({ "POST /s3/b?delete": () => problem(401, "NotSignedIn") });
  const { done, failures } = await removeTargets("b", keys, () => undefined);
  expect(asked.filter((each) => each.startsWith("POST"))).toHaveLength(1);
  expect(done).toEqual([]);
  expect(failures).toHaveLength(1_500);
});

it("erases the versions of a key, and none of keys that only begin so", async () => {
  let sent: unknown;
  serve({
    "GET /s3/b?versions&prefix=a&max-keys=1000": () =>
      json(200, {
        versions: [version("a", "v2"), version("a", "v1"), version("ab", "v2")],
        isTruncated: false,
        commonPrefixes: [],
      }),
    "POST /s3/b?delete": ({ body }) => {
      sent = JSON.parse(body as string);
      return json(200, { deleted: [], errors: [] });
    },
  });
  await eraseKeys("b", ["a"], () => undefined);
  expect(sent).toEqual({
    objects: [
      { key: "a", versionId: "v2" },
      { key: "a", versionId: "v1" },
    ],
  });
});

/** A server that has so many versions of a key, which are deleted where that is asked for. */
function withVersions(count: number, refused?: string) {
  let versions = Array.from({ length: count }, (_, i) => version("a", `v${count - i}`));
  const page = (from: number) => () => {
    const last = versions[from + 999];
    const isTruncated = versions.length > from + 1_000;
    return json(200, {
      versions: versions.slice(from, from + 1_000),
      isTruncated,
      ...(isTruncated && last ? { nextKeyMarker: "a", nextVersionIdMarker: last.versionId } : {}),
    });
  };
  const first = "GET /s3/b?versions&prefix=a&max-keys=1000";
  const answers: Answers = {
    [first]: page(0),
    "POST /s3/b?delete": ({ body }) => {
      const { objects } = JSON.parse(body as string) as { objects: { versionId: string }[] };
      const gone = new Set(objects.map(({ versionId }) => versionId).filter((id) => id !== refused));
      versions = versions.filter(({ versionId }) => !gone.has(versionId));
      const isRefused = objects.some(({ versionId }) => versionId === refused);
      return json(200, {
        deleted: [],
        errors: isRefused ? [{ key: "a", versionId: refused, code: "AccessDenied", message: "No." }] : [],
      });
    },
  };
  for (let from = 1_000; from < 10_000; from += 1_000) {
    answers[`${first}&key-marker=a&version-id-marker=v${count - from + 1}`] = page(from);
  }
  return { asked: serve(answers), left: () => versions.map(({ versionId }) => versionId) };
}

it("erases the versions of a key beyond those that are asked for at a time", async () => {
  const { left } = withVersions(10_001);
  const { done, failures } = await eraseKeys("b", ["a"], () => undefined);
  expect(left()).toEqual([]);
  expect(done).toHaveLength(10_001);
  expect(failures).toEqual([]);
});

it("asks no more for versions of a key of which one is refused, and names it", async () => {
  const { left } = withVersions(10_001, "v7");
  const { failures } = await eraseKeys("b", ["a"], () => undefined);
  expect(left()).toEqual(["v7", "v1"]);
  expect(failures).toMatchObject([{ key: "a", problem: { code: "AccessDenied" } }]);
});

it("says that it counted not all versions where as many came as are asked for", async () => {
  withVersions(10_001);
  const signal = new AbortController().signal;
  expect(await countVersionsOf("b", ["a"], signal)).toMatchObject({ versions: 10_000, isCut: true });
  withVersions(1_500);
  expect(await countVersionsOf("b", ["a"], signal)).toMatchObject({ versions: 1_500, isCut: false });
});

it("takes the marker away that hides a key, and leaves alone what was put since", async () => {
  const list = (key: string, isDeleteMarker: boolean) => () =>
    json(200, { versions: [version(key, "v2", isDeleteMarker), version(key, "v1")], isTruncated: false });
  const asked = serve({
    "GET /s3/b?versions&prefix=gone&max-keys=1000": list("gone", true),
    "GET /s3/b?versions&prefix=new&max-keys=1000": list("new", false),
    "DELETE /objects/b?key=gone&versionId=v2": () => new Response(null, { status: 204 }),
  });
  const outcome = await bringBack("b", ["gone", "new"]);
  expect(outcome.failures).toEqual([]);
  expect(asked.filter((each) => each.startsWith("DELETE"))).toHaveLength(1);
  expect(outcome.done).toEqual(["gone"]);
});

it("takes every marker away where a key was deleted twice, and none below its latest version", async () => {
  const versions = [
    version("a", "v5", true),
    version("a", "v4", true),
    version("a", "v3"),
    version("a", "v2", true),
    version("a", "v1"),
  ];
  const done = () => new Response(null, { status: 204 });
  const asked = serve({
    "GET /s3/b?versions&prefix=a&max-keys=1000": () => json(200, { versions, isTruncated: false }),
    "DELETE /objects/b?key=a&versionId=v5": done,
    "DELETE /objects/b?key=a&versionId=v4": done,
  });
  expect(await bringBack("b", ["a"])).toEqual({ done: ["a"], failures: [] });
  expect(asked.filter((each) => each.startsWith("DELETE"))).toHaveLength(2);
});

it("does not say that a key came back of which nothing but markers is left", async () => {
  const asked = serve({
    "GET /s3/b?versions&prefix=a&max-keys=1000": () =>
      json(200, { versions: [version("a", "v2", true), version("a", "v1", true)], isTruncated: false }),
  });
  const { done, failures } = await bringBack("b", ["a"]);
  expect(done).toEqual([]);
  expect(failures).toMatchObject([{ key: "a", problem: { code: "NoSuchVersion" } }]);
  expect(asked).toHaveLength(1);
});
