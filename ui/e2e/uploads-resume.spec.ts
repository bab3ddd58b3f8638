import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { picture } from "./harness/look";
import { expect, test } from "./harness/test";
import {
  bigFile, dock, filesInput, heldParts, MIB, noteLongWork, partsOf, row, showRows, slowDown,
} from "./harness/uploads";

test("300 MiB go through a proxy of 20 MB, are interrupted by a reload, and only missing parts are sent", async ({ open, store, unique, place }, info) => {
  test.skip(place === "direct", "There is no proxy.");
  const bucket = await store.bucket(unique("large"));
  const path = bigFile(info.outputDir, "large.bin", 300);
  const page = await open(`buckets/${bucket}/objects`);
  const before = partsOf(page);
  await slowDown(page, 80 * MIB);
  await filesInput(page).setInputFiles(path);
  await expect.poll(() => before.length, { timeout: 120_000 }).toBeGreaterThan(4);
  await expect(dock(page)).toContainText("Uploading 0 of 1 file");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();

  await expect(dock(page)).toContainText("1 upload needs its file");
  await picture(page, `${info.project.name}-uploads-needs-file`);
  const held = await heldParts(store, bucket, "large.bin");
  expect(held.length).toBeGreaterThan(4);
  const after = partsOf(page);
  const listed = page.waitForResponse((response) => response.request().method() === "GET" && /uploadId=/.test(response.url()));
  await page.getByLabel("Files to go on with").setInputFiles(path);
  // What was on its way as the page went may have arrived after it.
  const { parts } = (await (await listed).json()) as { parts: { partNumber: number }[] };
  const told = parts.map(({ partNumber }) => partNumber);
  expect(told).toEqual(expect.arrayContaining(held));
  await expect(dock(page)).toContainText("1 file uploaded", { timeout: 200_000 });
  const all = Array.from({ length: 19 }, (_, i) => i + 1);
  expect([...after].sort((a, b) => a - b)).toEqual(all.filter((number) => !told.includes(number)));
  const { size, checksum } = await store.json<{ size: number; checksum: { algorithm: string } }>(
    "GET", `/objects/${bucket}`, { query: { key: "large.bin", info: true } },
  );
  expect([size, checksum.algorithm]).toEqual([300 * MIB, "CRC32C"]);
});

test("another file of the same name and size is not taken for the one that was begun", async ({ open, store, unique }, info) => {
  const bucket = await store.bucket(unique("other"));
  const page = await open(`buckets/${bucket}/objects`);
  const before = partsOf(page);
  await page.route(/partNumber=2\b/, () => undefined);
  await filesInput(page).setInputFiles(bigFile(join(info.outputDir, "one"), "same.bin", 20));
  await expect.poll(() => before.length).toBe(1);
  // Held back to the end: let go, the part would be sent, and the file would be there before the reload.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  const other = bigFile(join(info.outputDir, "two"), "same.bin", 20);
  writeFileSync(other, "other bytes", { flag: "r+" });
  await page.getByLabel("Files to go on with").setInputFiles(other);
  await expect(row(page, "failed")).toContainText("This is another file");
  await expect(row(page, "failed")).toContainText("DifferentFile");
  expect(await store.keys(bucket)).toEqual([]);
});

test("a folder of 2,000 files is uploaded, of which a handful is in the page @once @measured", async ({ open, store, unique }, info) => {
  const bucket = await store.bucket(unique("many"));
  const folder = join(info.outputDir, "photos");
  for (let n = 0; n < 2_000; n++) {
    const below = join(folder, `day ${n % 20}`);
    mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `${n}.txt`), `file ${n}`);
  }
  const page = await open(`buckets/${bucket}/objects?prefix=2026/`);
  const longWork = await noteLongWork(page);
  const lists: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/s3\/[^?]*\?prefix=2026%2Fphotos/.test(request.url())) {
      lists.push(request.url());
    }
  });
  await page.getByLabel("Folder to upload").setInputFiles(folder);
  await expect(dock(page)).toContainText(/Uploading \d/);
  await showRows(page);
  // Thousands of lines are in the list, and a handful in the page.
  await expect(dock(page).getByRole("listitem").first()).toBeVisible();
  expect(await dock(page).getByRole("listitem").count()).toBeLessThan(40);
  await expect(dock(page)).toContainText("2,000 files uploaded", { timeout: 240_000 });
  await picture(page, `${info.project.name}-uploads-many`);
  // How long work takes is the machine's matter as well: it is asked for where nothing runs beside.
  expect(info.project.name === "alone" ? await longWork() : []).toEqual([]);
  expect(lists).toHaveLength(1);
  const counted = await store.json<{ objects: number }>("GET", `/s3/${bucket}`, {
    query: { count: true, prefix: "2026/photos/" },
  });
  expect(counted.objects).toBe(2_000);
  expect(await store.text(bucket, "2026/photos/day 7/7.txt")).toBe("file 7");
});

test("a session that ends midway pauses uploads, which go on after signing in over the page", async ({ open, store, unique, watch }, info) => {
  watch.expectStatus(401);
  watch.expectOffline();
  const bucket = await store.bucket(unique("session"));
  const ann = await store.user(unique("ann"), [{ effect: "Allow", buckets: [bucket], actions: ["s3:*"] }]);
  const page = await open(`buckets/${bucket}/objects`, ann);
  const sent = partsOf(page);
  await slowDown(page, 40 * MIB);
  await filesInput(page).setInputFiles(bigFile(info.outputDir, "long.bin", 160));
  await expect.poll(() => sent.length, { timeout: 120_000 }).toBeGreaterThan(3);
  await store.endSessions(ann.accessKey);
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible({ timeout: 120_000 });
  await expect(dock(page)).toContainText("Paused until you sign in again");
  await picture(page, `${info.project.name}-uploads-session-over`);
  await page.getByLabel("Secret key").fill(ann.secret);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(dock(page)).toContainText("1 file uploaded", { timeout: 120_000 });
  expect(await store.keys(bucket)).toEqual(["long.bin"]);
  expect(sent.filter((number) => number === 1)).toHaveLength(1);
});
