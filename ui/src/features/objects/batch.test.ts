import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve } from "../../testing/server";
import { changeHeaders, changeTags, headersAfter, tagsAfter } from "./batch";

afterEach(() => vi.unstubAllGlobals());

const before = [
  { key: "a", value: "1" },
  { key: "b", value: "2" },
];

it.each([
  ["set", [{ key: "b", value: "3" }], [{ key: "a", value: "1" }, { key: "b", value: "3" }]],
  ["remove", [{ key: "b", value: "" }], [{ key: "a", value: "1" }]],
  ["only", [], []],
] as const)("tags: %s", (how, tags, after) => {
  expect(tagsAfter(before, { how, tags })).toEqual(after);
});

it("sends the tags of an object only where they change", async () => {
  const asked = serve({
    "GET /objects/b?tagging&key=k": () => json(200, { tagSet: before }),
    "PUT /objects/b?tagging&key=k": () => json(200, {}),
  });
  await changeTags("b", "k", { how: "remove", tags: [{ key: "c", value: "" }] });
  expect(asked).toHaveLength(1);
  await changeTags("b", "k", { how: "set", tags: [{ key: "c", value: "4" }] });
  expect(asked.filter((each) => each.startsWith("PUT"))).toHaveLength(1);
});

const said = {
  contentType: "text/plain",
  cacheControl: "no-cache",
  contentDisposition: "",
  contentEncoding: "",
  contentLanguage: "",
  expires: "",
  metadata: [{ key: "who", value: "ann" }],
};

it("fields that are not named stay, and an empty value takes one away", () => {
  const after = headersAfter(said, [
    { field: "cacheControl", name: "", value: "" },
    { field: "metadata", name: "Where", value: "here" },
    { field: "metadata", name: "WHO", value: "" },
  ]);
  expect(after).toEqual({ ...said, cacheControl: "", metadata: [{ key: "where", value: "here" }] });
});

it("puts the fields of an object as it was looked at, and says when it is another one by then", async () => {
  let sent = new Headers();
  const info = { etag: '"e1"', storageClass: "STANDARD", contentType: "text/plain", metadata: { who: "ann" } };
  serve({
    "GET /objects/b?info&key=k": () => json(200, info),
    "PUT /objects/b?key=k&copy&from=%2Fb%2Fk&replace": ({ headers }) => {
      sent = new Headers(headers);
      return problem(412, "PreconditionFailed");
    },
  });
  const change = [{ field: "cacheControl", name: "", value: "max-age=60" }] as const;
  await expect(changeHeaders("b", "k", change)).rejects.toMatchObject({ status: 412 });
  expect(Object.fromEntries(sent)).toMatchObject({
    "if-match": '"e1"',
    "content-type": "text/plain",
    "cache-control": "max-age=60",
    "x-amz-meta-who": "ann",
  });
});
