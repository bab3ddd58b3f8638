import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Job } from "../../api/types.gen";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { JobPage } from "./job-page";

afterEach(() => vi.unstubAllGlobals());

const job: Job = {
  id: "j1",
  task: { kind: "delete-prefix", bucket: "photos", prefix: "old/" },
  status: "running",
  startedBy: "u1",
  startedAt: "2026-11-22T18:47:24Z",
  changedAt: "2026-11-22T18:47:30Z",
  total: 5_000,
  done: 1_000,
  doneBytes: 10,
  failed: 0,
  failures: [],
};

const show = () => showAt(<JobPage />, "/jobs/$id", "/jobs/j1");

it("shows how far it is, and cancels it after a question; then it is how it ended", async () => {
  let status: Job["status"] = "running";
  const asked = serve({
    "GET /jobs/j1": () => json(200, { ...job, status }),
    "DELETE /jobs/j1": () => {
      status = "cancelled";
      return json(200, { ...job, status });
    },
  });
  show();
  expect((await screen.findByRole("progressbar")).getAttribute("aria-valuenow")).toBe("20");
  await userEvent.click(screen.getByRole("button", { name: "Cancel job…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(asked).not.toContain("DELETE /jobs/j1");
  await userEvent.click(dialog.getByRole("button", { name: "Cancel job" }));
  expect(await screen.findByText("Cancelled")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Cancel job…" })).toBeNull();
});

it("tells why it cannot be cancelled, and goes on showing it", async () => {
  serve({
    "GET /jobs/j1": () => json(200, job),
    "DELETE /jobs/j1": () => problem(403, "AccessDenied"),
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Cancel job…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Cancel job" }));
  expect(await dialog.findByText("AccessDenied")).toBeTruthy();
  expect(screen.getByText("Running")).toBeTruthy();
});

it("lists what it could not do, by key and reason", async () => {
  const failures = [{ key: "old/locked", code: "AccessDenied" }];
  serve({ "GET /jobs/j1": () => json(200, { ...job, status: "done", done: 4_999, failed: 1, failures }) });
  show();
  expect(await screen.findByText("Done, with failures")).toBeTruthy();
  expect(screen.getByText("old/locked")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save as CSV" })).toBeTruthy();
});

it("says that there is no such job", async () => {
  serve({ "GET /jobs/j1": () => problem(404, "NoSuchJob") });
  show();
  expect(await screen.findByText("There is no such job")).toBeTruthy();
});
