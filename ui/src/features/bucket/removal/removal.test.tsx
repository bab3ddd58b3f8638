import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Bucket, Job } from "../../../api/types.gen";
import { showAt } from "../../../testing/show";
import { json, problem, serve } from "../../../testing/server";
import { JobBanner } from "./job-banner";
import { RemovalDialog } from "./removal-dialog";

afterEach(() => vi.unstubAllGlobals());

const full: Bucket = {
  name: "photos",
  creationDate: "2026-11-22T18:47:24Z",
  ownerId: "u",
  versioning: "enabled",
  objects: 3,
  bytes: 100,
  used: { objects: 5, bytes: 200 },
};
const none: Bucket = { ...full, objects: 0, used: { objects: 0, bytes: 0 } };

const job: Job = {
  id: "j1",
  task: { kind: "empty-bucket", bucket: "photos" },
  status: "running",
  startedBy: "u",
  startedAt: "2026-11-22T18:47:24Z",
  changedAt: "2026-11-22T18:47:24Z",
  total: 5,
  done: 2,
  doneBytes: 10,
  failed: 0,
  failures: [],
};

function ask(bucket: Bucket, isDeletion: boolean) {
  showAt(
    <RemovalDialog name="photos" bucket={bucket} isDeletion={isDeletion} onClose={vi.fn()} />,
  );
}

it("says what goes, and empties nothing before the name is typed", async () => {
  const asked = serve({ "POST /jobs": () => json(202, job) });
  ask(full, false);
  expect(await screen.findByText("older versions and delete markers: 2")).toBeTruthy();
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Erase everything in it" });
  await userEvent.type(screen.getByLabelText(/^Type photos/), "photo");
  expect(button.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText(/^Type photos/), "s{Enter}");
  await vi.waitFor(() => expect(asked).toContain("POST /jobs"));
});

it("deletes an empty bucket at once, without a job", async () => {
  const asked = serve({ "DELETE /s3/photos": () => new Response(null, { status: 204 }) });
  ask(none, true);
  await userEvent.type(await screen.findByLabelText(/^Type photos/), "photos{Enter}");
  await vi.waitFor(() => expect(asked).toContain("DELETE /s3/photos"));
  expect(asked).not.toContain("POST /jobs");
});

it("has the server erase a bucket that is not empty by one job, and tells a refusal", async () => {
  let sent: unknown;
  serve({
    "POST /jobs": ({ body }) => {
      sent = JSON.parse(body as string);
      return problem(403, "AccessDenied");
    },
  });
  ask(full, true);
  await userEvent.type(await screen.findByLabelText(/^Type photos/), "photos{Enter}");
  expect(await screen.findByText("AccessDenied")).toBeTruthy();
  expect(sent).toEqual({ kind: "delete-bucket", bucket: "photos" });
});

it("stays while it is being asked for, and waits for the name", async () => {
  serve({ "POST /jobs": () => new Promise<Response>(() => undefined) });
  const onClose = vi.fn();
  showAt(<RemovalDialog name="photos" bucket={full} isDeletion onClose={onClose} />);
  const input = await screen.findByLabelText(/^Type photos/);
  await vi.waitFor(() => expect(document.activeElement).toBe(input));
  await userEvent.type(input, "photos{Enter}");
  await vi.waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Cancel" }).disabled).toBe(true),
  );
  await userEvent.keyboard("{Escape}");
  expect(onClose).not.toHaveBeenCalled();
});

it("leaves for the list when the bucket was deleted, and stays where something is left", async () => {
  const task = { kind: "delete-bucket", bucket: "photos" };
  const failures = [{ key: "k", code: "AccessDenied" }];
  serve({
    "GET /jobs/j1": () =>
      json(200, { ...job, task, status: "stopped", reason: "bucket-not-empty", done: 4, failed: 1, failures }),
    "GET /jobs/j2": () => json(200, { ...job, task, id: "j2", status: "done", done: 5 }),
  });
  const left = showAt(<JobBanner bucket="photos" id="j1" />);
  expect(await screen.findByText(/something is left/)).toBeTruthy();
  expect(left.history.location.pathname).toBe("/");
  const gone = showAt(<JobBanner bucket="photos" id="j2" />);
  await vi.waitFor(() => expect(gone.history.location.pathname).toBe("/buckets"));
});

it("shows how far it is, and cancels", async () => {
  const asked = serve({
    "GET /jobs/j1": () => json(200, job),
    "DELETE /jobs/j1": () => new Response(null, { status: 204 }),
  });
  showAt(<JobBanner bucket="photos" id="j1" />);
  expect(await screen.findByText("2 of 5 erased")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await vi.waitFor(() => expect(asked).toContain("DELETE /jobs/j1"));
});
