import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { parentOf } from "../src/lib/keys";
import { hostileKeys, keyName } from "./harness/hostile-keys";
import { fullSize } from "./harness/machine";
import type { Store } from "./harness/store";
import { expect, test, type Page } from "./harness/test";
import { dock, filesInput } from "./harness/uploads";

/** What takes a while is done to all of them in `make test-full`, and to some of each kind in every build. */
const isOfThisBuild = (n: number) => fullSize || n % 5 === 0;

/** What is in all objects of a bucket, by key. */
async function contents(store: Store, bucket: string): Promise<Map<string, string | undefined>> {
  const keys = await store.keys(bucket);
  const found = new Map<string, string | undefined>();
  for (const key of keys) {
    found.set(key, await store.text(bucket, key));
  }
  return found;
}

/** A bucket of all hostile keys, each with bytes of its own. */
async function bucketOfKeys(store: Store, name: string, options = {}): Promise<string> {
  const bucket = await store.bucket(name, options);
  for (const [n, key] of hostileKeys.entries()) {
    await store.put(bucket, key, `body ${n}`);
  }
  return bucket;
}

/** The names in an archive and the texts behind them, as another program reads it. */
function entriesOf(path: string): [string, string][] {
  const script =
    "import sys, json, zipfile; z = zipfile.ZipFile(sys.argv[1]);" +
    "print(json.dumps([[n, z.read(n).decode()] for n in z.namelist()]))";
  return JSON.parse(execFileSync("python3", ["-c", script, path], { encoding: "utf8" })) as [string, string][];
}

/** What a link brings to who sends it as it is, which browsers do not where its path has dots. */
function follow(link: string, port: number): Promise<string> {
  const [, host = "", path = ""] = /^http:\/\/([^/]*)(.*)$/.exec(link) ?? [];
  return new Promise((done, failed) => {
    const sent = request({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => (text += piece));
      response.on("end", () => done(text));
    });
    sent.on("error", failed);
    sent.end();
  });
}

/** Goes to an object as a link of the console does, without loading the page anew. */
async function goTo(page: Page, bucket: string, key: string, tab: string): Promise<void> {
  const search = new URLSearchParams({ key, tab }).toString();
  await page.evaluate((path) => {
    history.pushState({}, "", new URL(path, document.baseURI));
  }, `buckets/${bucket}/object?${search}`);
}

async function rename(page: Page, to: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename" });
  await dialog.getByLabel("New name").fill(to);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(dialog).toBeHidden();
}

test("the API takes every key from a page's script as it is, and tells them apart", async ({ open, store, unique, baseURL }) => {
  const bucket = await store.bucket(unique("keys"));
  const page = await open();
  const outcomes = await page.evaluate(
    async ({ base, bucket, keys }) => {
      const { csrfToken } = (await (await fetch(`${base}api/session`)).json()) as { csrfToken: string };
      const address = (path: string, key: string) => `${base}api/${path}/${bucket}?${new URLSearchParams({ key }).toString()}`;
      const wrong: string[] = [];
      for (const [n, key] of keys.entries()) {
        const put = await fetch(address("objects", key), {
          method: "PUT",
          body: `body ${n}`,
          headers: { "x-csrf-token": csrfToken, "content-type": "text/plain" },
        });
        if (!put.ok) {
          wrong.push(`PUT ${n}: ${put.status}`);
        }
      }
      for (const [n, key] of keys.entries()) {
        for (const path of ["objects", "raw"]) {
          const got = await fetch(address(path, key));
          const text = await got.text();
          if (text !== `body ${n}`) {
            wrong.push(`GET ${path} ${n}: ${got.status} ${text}`);
          }
        }
      }
      return wrong;
    },
    { base: baseURL ?? "", bucket, keys: [...hostileKeys] },
  );
  expect(outcomes.map((outcome) => `${outcome} ${keyName(hostileKeys[Number(/\d+/.exec(outcome)?.[0])] ?? "")}`)).toEqual([]);
  const kept = await store.keys(bucket);
  expect(new Set(kept)).toEqual(new Set(hostileKeys));
});

test("every key has its page, by its address and in the list, and can be downloaded and hidden there @once", async ({ open, store, unique, watch }) => {
  // What was hidden is gone for the page that hid it.
  watch.expectStatus(404);
  const bucket = await bucketOfKeys(store, unique("hostile"), { versioned: true });
  const page = await open(`buckets/${bucket}/objects?show=all`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(hostileKeys.length + 1));
  for (const [n, key] of hostileKeys.entries()) {
    await test.step(keyName(key), async () => {
      await goTo(page, bucket, key, "preview");
      await expect(page.getByText(`body ${n}`, { exact: true })).toBeVisible();
      if (!isOfThisBuild(n)) {
        return;
      }
      await page.reload();
      await expect(page.getByText(`body ${n}`, { exact: true })).toBeVisible();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Download" }).click(),
      ]);
      expect(readFileSync(await download.path(), "utf8")).toBe(`body ${n}`);
      await page.getByRole("tab", { name: "Versions" }).click();
      await expect(page.getByText("current", { exact: true })).toBeVisible();
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Hide" }).click();
      await expect(page.getByText("Hid 1 object")).toBeVisible();
      await expect.poll(() => store.text(bucket, key)).toBeUndefined();
    });
  }
  expect(new Set(await store.keys(bucket))).toEqual(new Set(hostileKeys.filter((_, n) => !isOfThisBuild(n))));
});

