import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Check, QuarantinedRow } from "../../api/types.gen";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import { ChecksPage } from "./checks-page";

afterEach(() => vi.unstubAllGlobals());

const none: Check = {
  status: "none",
  deep: false,
  rate: 0,
  rows: 0,
  totalObjects: 0,
  totalBytes: 0,
  objects: 0,
  bytes: 0,
  findings: {},
  named: [],
  usualRate: 50 * 1024 ** 2,
};

const running: Check = {
  ...none,
  status: "running",
  deep: true,
  startedAt: "2026-11-22T18:47:24Z",
  rows: 5_000,
  totalObjects: 100,
  totalBytes: 1_000,
  objects: 30,
  bytes: 250,
};

const done: Check = {
  ...running,
  status: "done",
  endedAt: "2026-11-22T18:48:24Z",
  dailyAt: "03:30",
  findings: { "damaged-bytes": 2, counter: 1 },
  named: [
    { kind: "damaged-bytes", bucket: "photos", key: "a/large", version: "null", detail: "block 3", repair: "quarantined" },
    { kind: "counter", bucket: "photos", detail: "BYTES is 7, not 5", repair: "mended" },
  ],
};

const row: QuarantinedRow = {
  number: 7,
  kind: "damaged-bytes",
  bucket: "photos",
  key: "a/large",
  version: "null",
  detail: "block 3",
  movedAt: "2026-11-21T18:47:24Z",
  bytes: 85_000,
  rowBytes: 120,
  readable: true,
};

const unreadable: QuarantinedRow = {
  number: 8,
  kind: "unreadable-row",
  bucket: "photos",
  key: "b",
  detail: "object record: version",
  movedAt: "2026-11-21T18:47:24Z",
  rowBytes: 1,
  readable: false,
};

const operator = { "GET /whoami": () => json(200, who("admin:GetSettings", "admin:PutSettings")) };
const nothing = { "GET /quarantine?limit=100": () => json(200, { items: [] }) };
const show = (address = "/checks") => showAt(<ChecksPage />, "/checks", address);

it("says that there was none, and starts one as it is wanted", async () => {
  const sent: unknown[] = [];
  let check: Check = none;
  serve({
    ...operator,
    ...nothing,
    "GET /check": () => json(200, check),
    "POST /check": ({ body }) => {
      sent.push(JSON.parse(body as string));
      check = { ...running, rate: 20 * 1024 ** 2 };
      return json(202, check);
    },
  });
  show();
  expect(await screen.findByText("No check since the server started")).toBeTruthy();
  expect(screen.getByText("never: CHECK_AT is not set")).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "Start a check…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/50 MiB per second/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("radio", { name: /^Deep/ }));
  await userEvent.type(dialog.getByLabelText(/Bytes a second/), "20");
  await userEvent.click(dialog.getByRole("button", { name: "Start" }));
  expect(await screen.findByRole("heading", { name: "Check under way" })).toBeTruthy();
  expect(sent).toEqual([{ deep: true, rate: 20 * 1024 ** 2 }]);
  expect(screen.getByText("20 MiB per second")).toBeTruthy();
});

it("shows how far it is, and stops it after a question", async () => {
  let check: Check = running;
  const asked = serve({
    ...operator,
    ...nothing,
    "GET /check": () => json(200, check),
    "DELETE /check": () => {
      check = { ...running, status: "stopped", endedAt: "2026-11-22T18:48:24Z" };
      return json(200, check);
    },
  });
  show();
  expect((await screen.findByRole("progressbar")).getAttribute("aria-valuenow")).toBe("25");
  expect(screen.getByText("30 of 100")).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "Stop the check…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(asked).not.toContain("DELETE /check");
  await userEvent.click(dialog.getByRole("button", { name: "Stop it" }));
  expect(await screen.findByText("Stopped before its end")).toBeTruthy();
  expect(screen.queryByRole("progressbar")).toBeNull();
});

it("lists what was found with the way there, and narrows it down by kind in the address", async () => {
  serve({ ...operator, ...nothing, "GET /check": () => json(200, done) });
  const { history } = show();
  const table = await screen.findByRole("table", { name: "Findings" });
  const link = within(table).getByRole("link", { name: /a\/large/ });
  expect(link.getAttribute("href")).toBe("/buckets/photos/object?key=a%2Flarge");
  expect(within(table).getByText("mends it")).toBeTruthy();
  expect(screen.getByText("3 found")).toBeTruthy();
  expect(screen.getByText(/2 of 3 are known by name here/)).toBeTruthy();
  expect(screen.getByText("every day at 03:30 of the server, deep")).toBeTruthy();
  expect(screen.getByText("bytebucket check --deep --repair")).toBeTruthy();

  history.replace("/checks?kind=counter");
  await vi.waitFor(() => expect(screen.queryByRole("link", { name: /a\/large/ })).toBeNull());
  expect(screen.getByText("BYTES is 7, not 5")).toBeTruthy();
});

