import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Bucket, Job } from "../../api/types.gen";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import { BucketPage } from "./bucket-page";

afterEach(() => vi.unstubAllGlobals());

const bucket = (name: string): Bucket => ({
  name,
  creationDate: "2026-11-22T18:47:24Z",
  ownerId: "u",
  versioning: "enabled",
  objects: 3,
  bytes: 100,
  used: { objects: 5, bytes: 200 },
});

const job: Job = {
  id: "j1",
  task: { kind: "empty-bucket", bucket: "b" },
  status: "done",
  startedBy: "u",
  startedAt: "2026-11-22T18:47:24Z",
  changedAt: "2026-11-22T18:47:24Z",
  total: 5,
  done: 5,
  doneBytes: 10,
  failed: 0,
  failures: [],
};

function show(at: string) {
  const named = (name: string) => ({
    [`GET /s3?details&prefix=${name}&limit=1`]: () => json(200, { buckets: [bucket(name)] }),
    [`HEAD /s3/${name}`]: () => new Response(null, { status: 200 }),
  });
  serve({
    "GET /whoami": () => json(200, who("s3:ListAllMyBuckets")),
    "GET /jobs/j1": () => json(200, job),
    ...named("b"),
    ...named("c"),
  });
  return showAt(<BucketPage />, "/buckets/$bucket", at);
}

const searchOf = async (name: string) =>
  new URL((await screen.findByRole<HTMLAnchorElement>("link", { name })).href).search;

it("shows how its emptying stands over the other parts of the bucket, too", async () => {
  const { history } = show("/buckets/b?job=j1&json=policy");
  expect(await searchOf("Access")).toBe("?job=j1");
  expect(await searchOf("Objects")).toBe("");
  await userEvent.click(await screen.findByRole("button", { name: "Close" }));
  await vi.waitFor(() => expect(history.location.search).toBe("?json=policy"));
  expect(await searchOf("Access")).toBe("");
});

it("leaves what was asked at one bucket behind at another", async () => {
  const { history } = show("/buckets/b");
  await userEvent.click(await screen.findByRole("button", { name: "Actions for the bucket" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Empty…" }));
  expect(await screen.findByRole("dialog", { name: "Empty b?" })).toBeTruthy();
  history.push("/buckets/c");
  await vi.waitFor(() => expect(document.title).toBe("c · ByteBucket"));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
