import { act, configure, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { list, listOf, makeRoom, object } from "../../testing/objects";
import { json, problem, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { ObjectsPage } from "./objects-page";

vi.mock("../transfers", () => ({
  FirstUpload: () => null,
  DropTarget: ({ children }: { children: unknown }) => children,
  UploadMenu: () => null,
}));

// Dialogs are fetched when they are asked for.
configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 120_000 });

makeRoom();
afterEach(() => vi.unstubAllGlobals());

const FIRST = listOf("");

async function show(answers: Answers, query = "") {
  const asked = serve({ "GET /s3/b?versioning": () => json(200, {}), ...answers });
  const { history } = showAt(<ObjectsPage />, "/buckets/$bucket/objects", `/buckets/b/objects${query}`);
  (await screen.findByRole("grid")).focus();
  return { asked, history };
}

it("finds what names have in them among what is loaded, says so, and loads no more by itself", async () => {
  const { asked, history } = await show({
    [FIRST]: list(["report-1", "note", "old-Report"], [], "t"),
    [`${FIRST}&continuation-token=t`]: list(["z-report", "zz"]),
  }, "?q=report&find=within");
  expect(await screen.findByText("2 found among the 3 loaded, more below")).toBeTruthy();
  expect(screen.queryByText("note")).toBeNull();
  expect(asked.filter((each) => each.includes("continuation-token"))).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Load all" }));
  expect(await screen.findByText("3 found among all 5")).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText("How names are found"), "Begins with");
  expect(history.location.search).toBe("?q=report");
});

it("says among how many nothing was found, and offers to load the others", async () => {
  await show({ [FIRST]: list(["a"], [], "t") }, "?q=zz&find=within");
  expect(await screen.findByText(/No name among the 1 loaded has in it/)).toBeTruthy();
  expect(screen.getAllByRole("button", { name: "Load all" }).length).toBeGreaterThan(0);
});

it("Space looks into the row, arrows go on to others, and Space closes", async () => {
  const info = (key: string) => () =>
    json(200, { ...object(key), size: 0, contentType: "text/plain", ownerId: "o", metadata: {}, tagCount: 0, partCount: 0 });
  await show({
    [FIRST]: list(["a", "c"], ["b/"]),
    "GET /objects/b?info&key=a": info("a"),
    "GET /s3/b?count&prefix=b%2F": () => json(200, { objects: 7, bytes: 70 }),
  });
  await screen.findByText("a");
  await userEvent.keyboard("{Home} ");
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText(/In it there are 7 objects/)).toBeTruthy();
  await userEvent.keyboard("{ArrowDown}");
  expect(await screen.findByText("It has no bytes.")).toBeTruthy();
  await userEvent.keyboard(" ");
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.queryByText(/selected/)).toBeNull();
  await userEvent.keyboard("{Control>} {/Control}");
  expect(await screen.findByText(/1 selected/)).toBeTruthy();
});

it("changes the tags of what is chosen, names what could not be done, and tries the rest again", async () => {
  const sent: Record<string, unknown> = {};
  let isRefused = true;
  const put = (key: string) => ({ body }: RequestInit) => {
    sent[key] = JSON.parse(body as string);
    return key === "c" && isRefused ? problem(403, "AccessDenied") : json(200, {});
  };
  await show({
    [FIRST]: list(["a", "c"], ["b/"]),
    "GET /objects/b?tagging&key=a": () => json(200, { tagSet: [{ key: "old", value: "1" }] }),
    "GET /objects/b?tagging&key=c": () => json(200, { tagSet: [] }),
    "PUT /objects/b?tagging&key=a": put("a"),
    "PUT /objects/b?tagging&key=c": put("c"),
  });
  await screen.findByText("a");
  await userEvent.keyboard("{Control>}a{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "Change tags" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Tags of 2 objects" }));
  expect(dialog.getByText(/1 folder stays/)).toBeTruthy();
  await userEvent.type(dialog.getByLabelText("Name"), "team");
  await userEvent.type(dialog.getByLabelText("Value"), "red");
  await userEvent.click(dialog.getByRole("button", { name: "Change" }));
  expect(await dialog.findByText("AccessDenied")).toBeTruthy();
  expect(dialog.getByText("Changed 1 of 2 objects")).toBeTruthy();
  expect(sent).toEqual({
    a: { tagSet: [{ key: "old", value: "1" }, { key: "team", value: "red" }] },
    c: { tagSet: [{ key: "team", value: "red" }] },
  });
  isRefused = false;
  delete sent.a;
  await userEvent.click(dialog.getByRole("button", { name: "Try the rest again" }));
  expect(await screen.findByText("Changed 2 of 2 objects")).toBeTruthy();
  expect(Object.keys(sent)).toEqual(["c"]);
});

