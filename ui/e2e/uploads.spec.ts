import { join } from "node:path";
import { expectAccessible, expectNoSidewaysScroll, picture } from "./harness/look";
import { expect, test } from "./harness/test";
import {
  bigFile, dock, filesInput, MIB, partsOf, row, showRows, sizeOf, uploadsOf,
} from "./harness/uploads";

test("of two tabs that race for one key, the slower is asked, and overwrites nothing unasked", async ({ open, context, store, unique, watch }, info) => {
  watch.expectStatus(412);
  const bucket = await store.bucket(unique("race"));
  const first = await open(`buckets/${bucket}/objects`);
  const second = await context.newPage();
  await second.goto(first.url());
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await second.route(/uploadId=/, async (route) => {
    if (route.request().method() === "POST") {
      await held;
    }
    await route.continue();
  });
  await filesInput(second).setInputFiles(bigFile(join(info.outputDir, "two"), "one key.bin", 18));
  await expect(dock(second)).toContainText("Uploading");
  const parts = partsOf(second);
  await filesInput(first).setInputFiles(bigFile(join(info.outputDir, "one"), "one key.bin", 17));
  await expect(dock(first)).toContainText("1 file uploaded");
  letGo();
  await expect(dock(second)).toContainText("1 file is there already");
  await picture(second, `${info.project.name}-uploads-conflict`);
  expect(await sizeOf(store, bucket, "one key.bin")).toBe(17 * MIB);
  const sentBefore = parts.length;
  await dock(second).getByRole("button", { name: "Replace" }).click();
  await expect(dock(second)).toContainText("1 file uploaded");
  expect(await sizeOf(store, bucket, "one key.bin")).toBe(18 * MIB);
  expect(parts.length).toBe(sentBefore);
});

test("what is there already is asked about: replace, keep both, skip, and for all", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("there"));
  const names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"];
  for (const name of names) {
    await store.put(bucket, name, "old");
  }
  const files = names.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from("new") }));
  const page = await open(`buckets/${bucket}/objects`);
  await filesInput(page).setInputFiles(files);
  await expect(dock(page)).toContainText("5 files are there already");
  for (const [name, answer] of [["a.txt", "Replace"], ["b.txt", "Keep both"], ["c.txt", "Skip"]] as const) {
    await expect(dock(page).getByRole("region", { name: `${name} is there already` })).toBeVisible();
    await dock(page).getByRole("button", { name: answer }).click();
  }
  await dock(page).getByLabel(/Do the same for/).check();
  await dock(page).getByRole("button", { name: "Replace" }).click();
  await expect(dock(page)).toContainText("4 files uploaded");
  const found = await Promise.all((await store.keys(bucket)).map(async (key) => [key, await store.text(bucket, key)]));
  expect(Object.fromEntries(found)).toEqual({
    "a.txt": "new", "b.txt": "old", "b (2).txt": "new", "c.txt": "old", "d.txt": "new", "e.txt": "new",
  });
  // Clearing takes away what is over, and cancels nothing.
  await showRows(page);
  await dock(page).getByRole("button", { name: "Clear finished" }).click();
  await expect(dock(page)).toBeHidden();
  expect(await store.keys(bucket)).toHaveLength(6);
});

