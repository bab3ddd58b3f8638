import { act, configure, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { object } from "../../testing/objects";
import { json, problem, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { ObjectPage } from "./object-page";

// Tabs and dialogs are fetched when they are asked for.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllGlobals());

const KEY = "a/662E41 é";
const q = encodeURIComponent(KEY);

const info = {
  key: KEY,
  size: 0,
  etag: '"e1"',
  lastModified: "2026-11-28T16:00:00Z",
  ownerId: "o",
  storageClass: "STANDARD_IA",
  contentType: "text/plain",
  metadata: { who: "ann" },
  tagCount: 1,
  partCount: 1,
};

const version = (versionId: string, part: object = {}) => ({
  ...object(KEY),
  versionId,
  isLatest: false,
  isDeleteMarker: false,
  ...part,
});

function show(answers: Answers, tab: string) {
  const asked = serve({ "GET /s3/b?versioning": () => json(200, { status: "Enabled" }), ...answers });
  const { history } = showAt(
    <ObjectPage />,
    "/buckets/$bucket/object",
    `/buckets/b/object?key=${q}&tab=${tab}`,
  );
  return Object.assign(asked, { history });
}

it("saves header fields by a copy of what was looked at onto itself, whatever letters they have", async () => {
  let sent = new Headers();
  const asked = show(
    {
      [`GET /objects/b?info&key=${q}`]: () => json(200, info),
      [`PUT /objects/b?key=${q}&copy&from=${encodeURIComponent(`/b/${KEY}`)}&replace`]: ({ headers }) => {
        sent = new Headers(headers);
        return json(200, { etag: '"e1"', lastModified: info.lastModified });
      },
    },
    "details",
  );
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Cache-Control"), "no-cache");
  await userEvent.clear(dialog.getByLabelText("Value"));
  await userEvent.type(dialog.getByLabelText("Value"), "Jürgen");
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(asked.some((each) => each.startsWith("PUT"))).toBe(true));
  expect(Object.fromEntries(sent)).toMatchObject({
    "if-match": '"e1"',
    "cache-control": "no-cache",
    "x-amz-storage-class": "STANDARD_IA",
    "x-amz-meta-who": "=?UTF-8?B?SsO8cmdlbg==?=",
  });
  expect(sent.has("content-disposition")).toBe(false);
});

it("tells what was deleted from what may not be seen, and leads to its versions", async () => {
  show({ [`GET /objects/b?info&key=${q}`]: () => problem(404, "NoSuchKey") }, "preview");
  expect(await screen.findByText("There is no such object")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Look for versions" })).toBeTruthy();
});

it("takes the markers away to undo a deletion, and asks before a version goes for good", async () => {
  const asked = show(
    {
      [`GET /objects/b?info&key=${q}`]: () => problem(404, "NoSuchKey"),
      [`GET /s3/b?versions&prefix=${q}&max-keys=1000`]: () =>
        json(200, {
          versions: [
            version("m", { isLatest: true, isDeleteMarker: true }),
            version("l", { isDeleteMarker: true }),
            version("v1"),
          ],
          isTruncated: false,
        }),
      [`DELETE /objects/b?key=${q}&versionId=m`]: () => new Response(null, { status: 204 }),
      [`DELETE /objects/b?key=${q}&versionId=l`]: () => new Response(null, { status: 204 }),
    },
    "versions",
  );
  const deletions = () => asked.filter((each) => each.startsWith("DELETE"));
  await userEvent.click((await screen.findAllByRole("button", { name: "Delete for good" }))[1] as Element);
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Cancel" }));
  expect(deletions()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Undo the deletion" }));
  expect(await screen.findByText("The object is back.")).toBeTruthy();
  expect(deletions()).toHaveLength(2);
});

it("tells in the question itself when a version could not be deleted, and deletes it when asked again", async () => {
  let refusals = 1;
  const asked = show(
    {
      [`GET /objects/b?info&key=${q}`]: () => json(200, info),
      [`GET /s3/b?versions&prefix=${q}&max-keys=1000`]: () =>
        json(200, { versions: [version("v2", { isLatest: true }), version("v1")], isTruncated: false }),
      [`DELETE /objects/b?key=${q}&versionId=v1`]: () =>
        refusals-- > 0 ? problem(403, "AccessDenied") : new Response(null, { status: 204 }),
    },
    "versions",
  );
  await userEvent.click((await screen.findAllByRole("button", { name: "Delete for good" }))[1] as Element);
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
  expect(await dialog.findByText(/What AccessDenied means/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
  expect(await screen.findByText("The version is gone.")).toBeTruthy();
  expect(asked.filter((each) => each.startsWith("DELETE"))).toHaveLength(2);
});

it("shows what is there now of an object that was replaced since it was looked at", async () => {
  const etags = ['"e1"', '"e2"'];
  const asked: (string | null)[] = [];
  show(
    {
      [`GET /objects/b?info&key=${q}`]: () =>
        json(200, { ...info, size: 3, etag: etags.length > 1 ? etags.shift() : etags[0] }),
      [`HEAD /raw/b?key=${q}`]: () => new Response(null, { headers: { "content-type": "text/plain" } }),
      [`GET /raw/b?key=${q}`]: ({ headers }) => {
        const wanted = new Headers(headers).get("if-match");
        asked.push(wanted);
        return wanted === '"e2"' ? new Response("new") : problem(412, "PreconditionFailed");
      },
    },
    "preview",
  );
  expect(await screen.findByText("new")).toBeTruthy();
  expect(asked).toEqual(['"e1"', '"e2"']);
});

it.each([
  ["http://127.0.0.1:9000/b/k", "The link works on this computer only"],
  ["https://s3.example/b/a/../k", "there the link leads elsewhere"],
])("says of the link %s what is wrong with it", async (url, warning) => {
  const warnings = ["The link works on this computer only", "there the link leads elsewhere"];
  show(
    {
      [`GET /objects/b?info&key=${q}`]: () => json(200, info),
      [`GET /objects/b?presign&key=${q}&expires=86400&method=GET`]: () =>
        json(200, { url, expiresIn: 86_400, expiresAt: "2026-11-29T16:00:00Z" }),
    },
    "share",
  );
  await userEvent.click(await screen.findByRole("button", { name: "Create a link" }));
  expect(await screen.findByText(url)).toBeTruthy();
  expect(warnings.filter((text) => screen.queryByText(new RegExp(text)))).toEqual([warning]);
});

it("asks no longer about an object once another one is shown, known already or not", async () => {
  const { history } = show(
    {
      [`GET /objects/b?info&key=${q}`]: () => json(200, info),
      [`GET /objects/z?info&key=${q}`]: () => json(200, info),
      "GET /s3/z?versioning": () => json(200, {}),
    },
    "details",
  );
  await screen.findByRole("button", { name: "Edit" });
  act(() => history.push(`/buckets/z/object?key=${q}&tab=details`));
  await screen.findByText(`s3://z/${KEY}`);
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await screen.findByRole("dialog");
  act(() => history.back());
  await screen.findByText(`s3://b/${KEY}`);
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("shows the latest of very many versions, says so, and shows more when asked to", async () => {
  show(
    {
      [`GET /objects/b?info&key=${q}`]: () => json(200, info),
      [`GET /s3/b?versions&prefix=${q}&max-keys=1000`]: () =>
        json(200, { versions: Array.from({ length: 302 }, (_, i) => version(`v${i}`)), isTruncated: false }),
    },
    "versions",
  );
  expect(await screen.findByText("The latest 300 of 302 are shown.")).toBeTruthy();
  expect(screen.getAllByRole("listitem")).toHaveLength(300);
  await userEvent.click(screen.getByText("Show more"));
  expect(screen.getAllByRole("listitem")).toHaveLength(302);
  expect(screen.queryByText(/The latest/)).toBeNull();
});

it("keeps metadata that has no value, and saves no name twice, whatever its letters", async () => {
  let sent = new Headers();
  show(
    {
      [`GET /objects/b?info&key=${q}`]: () => json(200, { ...info, metadata: { flag: "", who: "ann" } }),
      [`PUT /objects/b?key=${q}&copy&from=${encodeURIComponent(`/b/${KEY}`)}&replace`]: ({ headers }) => {
        sent = new Headers(headers);
        return json(200, { etag: '"e1"', lastModified: info.lastModified });
      },
    },
    "details",
  );
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Add a field" }));
  const name = dialog.getAllByLabelText("Name").at(-1) as Element;
  await userEvent.type(name, "Who");
  const save = dialog.getByRole("button", { name: "Save" });
  expect(save).toHaveProperty("disabled", true);
  expect(dialog.getByText(/^Each name stands once/)).toBeTruthy();
  await userEvent.type(name, "se");
  await userEvent.click(save);
  await vi.waitFor(() => expect(sent.get("x-amz-meta-whose")).toBe(""));
  expect(sent.get("x-amz-meta-flag")).toBe("");
  expect(sent.get("x-amz-meta-who")).toBe("ann");
});
