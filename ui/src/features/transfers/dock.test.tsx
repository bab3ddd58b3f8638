import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { showAt } from "../../testing/show";
import type { Found } from "../../transfers/pick";
import { upload } from "../../transfers/testing/uploads";
import { transfers } from "../../transfers/transfers";
import { TransfersDock } from "./dock";
import { strings } from "./strings";

const unread = (path: string): Found => ({ path, file: undefined });

async function* chunks(...found: Found[]) {
  yield await Promise.resolve(found);
}

beforeEach(() => act(() => transfers().dismiss()));

it("tells of a folder of which nothing could be read, until it is dismissed", async () => {
  showAt(<TransfersDock />);
  await act(() => transfers().addFiles("b", "", { folders: ["dir"], files: chunks(unread("dir/a"), unread("dir/c")) }));
  expect(await screen.findByText(strings.taken.unread(2))).toBeTruthy();
  expect(screen.getByText(strings.title.over)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: strings.dismiss }));
  await waitFor(() => expect(screen.queryByRole("region", { name: strings.uploads })).toBeNull());
});

it("tells of a second one after the panel was closed, and of nothing where nothing was chosen", async () => {
  showAt(<TransfersDock />);
  const add = (...found: Found[]) =>
    act(() => transfers().addFiles("b", "", { folders: [], files: chunks(...found) }));
  await add();
  expect(screen.queryByRole("region", { name: strings.uploads })).toBeNull();
  await add(unread("a"));
  await userEvent.click(await screen.findByRole("button", { name: strings.close }));
  expect(screen.queryByText(strings.taken.unread(1))).toBeNull();
  await add(unread("a"));
  expect(await screen.findByText(strings.taken.unread(1))).toBeTruthy();
});

it("has lists show, too, what was uploaded before it was loaded", async () => {
  transfers().store.add(upload({ kind: "done" }, { id: "u", bucket: "b" }));
  const { client } = showAt(<TransfersDock />);
  client.setQueryData(["objects", "b"], { pages: [] });
  client.setQueryData(["objects", "other"], { pages: [] });
  await waitFor(() => expect(client.getQueryState(["objects", "b"])?.isInvalidated).toBe(true), { timeout: 30_000 });
  expect(client.getQueryState(["objects", "other"])?.isInvalidated).toBe(false);
});