it("says how many versions are erased, and has their number typed where it is large", async () => {
  const version = (isDeleteMarker: boolean, size: number) => ({ key: "a", versionId: "v", isDeleteMarker, size });
  await show({
    [FIRST]: list(["a"], ["b/"]),
    "GET /s3/b?versioning": () => json(200, { status: "Enabled" }),
    "GET /s3/b?count&prefix=b%2F": () => json(200, { objects: 2, bytes: 20 }),
    "GET /s3/b?versions&prefix=a&max-keys=1000": () =>
      json(200, { versions: [version(false, 5), version(true, 0), version(false, 3)], isTruncated: false }),
    "GET /s3/b?count-versions&prefix=b%2F": () =>
      json(200, { versions: 1_000, deleteMarkers: 4, bytes: 1_000, nextKeyMarker: "b/k", nextVersionIdMarker: "w" }),
    "GET /s3/b?count-versions&prefix=b%2F&key-marker=b%2Fk&version-id-marker=w": () =>
      json(200, { versions: 500, deleteMarkers: 0, bytes: 16 }),
  });
  await screen.findByText("a");
  await userEvent.keyboard("{Control>}a{/Control}{Delete}");
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText(/^3 objects/)).toBeTruthy();
  expect(dialog.queryByText(/versions and/)).toBeNull();
  await userEvent.click(await dialog.findByLabelText("Erase every version"));
  expect(await dialog.findByText("1,502 versions and 5 marks of deletions, 1 KiB")).toBeTruthy();
  const erase = dialog.getByRole("button", { name: "Delete for good" });
  expect(erase).toHaveProperty("disabled", true);
  await userEvent.type(dialog.getByLabelText("Type 1,502 to confirm"), "1502");
  expect(erase).toHaveProperty("disabled", false);
});

it("asks no longer about what was chosen in another bucket, there or back here", async () => {
  const { asked, history } = await show({
    [FIRST]: list(["config.json"]),
    [FIRST.replace("/s3/b", "/s3/z")]: list(["config.json"]),
    "GET /s3/z?versioning": () => json(200, {}),
  });
  await screen.findByText("config.json");
  await userEvent.keyboard("{Home}{Delete}");
  const dialog = await screen.findByRole("dialog", { name: "Delete config.json?" });
  await userEvent.keyboard("?");
  expect(screen.getAllByRole("dialog")).toEqual([dialog]);
  act(() => history.push("/buckets/z/objects"));
  await vi.waitFor(() => expect(asked).toContain(FIRST.replace("/s3/b", "/s3/z")));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  act(() => history.back());
  await vi.waitFor(() => expect(history.location.pathname).toBe("/buckets/b/objects"));
  await screen.findByText("config.json");
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("a menu for rows of one bucket is gone in another", async () => {
  const { history } = await show({
    [FIRST]: list(["config.json"]),
    [FIRST.replace("/s3/b", "/s3/z")]: list(["config.json"]),
  });
  await screen.findByText("config.json");
  await userEvent.click(screen.getByRole("button", { name: "Actions for config.json" }));
  await screen.findByRole("menuitem", { name: /^Delete/ });
  act(() => history.push("/buckets/z/objects"));
  await vi.waitFor(() => expect(screen.queryByRole("menuitem")).toBeNull());
});

it("tells what was deleted beside a folder whose job is not taken, and deletes nothing twice", async () => {
  const { asked } = await show({
    [FIRST]: list(["a"], ["b/", "c/"]),
    "GET /s3/b?versioning": () => json(200, { status: "Enabled" }),
    "GET /s3/b?count&prefix=b%2F": () => json(200, { objects: 2, bytes: 20 }),
    "GET /s3/b?count&prefix=c%2F": () => json(200, { objects: 2, bytes: 20 }),
    "POST /s3/b?delete": () => json(200, { deleted: [], errors: [] }),
    "POST /jobs": ({ body }) =>
      (JSON.parse(body as string) as { prefix: string }).prefix === "b/"
        ? problem(403, "AccessDenied")
        : json(200, { id: "j" }),
  });
  await screen.findByText("a");
  await userEvent.keyboard("{Control>}a{/Control}{Delete}");
  const dialog = within(await screen.findByRole("dialog"));
  await dialog.findByText(/^5 objects/);
  await userEvent.click(await dialog.findByRole("button", { name: "Hide" }));
  expect(await dialog.findByText("1 object failed")).toBeTruthy();
  expect(dialog.getByText("AccessDenied")).toBeTruthy();
  expect(dialog.queryByRole("button", { name: "Hide" })).toBeNull();
  const before = asked.filter((each) => each === FIRST).length;
  await userEvent.click(dialog.getAllByRole("button", { name: "Close" }).at(-1) as Element);
  expect(await screen.findByText("Hid 1 object. A job does it on the server")).toBeTruthy();
  await vi.waitFor(() => expect(asked.filter((each) => each === FIRST).length).toBeGreaterThan(before));
  expect(asked.filter((each) => each === "POST /s3/b?delete")).toHaveLength(1);
  expect(asked.filter((each) => each === "POST /jobs")).toHaveLength(2);
});
