import { readFileSync } from "node:fs";
import { expect, test, type Page } from "./harness/test";

const grid = (page: Page) => page.getByRole("grid");
const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });

test("folders open by keyboard, and their address opens them anywhere else", async ({ open, store, unique, browser }) => {
  const bucket = await store.bucket(unique("folders"));
  await store.put(bucket, "a/b/deep.txt");
  await store.put(bucket, "top.txt");
  const page = await open(`buckets/${bucket}/objects`);
  await expect(row(page, "top.txt")).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(row(page, "b/")).toBeVisible();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(row(page, "deep.txt")).toBeVisible();
  expect(new URL(page.url()).searchParams.get("prefix")).toBe("a/b/");
  const context = await browser.newContext({ storageState: await page.context().storageState() });
  try {
    const again = await context.newPage();
    await again.goto(page.url());
    await expect(row(again, "deep.txt")).toBeVisible();
  } finally {
    await context.close();
  }
  await page.keyboard.press("Backspace");
  await expect(row(page, "b/")).toBeVisible();
});

test("the search asks the server, and finds what was never loaded", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("searched"));
  await store.putMany(bucket, 1_300, (n) => `key-${String(n).padStart(5, "0")}`);
  await store.put(bucket, "zebra", "stripes");
  const page = await open(`buckets/${bucket}/objects`);
  await expect(row(page, "key-00000")).toBeVisible();
  await expect(page.getByText("more below")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("zeb");
  await expect(row(page, "zebra")).toBeVisible();
  expect(new URL(page.url()).searchParams.get("q")).toBe("zeb");
  await page.getByLabel("Name begins with").fill("nothing like it");
  await expect(page.getByText("Nothing here has a name that begins with")).toBeVisible();
  await page.getByLabel("Clear the search").click();
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  // What is sorted is what is loaded, and it says so.
  await expect(page.getByText("loaded so far")).toBeVisible();
});

test("what was selected in one folder is not deleted from another", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("selected"));
  for (const key of ["a/1", "a/2", "b/1", "b/2"]) {
    await store.put(bucket, key);
  }
  const page = await open(`buckets/${bucket}/objects?prefix=a%2F`);
  await expect(row(page, "1")).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  const selected = page.getByText(/^\d+ selected/);
  await expect(selected).toHaveText(/^2 selected/);
  // The rows of the next folder have the same names, and stand where those were.
  await page.keyboard.press("Backspace");
  await expect(row(page, "b/")).toBeVisible();
  await expect(selected).toHaveCount(0);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(row(page, "2")).toBeVisible();
  expect(new URL(page.url()).searchParams.get("prefix")).toBe("b/");
  await expect(selected).toHaveCount(0);
  await page.goBack();
  await expect(row(page, "b/")).toBeVisible();
  await page.goForward();
  await expect(row(page, "2")).toBeVisible();
  await expect(selected).toHaveCount(0);
  await page.getByLabel("Select 1").click();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 object");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Deleted 1 object")).toBeVisible();
  expect(await store.keys(bucket)).toEqual(["a/1", "a/2", "b/2"]);
});

test("a folder is deleted by a job that outlives the page", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("jobs"));
  await store.putMany(bucket, 600, (n) => `old/${n}`);
  await store.put(bucket, "kept");
  const page = await open(`buckets/${bucket}/objects`);
  await page.getByLabel("Select old/").click();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("600 objects");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("A job does it on the server").first()).toBeVisible();
  await page.close();
  await expect.poll(() => store.keys(bucket), { timeout: 120_000 }).toEqual(["kept"]);
});

test("what could not be deleted is counted by the server, and stays in the list", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("locked"));
  for (const key of ["a", "b", "locked"]) {
    await store.put(bucket, key);
  }
  const who = await store.user(unique("deleter"), [
    { effect: "Allow", buckets: [bucket], actions: ["*"] },
  ]);
  await store.call("PUT", `/s3/${bucket}`, {
    query: { policy: true },
    json: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: `arn:aws:s3:::${bucket}/locked` },
      ],
    },
  });
  const page = await open(`buckets/${bucket}/objects`, who);
  await expect(row(page, "locked")).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toContainText("1 object failed");
  await expect(dialog).toContainText("AccessDenied");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(row(page, "locked")).toBeVisible();
  await expect(row(page, "a")).toHaveCount(0);
  expect(await store.keys(bucket)).toEqual(["locked"]);
});

test("what is hidden comes back, and what is erased does not", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("trash"), { versioned: true });
  await store.put(bucket, "a.txt", "a");
  await store.put(bucket, "b.txt", "b");
  const page = await open(`buckets/${bucket}/objects`);
  await page.getByLabel("Select a.txt").click();
  await page.keyboard.press("Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Hide" }).click();
  await expect(page.getByText("Hid 1 object")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "a.txt")).toBeVisible();
  expect(await store.text(bucket, "a.txt")).toBe("a");

  await page.getByLabel("Select b.txt").click();
  await page.keyboard.press("Delete");
  await page.getByRole("dialog").getByRole("radio", { name: "Erase every version" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await expect(row(page, "b.txt")).toHaveCount(0);
  const { versions } = await store.json<{ versions: { key: string }[] }>("GET", `/s3/${bucket}`, { query: { versions: true } });
  expect(versions.filter(({ key }) => key === "b.txt")).toEqual([]);
});