test("every key comes back from the list of what was deleted, and all go into one archive @once", async ({ open, store, unique }) => {
  const bucket = await bucketOfKeys(store, unique("back"), { versioned: true });
  const objects = hostileKeys.map((key) => ({ key }));
  await store.call("POST", `/s3/${bucket}`, { query: { delete: true }, json: { objects } });
  const page = await open(`buckets/${bucket}/objects?show=deleted`);
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", String(hostileKeys.length + 1));
  await grid.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText(`Restored ${hostileKeys.length} items`)).toBeVisible();
  expect(await contents(store, bucket)).toEqual(new Map(hostileKeys.map((key, n) => [key, `body ${n}`])));

  await page.goto(`./buckets/${bucket}/objects?show=all`);
  await expect(grid).toHaveAttribute("aria-rowcount", String(hostileKeys.length + 1));
  await grid.focus();
  await page.keyboard.press("ControlOrMeta+a");
  const [archive] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as zip" }).click(),
  ]);
  const entries = entriesOf(await archive.path());
  expect(entries.map(([, text]) => text).sort()).toEqual(hostileKeys.map((_, n) => `body ${n}`).sort());
  // Whoever unpacks it gets them below one folder, and nothing over anything else.
  const names = entries.map(([name]) => name);
  // eslint-disable-next-line no-control-regex -- none is left
  expect(names.filter((name) => /^\/|\\|(^|\/)\.{1,2}(\/|$)|[\u0000-\u001f]/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test("a file is uploaded whatever its name, and gets just that key @once", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("uploaded"));
  // What has a slash is in a folder, and no name of a file.
  const names = hostileKeys.filter((key) => !key.includes("/"));
  const page = await open(`buckets/${bucket}/objects`);
  await filesInput(page).setInputFiles(
    names.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`file ${name}`) })),
  );
  await expect(dock(page)).toContainText(`${names.length} files uploaded`);
  expect(await contents(store, bucket)).toEqual(new Map(names.map((name) => [name, `file ${name}`])));
});

test("every key is copied, moved and deleted, alone and by the folder that it seems to be in @once", async ({ open, store, unique }) => {
  const bucket = await bucketOfKeys(store, unique("from"));
  const copies = await store.bucket(unique("copies"));
  const moved = await store.bucket(unique("moved"));
  const all = new Map(hostileKeys.map((key, n) => [key, `body ${n}`]));
  const transfer = async (page: Page, how: "Copy" | "Move", to: string) => {
    await page.getByRole("grid").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.getByRole("button", { name: `${how} to…` }).click();
    const dialog = page.getByRole("dialog", { name: new RegExp(`^${how}`) });
    await dialog.getByLabel("To the bucket").fill(to);
    await dialog.getByRole("button", { name: how, exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  // One by one, by the calls of the page.
  const page = await open(`buckets/${bucket}/objects?show=all`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(hostileKeys.length + 1));
  await transfer(page, "Copy", copies);
  await expect(page.getByText(`Copied ${hostileKeys.length} items`)).toBeVisible();
  expect(await contents(store, copies)).toEqual(all);
  expect(await contents(store, bucket)).toEqual(all);

  // By folders, which jobs do.
  await page.goto(`./buckets/${copies}/objects`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", /^\d+$/);
  await transfer(page, "Move", moved);
  await expect.poll(() => store.keys(copies), { timeout: 120_000 }).toEqual([]);
  expect(await contents(store, moved)).toEqual(all);

  await page.goto(`./buckets/${moved}/objects`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", /^\d+$/);
  await page.getByRole("grid").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`${hostileKeys.length} objects`);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => store.keys(moved), { timeout: 120_000 }).toEqual([]);
});

test("every key is tagged, shared, renamed, and gets its name back @once", async ({ open, store, unique, ports, watch }) => {
  // It is renamed again while its preview is on its way.
  watch.expectStatus(404);
  const bucket = await bucketOfKeys(store, unique("one-by-one"));
  const page = await open(`buckets/${bucket}/objects`);
  await expect(page.getByRole("grid")).toBeVisible();
  for (const [n, key] of hostileKeys.entries()) {
    if (!isOfThisBuild(n)) {
      continue;
    }
    await test.step(keyName(key), async () => {
      await goTo(page, bucket, key, "tags");
      await page.getByRole("button", { name: "Add a tag" }).click();
      await page.getByLabel("Name").fill("n");
      await page.getByLabel("Value").fill(String(n));
      await page.getByRole("button", { name: "Save" }).click();
      const tags = () => store.json<{ tagSet: unknown[] }>("GET", `/objects/${bucket}`, { query: { key, tagging: true } });
      await expect.poll(async () => (await tags()).tagSet).toEqual([{ key: "n", value: String(n) }]);

      await page.getByRole("tab", { name: "Share" }).click();
      await page.getByRole("button", { name: "Create a link" }).click();
      const made = page.getByRole("region", { name: "Link" });
      const link = await made.getByText(/^http:/).first().innerText();
      // At S3 itself: nginx takes no path with a zero byte, and none that leads out of its root.
      expect(await follow(link, ports.s3)).toBe(`body ${n}`);
      const isTakenApart = key.split("/").some((piece) => piece === "." || piece === "..");
      await expect(made.getByText("there the link leads elsewhere")).toHaveCount(isTakenApart ? 1 : 0);

      const parent = parentOf(key);
      const between = `${parent}renamed ${n}${key.endsWith("/") ? "/" : ""}`;
      await rename(page, between.slice(parent.length));
      await expect.poll(() => store.text(bucket, between)).toBe(`body ${n}`);
      expect(await store.text(bucket, key)).toBeUndefined();
      // A field of a page takes no carriage return.
      if (!key.includes("\r")) {
        await rename(page, key.slice(parent.length));
        await expect.poll(() => store.text(bucket, key)).toBe(`body ${n}`);
      }
      expect(await store.text(bucket, between)).toBe(key.includes("\r") ? `body ${n}` : undefined);
    });
  }
});
