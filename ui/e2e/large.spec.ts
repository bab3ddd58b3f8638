import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import type { CDPSession } from "@playwright/test";
import { expect, test } from "./harness/test";
import type { Store } from "./harness/store";

const MIB = 1 << 20;
const GIB = 1 << 30;

/** An object of so many parts of 64 MiB. */
async function largeObject(store: Store, bucket: string, key: string, parts: number): Promise<void> {
  const { uploadId } = await store.json<{ uploadId: string }>("POST", `/objects/${bucket}`, { query: { key, uploads: true } });
  const body = Buffer.alloc(64 * MIB, "large ");
  const list: { partNumber: number; etag: string }[] = [];
  for (let partNumber = 1; partNumber <= parts; partNumber++) {
    const { etag } = await store.call("PUT", `/objects/${bucket}`, { query: { key, uploadId, partNumber }, body });
    list.push({ partNumber, etag: etag ?? "" });
  }
  await store.call("POST", `/objects/${bucket}`, { query: { key, uploadId }, json: { parts: list } });
}

/** So many objects below `k/`, most of them copied by jobs of the server. */
async function manyObjects(store: Store, bucket: string, thousands: number): Promise<void> {
  await store.putMany(bucket, 1_000, (n) => `k/000/${String(n).padStart(4, "0")}`);
  for (let n = 1; n < thousands; n++) {
    const toPrefix = `k/${String(n).padStart(3, "0")}/`;
    expect(await store.job({ kind: "copy-prefix", bucket, prefix: "k/000/", toBucket: bucket, toPrefix })).toBe("done");
  }
}

/** What a process has of the memory of the machine, in bytes; nothing where it is gone. */
function residentBytes(pid: number | string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** What all tabs of a browser have of the memory of the machine, in bytes. */
async function tabBytes(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const tabs = processInfo.filter(({ type }) => type === "renderer");
  return tabs.reduce((sum, { id }) => sum + residentBytes(id), 0);
}

/** The most that something comes to while that goes on, and what it brings. */
async function peakWhile<T>(measure: () => number | Promise<number>, work: Promise<T>): Promise<[number, T]> {
  let peak = 0;
  let isOver = false as boolean;
  const over = work.finally(() => (isOver = true));
  while (!isOver) {
    peak = Math.max(peak, await measure());
    await Promise.race([over, new Promise((done) => setTimeout(done, 200))]);
  }
  return [peak, await over];
}

const mib = (bytes: number) => `${(bytes / MIB).toFixed()} MiB`;

test("3 GiB are downloaded by the browser itself, and the tab keeps nothing of them @full", async ({ open, store, unique, browser }) => {
  const bucket = await store.bucket(unique("huge"));
  await largeObject(store, bucket, "film.bin", 48);
  const page = await open(`buckets/${bucket}/object?key=film.bin`);
  const link = page.getByRole("link", { name: "Download" });
  await expect(link).toBeVisible();
  const session = await browser.newBrowserCDPSession();
  const before = await tabBytes(session);
  expect(before).toBeGreaterThan(0);
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const [peak, path] = await peakWhile(() => tabBytes(session), download.path());
  expect(statSync(path).size).toBe(3 * GIB);
  console.log(`memory of the tab: ${mib(before)} before 3 GiB, ${mib(peak)} at the most`);
  expect(peak - before).toBeLessThan(64 * MIB);
  await download.delete();
  expect(await store.job({ kind: "empty-bucket", bucket })).toBe("done");
});

test("an archive of 5 GiB is made while it is sent, and the server stays as small as it was @full", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("archive"));
  for (let n = 0; n < 5; n++) {
    await largeObject(store, bucket, `films/${n}.bin`, 16);
  }
  const page = await open(`buckets/${bucket}/objects`);
  await page.getByLabel("Select films/").click();
  const serverBytes = () => residentBytes(process.env.E2E_SERVER_PID ?? "");
  const before = serverBytes();
  expect(before).toBeGreaterThan(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as zip" }).click(),
  ]);
  const [peak, path] = await peakWhile(serverBytes, download.path());
  expect(statSync(path).size).toBeGreaterThan(5 * GIB);
  console.log(`memory of the server: ${mib(before)} before 5 GiB, ${mib(peak)} at the most`);
  expect(peak - before).toBeLessThan(128 * MIB);
  expect(namesIn(path)).toEqual(Array.from({ length: 5 }, (_, n) => `films/${n}.bin`));
  await download.delete();
  expect(await store.job({ kind: "empty-bucket", bucket })).toBe("done");
});