it("draws a hundred findings at a time", async () => {
  const named = Array.from({ length: 120 }, (_, n) => ({
    kind: "damaged-bytes",
    bucket: "photos",
    key: `key-${n}`,
    detail: "missing",
    repair: "quarantined" as const,
  }));
  serve({ ...operator, ...nothing, "GET /check": () => json(200, { ...done, findings: { "damaged-bytes": 120 }, named }) });
  show();
  const rows = () => screen.getAllByRole("rowheader").length;
  await screen.findByRole("table", { name: "Findings" });
  expect(rows()).toBe(100);
  await userEvent.click(screen.getByRole("button", { name: "Show 20 more" }));
  expect(rows()).toBe(120);
});

it("deletes one record once its number is typed", async () => {
  let items = [row];
  const asked = serve({
    ...operator,
    "GET /check": () => json(200, none),
    "GET /quarantine?limit=100": () => json(200, { items }),
    "DELETE /quarantine/7": () => {
      items = [];
      return json(200, { deleted: 1, left: 0 });
    },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Delete photos/a/large from the quarantine" }));
  const dialog = within(await screen.findByRole("dialog"));
  const button = dialog.getByRole<HTMLButtonElement>("button", { name: "Delete for good" });
  expect(button.disabled).toBe(true);
  await userEvent.type(dialog.getByLabelText("Type 7 to confirm"), "7");
  await userEvent.click(button);
  expect(await screen.findByText("Nothing is in quarantine.")).toBeTruthy();
  expect(asked).toContain("DELETE /quarantine/7");
});

it("deletes what cannot be read only when that is said, and tells why something else cannot go", async () => {
  const asked = serve({
    ...operator,
    "GET /check": () => json(200, none),
    "GET /quarantine?limit=100": () => json(200, { items: [unreadable, row] }),
    "DELETE /quarantine/7": () => problem(409, "QuarantineUnreadable"),
    "DELETE /quarantine/8?unreadable=true": () => json(200, { deleted: 1, left: 0 }),
  });
  show();
  expect(await screen.findByText("cannot be read")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Delete photos/a/large from the quarantine" }));
  let dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Type 7 to confirm"), "7");
  await userEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
  expect(await dialog.findByText("QuarantineUnreadable")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));

  await userEvent.click(screen.getByRole("button", { name: "Delete photos/b from the quarantine" }));
  dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Type 8 to confirm"), "8");
  const button = dialog.getByRole<HTMLButtonElement>("button", { name: "Delete for good" });
  expect(button.disabled).toBe(true);
  await userEvent.click(dialog.getByRole("checkbox", { name: /nobody can tell what it names/ }));
  await userEvent.click(button);
  await vi.waitFor(() => expect(asked).toContain("DELETE /quarantine/8?unreadable=true"));
});

it("empties it in as many calls as it takes once that is typed, and says what stays", async () => {
  let items = [row];
  const asked = serve({
    ...operator,
    "GET /check": () => json(200, none),
    "GET /quarantine?limit=100": () => json(200, { items, next: 5 }),
    "DELETE /quarantine": () => json(200, { deleted: 5_000, left: 0, next: 3 }),
    "DELETE /quarantine?below=3": () => {
      items = [];
      return json(200, { deleted: 1, left: 1 });
    },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Empty the quarantine…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const button = dialog.getByRole<HTMLButtonElement>("button", { name: "Delete for good" });
  expect(button.disabled).toBe(true);
  await userEvent.type(dialog.getByLabelText("Type delete all to confirm"), "delete all");
  await userEvent.click(button);
  expect(await screen.findByText(/5,001 deleted/)).toBeTruthy();
  expect(screen.getByText(/1 stay, because/)).toBeTruthy();
  expect(asked.filter((call) => call.startsWith("DELETE"))).toEqual(["DELETE /quarantine", "DELETE /quarantine?below=3"]);
});

it("goes on where a page of the quarantine ends", async () => {
  serve({
    ...operator,
    "GET /check": () => json(200, none),
    "GET /quarantine?limit=100": () => json(200, { items: [row], next: 7 }),
    "GET /quarantine?limit=100&below=7": () => json(200, { items: [{ ...row, number: 3, key: "older" }] }),
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Show older" }));
  expect(await screen.findByText("photos/older")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
});

it("offers nothing that one may not do, and says what it takes to see it", async () => {
  serve({
    "GET /whoami": () => json(200, who("admin:GetSettings")),
    "GET /check": () => json(200, done),
    "GET /quarantine?limit=100": () => json(200, { items: [row] }),
  });
  show();
  await screen.findByRole("table", { name: "Quarantine" });
  expect(screen.queryByRole("button", { name: /Start|Empty|Delete/ })).toBeNull();
  vi.unstubAllGlobals();

  serve({ "GET /whoami": () => json(200, who()), "GET /check": () => problem(403, "AccessDenied") });
  show();
  expect(await screen.findByText(/admin:GetSettings/)).toBeTruthy();
});
