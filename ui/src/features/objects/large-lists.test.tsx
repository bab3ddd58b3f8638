import { act, configure, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { list, listOf, makeRoom, object } from "../../testing/objects";
import { json, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { refreshObjects } from "./api";
import { ObjectsPage } from "./objects-page";
import { startTold } from "./started-jobs";

vi.mock("../transfers", () => ({
  FirstUpload: () => null,
  DropTarget: ({ children }: { children: unknown }) => children,
  UploadMenu: () => null,
}));

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 120_000 });
makeRoom();
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function show(answers: Answers, query = "") {
  const asked = serve({ "GET /s3/b?versioning": () => json(200, { status: "Enabled" }), ...answers });
  return { asked, ...showAt(<ObjectsPage />, "/buckets/$bucket/objects", `/buckets/b/objects${query}`) };
}

const VERSIONS = "GET /s3/b?versions&prefix=&max-keys=1000";

/** Page after page of a thousand versions without an end, of which so many at the front were deleted. */
const endless = (deleted: number) => {
  let pages = 0;
  return () => {
    pages++;
    const versions = Array.from({ length: 1_000 }, (_, i) => ({
      ...object(`${pages}-${i}`),
      versionId: "v",
      isLatest: true,
      isDeleteMarker: i < deleted,
    }));
    return json(200, { versions, isTruncated: true, nextKeyMarker: "m", nextVersionIdMarker: "v" });
  };
};

it.each([
  [0, /among the 20,000 versions/, /among the 40,000 versions/],
  [1, /^20 .*loaded/, /^21 .*loaded/],
])("looks no further by itself where %i of a thousand were deleted", async (deleted, before, after) => {
  const answer = endless(deleted);
  const { asked } = show(
    { [VERSIONS]: answer, [`${VERSIONS}&key-marker=m&version-id-marker=v`]: answer },
    "?show=deleted",
  );
  const pages = () => asked.filter((each) => each.startsWith(VERSIONS)).length;
  await screen.findByText(before);
  const further = await screen.findByRole("button", { name: "Search further" });
  expect(pages()).toBe(20);
  await userEvent.click(further);
  await screen.findByText(after);
  await screen.findByRole("button", { name: "Search further" });
  expect(pages()).toBe(deleted === 0 ? 40 : 21);
});

/** A folder of five pages, each with so many objects that no other is loaded before it is scrolled. */
const pageOf = (page: number) => Array.from({ length: 400 }, (_, i) => `${page}-${i}`);
const LONG: Answers = {
  [listOf("")]: list(pageOf(0), ["f/"], "t1"),
  [`${listOf("")}&continuation-token=t1`]: list(pageOf(1), [], "t2"),
  [`${listOf("")}&continuation-token=t2`]: list(pageOf(2), [], "t3"),
  [`${listOf("")}&continuation-token=t3`]: list(pageOf(3), [], "t4"),
  [`${listOf("")}&continuation-token=t4`]: list(pageOf(4)),
  [listOf("f/")]: list(["f/x"]),
};

async function showLong() {
  vi.useFakeTimers({ toFake: ["Date"] });
  const shown = show({
    ...LONG,
    "GET /s3/b?versioning": () => json(200, {}),
    "POST /s3/b?delete": () => json(200, { deleted: ["4-399"], errors: [] }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Load all" }));
  await screen.findByText("2,001 items");
  const listed = () => shown.asked.filter((each) => each.startsWith(listOf(""))).length;
  expect(listed()).toBe(5);
  const go = (at: string) => act(() => shown.history.push(`/buckets/b/objects${at}`));
  go("?prefix=f%2F");
  await screen.findByText("x");
  return { ...shown, listed, go };
}

it("does not load a long list anew for each visit to it", async () => {
  const { listed, go } = await showLong();
  vi.setSystemTime(Date.now() + 60_000);
  go("");
  await screen.findByText("2,001 items");
  go("?prefix=f%2F");
  await screen.findByText("x");
  expect(listed()).toBe(5);
});

it("loads of a long list that changed meanwhile its first pages alone", async () => {
  const { client, listed, go } = await showLong();
  await act(() => refreshObjects(client, "b"));
  go("");
  await screen.findByText("1,201 items loaded, more below");
  await vi.waitFor(() => expect(client.isFetching({ queryKey: ["objects"] })).toBe(0));
  expect(listed()).toBe(8);
});

it("takes what was deleted out of a long list, and loads none of it anew", async () => {
  const { listed, go } = await showLong();
  go("");
  await screen.findByText("2,001 items");
  screen.getByRole("grid").focus();
  await userEvent.keyboard("{End}{Delete}");
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await screen.findByText("Deleted 1 object");
  expect(await screen.findByText("2,000 items")).toBeTruthy();
  expect(listed()).toBe(5);
});

it("loads nothing anew for a notice that goes", async () => {
  const { asked } = show({
    [listOf("")]: list(["a", "b"]),
    "GET /s3/b?versioning": () => json(200, {}),
    "POST /s3/b?delete": () => json(200, { deleted: ["b"], errors: [] }),
  });
  await screen.findByText("a");
  screen.getByRole("grid").focus();
  await userEvent.keyboard("{End}{Delete}");
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await screen.findByText("Deleted 1 object");
  await vi.waitFor(() => expect(asked.filter((each) => each === listOf(""))).toHaveLength(2));
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("Deleted 1 object")).toBeNull();
  expect(asked.filter((each) => each === listOf(""))).toHaveLength(2);
});

it("shows once what a job did, and not each time one comes back to where it is told of", async () => {
  const { asked, history } = show({
    [listOf("")]: list(["a"]),
    "POST /jobs": () => json(202, { id: "j1" }),
    "GET /jobs/j1": () => json(200, { id: "j1", status: "done", done: 3, failed: 0 }),
  });
  await screen.findByText("a");
  await act(() => startTold({ kind: "delete-prefix", bucket: "b", prefix: "f/" }));
  await screen.findByText("done · 3");
  await vi.waitFor(() => expect(asked.filter((each) => each === listOf(""))).toHaveLength(2));
  act(() => history.push("/elsewhere"));
  await screen.findByText("elsewhere");
  act(() => history.push("/buckets/b/objects"));
  await screen.findByText("a");
  act(() => history.push("/elsewhere"));
  await screen.findByText("elsewhere");
  expect(asked.filter((each) => each === listOf(""))).toHaveLength(2);
});