/** The names in an archive, as another program reads it. */
function namesIn(path: string): string[] {
  const script = "import sys, zipfile; print(*zipfile.ZipFile(sys.argv[1]).namelist(), sep='\\n')";
  return execFileSync("python3", ["-c", script, path], { encoding: "utf8" }).trim().split("\n");
}

test("200,000 objects are scrolled and searched without a long task @full", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("many"));
  await manyObjects(store, bucket, 200);
  await store.put(bucket, "z-needle", "found");
  const page = await open(`buckets/${bucket}/objects?show=all`);
  await expect(page.getByText("0000", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: "Load all" }).click();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "200002", { timeout: 300_000 });
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ["longtask"],
    });
  });
  await page.getByRole("grid").hover();
  for (let turn = 0; turn < 200; turn++) {
    await page.mouse.wheel(0, turn % 10 === 9 ? 500_000 : 3_000);
  }
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await expect(page.getByText("z-needle").first()).toBeVisible();
  await page.keyboard.press("Home");
  const longest = await page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks));
  console.log(`longest task while 200,000 rows scrolled: ${longest.toFixed()} ms`);
  expect(longest).toBeLessThan(200);
  await page.reload();
  await page.getByLabel("Name begins with").fill("k/150/");
  await expect(page.getByText("k/150/0000", { exact: false }).first()).toBeVisible();
});

test("5,000 buckets are listed by one call, in under a second @full", async ({ open, store, unique }) => {
  const stem = unique("many-buckets");
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < 5_000; n = next++) {
      await store.bucket(`${stem}-${n}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  const page = await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const calls: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/s3")) {
      calls.push(request.url());
    }
  });
  const link = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Buckets" });
  const ms = await link.evaluate(
    (link) =>
      new Promise<number>((done) => {
        const begun = performance.now();
        const look = new MutationObserver(() => {
          if (document.querySelector("main table tbody a")) {
            look.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
          }
        });
        look.observe(document, { subtree: true, childList: true });
        (link as HTMLElement).click();
      }),
  );
  console.log(`5,000 buckets: ${ms.toFixed()} ms`);
  expect(ms).toBeLessThan(1_000);
  expect(calls).toHaveLength(1);
  await page.getByRole("searchbox").fill(`${stem}-4999`);
  await expect(page.getByRole("link", { name: `${stem}-4999`, exact: true })).toBeVisible();
  expect(calls).toHaveLength(1);
});

test("a folder of 10,000 objects is moved by a job while the page is closed @full", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("moved"));
  await manyObjects(store, bucket, 10);
  const page = await open(`buckets/${bucket}/objects`);
  await page.getByLabel("Select k/").click();
  await page.keyboard.press("F2");
  const dialog = page.getByRole("dialog", { name: /Rename/ });
  await dialog.getByLabel("New name").fill("moved");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByText("A job does it on the server").first()).toBeVisible();
  await page.close();
  const count = async (prefix: string) =>
    (await store.json<{ objects: number }>("GET", `/s3/${bucket}`, { query: { count: true, prefix } })).objects;
  const begun = Date.now();
  await expect.poll(() => count("k/"), { timeout: 300_000 }).toBe(0);
  console.log(`10,000 objects moved: ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
  expect(await count("moved/")).toBe(10_000);
});

test("a bucket of 100,000 objects is deleted by a job, once its name is typed @full", async ({ open, store, unique, watch }) => {
  // The page still asks for it when it is gone.
  watch.expectStatus(404);
  const bucket = await store.bucket(unique("full"));
  await manyObjects(store, bucket, 100);
  const page = await open(`buckets/${bucket}/versioning`);
  await page.getByRole("button", { name: "Actions for the bucket" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("objects: 100,000");
  await dialog.getByLabel(`Type ${bucket} to confirm`).fill(bucket);
  const begun = Date.now();
  await dialog.getByRole("button", { name: "Erase everything and delete it" }).click();
  const list = page.getByRole("heading", { name: "Buckets", level: 1, exact: true });
  await expect(page.getByText(/of 100,000 erased/).or(list).first()).toBeVisible();
  await expect(list).toBeVisible({ timeout: 600_000 });
  console.log(`100,000 objects and their bucket: ${((Date.now() - begun) / 1_000).toFixed()} s`);
  expect(await store.buckets(bucket)).toEqual([]);
});
