import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve } from "../../../testing/server";
import { showAt } from "../../../testing/show";
import { UploadsPage } from "./uploads-page";

afterEach(() => vi.unstubAllGlobals());

const upload = (key: string) => ({
  key,
  uploadId: `id-${key}`,
  initiated: "2026-11-22T18:47:24Z",
  ownerId: "u",
});
const page = (keys: readonly string[]) =>
  json(200, { bucket: "photos", isTruncated: false, uploads: keys.map(upload), commonPrefixes: [] });
const LIST = "GET /s3/photos?uploads&prefix=&max-uploads=200";

/** What one may do here, which is asked for before. */
const MAY = "GET /own/access";

const show = () => showAt(<UploadsPage />, "/buckets/$bucket", "/buckets/photos");

it("aborts what was chosen, tells what came of it, and asks before", async () => {
  const asked = serve({
    [LIST]: () => page(["a", "b"]),
    "DELETE /objects/photos?key=a&uploadId=id-a": () => new Response(null, { status: 204 }),
    "DELETE /objects/photos?key=b&uploadId=id-b": () => problem(403, "AccessDenied"),
  });
  show();
  await userEvent.click(await screen.findByLabelText("Select all that are shown"));
  await userEvent.click(screen.getByRole("button", { name: "Abort" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Abort 2 uploads?")).toBeTruthy();
  expect(asked.filter((each) => !each.startsWith(MAY))).toEqual([LIST]);
  await userEvent.click(dialog.getByRole("button", { name: "Abort" }));
  expect(await screen.findByText("1 upload was aborted.")).toBeTruthy();
  expect(screen.getByText(/1 could not be aborted/)).toBeTruthy();
  expect(screen.getByText("AccessDenied")).toBeTruthy();
});

it("tells what came of it when none is left, too", async () => {
  let left = ["a"];
  serve({
    [LIST]: () => page(left),
    "DELETE /objects/photos?key=a&uploadId=id-a": () => {
      left = [];
      return new Response(null, { status: 204 });
    },
  });
  show();
  await userEvent.click(await screen.findByLabelText("Select the upload of a"));
  await userEvent.click(screen.getByRole("button", { name: "Abort" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Abort" }));
  expect(await screen.findByText("No uploads in progress")).toBeTruthy();
  expect(screen.getByText("1 upload was aborted.")).toBeTruthy();
});

it("looks at the parts of an upload only when somebody asks", async () => {
  const asked = serve({
    [LIST]: () => page(["a"]),
    "GET /objects/photos?key=a&uploadId=id-a": () =>
      json(200, { bucket: "photos", key: "a", uploadId: "id-a", isTruncated: false, parts: [{ size: 2048 }, { size: 2048 }] }),
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Show the parts of a" }));
  expect(await screen.findByText(/4 KiB/)).toBeTruthy();
  expect(asked.filter((each) => !each.startsWith(MAY))).toHaveLength(2);
});

it("tells none from none that match", async () => {
  serve({
    [LIST]: () => page([]),
    "GET /s3/photos?uploads&prefix=x&max-uploads=200": () => page([]),
  });
  show();
  expect(await screen.findByText("No uploads in progress")).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Keys that begin with"), "x");
  expect(await screen.findByText("Nothing matches")).toBeTruthy();
});