test("a server that goes away is waited for, and uploads go on by themselves", async ({ open, store, unique, watch }, info) => {
  watch.expectOffline();
  watch.expectStatus(503);
  const bucket = await store.bucket(unique("away"));
  const page = await open(`buckets/${bucket}/objects`);
  const sent = partsOf(page);
  let tries = 0;
  await page.route(/partNumber=2\b/, async (route) => {
    if (++tries <= 2) {
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  await filesInput(page).setInputFiles(bigFile(info.outputDir, "away.bin", 40));
  await expect(dock(page)).toContainText("1 file uploaded", { timeout: 120_000 });
  expect(tries).toBe(3);
  expect([...sent].sort()).toEqual([1, 2, 3]);
});

test("clearing what is over cancels nothing that is under way, and progress moves meanwhile @once", async ({ open, store, unique }, info) => {
  const bucket = await store.bucket(unique("clear"));
  const page = await open(`buckets/${bucket}/objects`);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(/partNumber=2\b/, async (route) => {
    await held;
    await route.continue();
  });
  const small = { name: "small.txt", mimeType: "text/plain", buffer: Buffer.from("small") };
  await filesInput(page).setInputFiles(small);
  await expect(dock(page)).toContainText("1 file uploaded");
  await filesInput(page).setInputFiles(bigFile(info.outputDir, "long.bin", 20));
  await filesInput(page).setInputFiles({ ...small, name: "other.txt" });
  await showRows(page);
  await expect(row(page, "done")).toHaveCount(1);
  // One part of two is there, and it says so.
  const bar = dock(page).getByRole("progressbar", { name: "Progress of all uploads" });
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(75);
  await expect(dock(page).getByRole("button", { name: "Close uploads" })).toHaveCount(0);
  await dock(page).getByRole("button", { name: "Clear finished" }).click();
  await expect(row(page, "done")).toHaveCount(0);
  await expect(row(page, "sending")).toHaveCount(1);
  await dock(page).getByRole("button", { name: "Hide uploads" }).click();
  await expect(dock(page)).toContainText("Uploading");
  letGo();
  await expect(dock(page)).toContainText("1 file uploaded");
  expect(await sizeOf(store, bucket, "long.bin")).toBe(20 * MIB);
  expect(await store.keys(bucket)).toEqual(["long.bin", "other.txt", "small.txt"]);
  expect(await uploadsOf(store, bucket)).toEqual([]);
});

test("cancelling an upload gives the server its parts back, and leaves the others alone @once", async ({ open, store, unique }, info) => {
  const bucket = await store.bucket(unique("cancel"));
  const page = await open(`buckets/${bucket}/objects`);
  await page.route(/partNumber=2\b/, () => undefined);
  const sent = partsOf(page);
  await filesInput(page).setInputFiles([bigFile(info.outputDir, "a.bin", 20), bigFile(info.outputDir, "b.bin", 20)]);
  await expect.poll(() => sent.length).toBe(2);
  expect(await uploadsOf(store, bucket)).toEqual(["a.bin", "b.bin"]);
  await showRows(page);
  await dock(page).getByRole("button", { name: "Cancel a.bin" }).click();
  await expect(row(page, "cancelled")).toHaveCount(1);
  await expect.poll(() => uploadsOf(store, bucket)).toEqual(["b.bin"]);
  await dock(page).getByRole("button", { name: "Pause all" }).click();
  await expect(row(page, "paused")).toHaveCount(1);
  await page.unroute(/partNumber=2\b/);
  await dock(page).getByRole("button", { name: "Resume all" }).click();
  await expect(row(page, "done")).toHaveCount(1);
  expect(await store.keys(bucket)).toEqual(["b.bin"]);
});

test("a full bucket says why it takes no more, and every page counts it by the same number", async ({ open, store, unique, watch }) => {
  watch.expectStatus(403);
  const bucket = await store.bucket(unique("quota"));
  await store.call("PUT", `/s3/${bucket}`, { query: { quota: true }, json: { bytes: 4_096 } });
  const page = await open(`buckets/${bucket}/objects`);
  const file = (name: string, size: number) => ({ name, mimeType: "text/plain", buffer: Buffer.alloc(size, "x") });
  await filesInput(page).setInputFiles(file("fits.txt", 3_072));
  await expect(dock(page)).toContainText("1 file uploaded");
  await filesInput(page).setInputFiles(file("does not.txt", 2_048));
  await expect(row(page, "failed")).toContainText("QuotaExceeded");
  // Without loading anything anew.
  await page.getByRole("link", { name: "Quota" }).click();
  await expect(page.getByText("3 KiB of 4 KiB")).toBeVisible();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Buckets" }).click();
  await page.getByRole("searchbox").fill(bucket);
  await expect(page.getByRole("row").filter({ hasText: bucket })).toContainText("3 KiB");
  const { used } = await store.json<{ used: { bytes: number } }>("GET", `/s3/${bucket}`, { query: { quota: true } });
  expect(used.bytes).toBe(3_072);
});

test("uploads go on from page to page, and leaving warns only while something is sent", async ({ open, store, unique }, info) => {
  const bucket = await store.bucket(unique("leave"));
  const page = await open(`buckets/${bucket}/objects`);
  await page.route(/partNumber=2\b/, () => undefined);
  await filesInput(page).setInputFiles(bigFile(info.outputDir, "leave.bin", 20));
  await expect(dock(page)).toContainText("Uploading 0 of 1 file");
  await page.getByRole("link", { name: "Overview", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(dock(page)).toContainText("Uploading 0 of 1 file");
  const warned = () =>
    page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  expect(await warned()).toBe(true);
  await showRows(page);
  await dock(page).getByRole("button", { name: "Pause all" }).click();
  await expect(dock(page)).toContainText("Uploads are paused");
  expect(await warned()).toBe(false);
  await page.unroute(/partNumber=2\b/);
  await dock(page).getByRole("button", { name: "Resume all" }).click();
  await expect(dock(page)).toContainText("1 file uploaded");
  expect(await warned()).toBe(false);
});

test("an upload that nobody finished stands in nobody's way", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("orphan"));
  const orphan = { query: { key: "k.txt", uploads: true } } as const;
  await store.call("POST", `/objects/${bucket}`, orphan);
  const page = await open(`buckets/${bucket}/objects`);
  await filesInput(page).setInputFiles({ name: "k.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await expect(dock(page)).toContainText("1 file uploaded");
  expect(await store.text(bucket, "k.txt")).toBe("x");
  await page.getByRole("link", { name: "Unfinished uploads", exact: true }).click();
  await page.getByLabel("Select the upload of k.txt").check();
  await page.getByRole("button", { name: "Abort" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Abort" }).click();
  await expect(page.getByText("1 upload was aborted.")).toBeVisible();
  expect(await uploadsOf(store, bucket)).toEqual([]);
  expect(await store.text(bucket, "k.txt")).toBe("x");
});

test("what is dropped on the list is uploaded to its folder, and what is dropped beside it opens nothing", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("drop"));
  await store.put(bucket, "2026/there.txt");
  const page = await open(`buckets/${bucket}/objects?prefix=2026/`);
  const list = page.getByRole("main").getByRole("grid");
  await expect(list).toContainText("there.txt");
  const address = decodeURIComponent(page.url());
  const dataTransfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["dropped"], "dropped.txt", { type: "text/plain" }));
    return dropped;
  });
  await list.dispatchEvent("dragenter", { dataTransfer });
  await expect(page.getByText("Drop files or folders to upload them to")).toBeVisible();
  await list.dispatchEvent("drop", { dataTransfer });
  await expect(dock(page)).toContainText("1 file uploaded");
  await expect(page.getByText("Drop files or folders to upload them to")).toBeHidden();
  expect(await store.text(bucket, "2026/dropped.txt")).toBe("dropped");
  // What was uploaded shows in the list without being asked for.
  await expect(list).toContainText("dropped.txt");
  // What the page keeps the browser from doing with it is to open it.
  const isKept = await page.getByRole("banner").evaluate(
    (banner, dataTransfer) => !banner.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer })),
    dataTransfer,
  );
  expect(isKept).toBe(true);
  expect(decodeURIComponent(page.url())).toBe(address);
});

test("the panel is fit to be read aloud, in both colours and on a phone @once", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("look"));
  const names = ["a.txt", "a-name-that-is-rather-long-for-a-picture-of-a-harbour-at-dusk-in-late-summer.jpeg", "c.txt"];
  await store.put(bucket, "a.txt");
  const page = await open(`buckets/${bucket}/objects`);
  await filesInput(page).setInputFiles(
    names.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from("new") })),
  );
  await expect(dock(page)).toContainText("1 file is there already");
  await expect(row(page, "done")).toHaveCount(2);
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await expectNoSidewaysScroll(page, `uploads at ${width} px`);
      await expectAccessible(page, `uploads in ${colorScheme} at ${width} px`);
      await picture(page, `uploads-${colorScheme}-${width}`);
    }
  }
  await dock(page).getByRole("button", { name: "Hide uploads" }).press("Escape");
  await expect(dock(page).getByRole("button", { name: "Show uploads" })).toBeVisible();
});