test("renaming one object moves it in one step, and a folder by a job", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("renamed"));
  await store.put(bucket, "one.txt", "one");
  await store.putMany(bucket, 20, (n) => `folder/${n}`);
  const page = await open(`buckets/${bucket}/objects`);
  await page.getByLabel("Select one.txt").click();
  await page.keyboard.press("F2");
  const dialog = page.getByRole("dialog", { name: /Rename/ });
  await dialog.getByLabel("New name").fill("two.txt");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(row(page, "two.txt")).toBeVisible();
  expect(await store.text(bucket, "two.txt")).toBe("one");
  await page.keyboard.press("Escape");
  await page.getByLabel("Select folder/").click();
  await page.keyboard.press("F2");
  await dialog.getByLabel("New name").fill("elsewhere");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect.poll(() => store.keys(bucket, "folder/"), { timeout: 120_000 }).toEqual([]);
  expect(await store.keys(bucket, "elsewhere/")).toHaveLength(20);
});

test("downloads are the browser's own, one by one and as one archive", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("downloads"));
  await store.put(bucket, "a.txt", "the bytes of a");
  await store.put(bucket, "b/c.txt", "the bytes of c");
  const page = await open(`buckets/${bucket}/objects`);
  await page.getByLabel("Select a.txt").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("a.txt");
  expect(readFileSync(await download.path(), "utf8")).toBe("the bytes of a");
  await grid(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  const [archive] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as zip" }).click(),
  ]);
  const bytes = readFileSync(await archive.path());
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
  expect(bytes.includes("the bytes of a")).toBe(true);
  expect(bytes.includes("b/c.txt")).toBe(true);
});

test("a list that may not be read is refused, and not shown as empty", async ({ open, store, unique, watch }) => {
  watch.expectStatus(403);
  const bucket = await store.bucket(unique("refused"));
  await store.put(bucket, "a");
  const who = await store.user(unique("reader"), [
    { effect: "Allow", buckets: [bucket], actions: ["s3:GetObject"] },
  ]);
  const page = await open(`buckets/${bucket}/objects`, who);
  await expect(page.getByText("s3:ListBucket")).toBeVisible();
  await expect(page.getByText("Nothing here yet")).toHaveCount(0);
});

test("a link is signed for the address that clients have, and opens there for anybody", async ({ open, store, unique, browser, ports }) => {
  const bucket = await store.bucket(unique("shared"));
  await store.put(bucket, "a b+c/ü.txt", "shared");
  const page = await open(`buckets/${bucket}/object?${new URLSearchParams({ key: "a b+c/ü.txt", tab: "share" }).toString()}`);
  await page.getByRole("button", { name: "Create a link" }).click();
  const link = page.getByRole("region", { name: "Link" });
  const url = await link.getByText(/^http:/).first().innerText();
  expect(new URL(url).host).toBe(`store.example:${ports.s3Proxy}`);
  const context = await browser.newContext();
  try {
    const anybody = await context.newPage();
    const answer = await anybody.goto(url);
    expect(await answer?.text()).toBe("shared");
  } finally {
    await context.close();
  }
});

test("text shows whatever its name says, and stored markup as its source", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("previews"));
  await store.put(bucket, "no ending", '{"answer": 42}', { "content-type": "application/octet-stream" });
  await store.put(bucket, "page.html", "<!doctype html><h1>stored</h1><script>document.title='ran'</script>", { "content-type": "text/html" });
  await store.put(bucket, "notes.md", "# Notes\n\n<img src=x onerror=\"document.title='ran'\">\n\n[link](javascript:document.title='ran')\n", { "content-type": "text/markdown" });
  await store.put(bucket, "a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>top.document.title="ran"</script></svg>', { "content-type": "image/svg+xml" });
  const page = await open(`buckets/${bucket}/object?key=no+ending`);
  await expect(page.getByText("42")).toBeVisible();
  for (const key of ["page.html", "notes.md", "a.svg"]) {
    await page.goto(`./buckets/${bucket}/object?key=${key}`);
    await expect(page.getByRole("tab", { name: "Preview" })).toBeVisible();
    if (key === "page.html") {
      await expect(page.getByText("<script>", { exact: false }).first()).toBeVisible();
    } else if (key === "notes.md") {
      await expect(page.getByRole("heading", { name: "Notes", exact: true })).toBeVisible();
      expect(await page.locator("main [href^='javascript']").count()).toBe(0);
    } else {
      await expect(page.getByRole("img", { name: "a.svg" })).toHaveJSProperty("naturalWidth", 10);
    }
    expect(await page.title()).not.toBe("ran");
  }
});

test("tags, header fields and versions of an object are changed where they show", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("object"), { versioned: true });
  await store.put(bucket, "a.txt", "first");
  await store.put(bucket, "a.txt", "second");
  const page = await open(`buckets/${bucket}/object?key=a.txt&tab=versions`);
  await page.getByRole("button", { name: "Restore" }).first().click();
  await expect(page.getByText("Restored: it is the current version now.")).toBeVisible();
  expect(await store.text(bucket, "a.txt")).toBe("first");
  await page.getByRole("tab", { name: "Tags" }).click();
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Name").first().fill("colour");
  await page.getByLabel("Value").first().fill("blue");
  await page.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(async () => (await store.json<{ tagSet: unknown[] }>("GET", `/objects/${bucket}`, { query: { key: "a.txt", tagging: true } })).tagSet)
    .toEqual([{ key: "colour", value: "blue" }]);
});
