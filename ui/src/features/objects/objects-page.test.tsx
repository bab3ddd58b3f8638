import { configure, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { list, listOf as first, makeRoom } from "../../testing/objects";
import { json, problem, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { ObjectsPage } from "./objects-page";

vi.mock("../transfers", () => ({
  DropTarget: ({ children }: { children: unknown }) => children,
  FirstUpload: () => "first upload",
  UploadMenu: () => null,
}));

// Dialogs are fetched when they are asked for.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

makeRoom();
afterEach(() => vi.unstubAllGlobals());

function show(answers: Answers, query = "") {
  const asked = serve({ "GET /s3/b?versioning": () => json(200, {}), ...answers });
  const { history } = showAt(
    <ObjectsPage />,
    "/buckets/$bucket/objects",
    `/buckets/b/objects${query}`,
  );
  return { asked, history };
}

const grid = () => screen.findByRole("grid");

it("shows folders before objects where all of them came at once", async () => {
  show({ [first("")]: list(["a", "c"], ["b/"]) });
  await screen.findByText("a");
  const names = within(await grid())
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getByRole("link").textContent);
  expect(names).toEqual(["b/", "a", "c"]);
});

it("deletes what was selected by its keys, and nothing of a folder that was left", async () => {
  let sent: unknown;
  const { asked } = show({
    [first("")]: list(["a"], ["b/"]),
    [first("b/")]: list(["b/x", "b/y"]),
    "POST /s3/b?delete": ({ body }) => {
      sent = JSON.parse(body as string);
      return json(200, { deleted: ["b/y"], errors: [] });
    },
  });
  await screen.findByText("a");
  (await grid()).focus();
  await userEvent.keyboard("{Control>}a{/Control}");
  expect(screen.getByText(/2 selected/)).toBeTruthy();
  await userEvent.keyboard("{Home}{Enter}");
  await screen.findByText("x");
  expect(screen.queryByText(/selected/)).toBeNull();
  await userEvent.keyboard("{End}{Delete}");
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await screen.findByText("Deleted 1 object");
  expect(sent).toEqual({ objects: [{ key: "b/y" }] });
  expect(asked.filter((each) => each.startsWith("POST"))).toHaveLength(1);
});

it("asks the server for what begins as typed, and says when nothing does", async () => {
  const { history } = show({ [first("")]: list(["a"]), [first("zz")]: list([]) });
  await screen.findByText("a");
  await userEvent.keyboard("/");
  await userEvent.keyboard("zz");
  expect(await screen.findByText("Nothing matches")).toBeTruthy();
  expect(history.location.search).toBe("?q=zz");
});

it("offers to upload where nothing is yet", async () => {
  show({ [first("")]: list([]) });
  expect(await screen.findByText("first upload")).toBeTruthy();
});

it("names what it takes where the list is refused, and does not call it empty", async () => {
  show({ [first("")]: () => problem(403, "AccessDenied") });
  expect(await screen.findByText(/s3:ListBucket/)).toBeTruthy();
  expect(screen.queryByText("Nothing here yet")).toBeNull();
});

it("says that a sort is among what is loaded, until all is", async () => {
  show(
    {
      [first("")]: list(["b"], [], "t"),
      [`${first("")}&continuation-token=t`]: () => problem(500, "InternalError"),
    },
    "?sort=-size",
  );
  expect(await screen.findByText("Sorted among the 1 loaded so far")).toBeTruthy();
});
