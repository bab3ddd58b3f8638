import { expect, test } from "./harness/test";

test("a bucket is made by a name that is judged while it is typed, and is then open", async ({ open, store, unique }) => {
  const taken = await store.bucket(unique("taken"));
  const name = unique("made-here");
  const page = await open("buckets");
  await page.getByRole("button", { name: "Create bucket" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create bucket" });
  const field = dialog.getByLabel("Name", { exact: true });
  await expect(field).toBeFocused();
  await field.fill("Not_A_Name");
  await expect(dialog.getByText("no capital letters, spaces or underscores")).toBeVisible();
  await field.fill(name);
  await dialog.getByLabel("Enable versioning").check();
  await dialog.getByRole("button", { name: "Create bucket" }).click();
  await expect(page).toHaveURL(new RegExp(`/buckets/${name}`));
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  expect(await store.json("GET", `/s3/${name}`, { query: { versioning: true } })).toEqual({ status: "Enabled" });
  expect(await store.buckets(taken)).toEqual([taken]);
});

test("a name that is taken is told where it was typed", async ({ open, store, unique, watch }) => {
  watch.expectStatus(409);
  const taken = await store.bucket(unique("taken"));
  const page = await open("buckets?new=1");
  const dialog = page.getByRole("dialog", { name: "Create bucket" });
  await dialog.getByLabel("Name", { exact: true }).fill(taken);
  await dialog.getByRole("button", { name: "Create bucket" }).click();
  await expect(dialog.getByText("There is a bucket of that name already.")).toBeVisible();
  await expect(dialog).toBeVisible();
});

test("search and order of the list stand in its address, and another browser shows the same by it", async ({ open, store, unique, browser, baseURL }) => {
  const stem = unique("sorted");
  for (const end of ["a", "b", "c"]) {
    await store.bucket(`${stem}-${end}`);
  }
  await store.put(`${stem}-b`, "large", "x".repeat(10_000));
  await store.put(`${stem}-c`, "small", "x");
  const page = await open("buckets");
  await page.getByRole("searchbox").fill(stem);
  await expect(page.getByRole("status").filter({ hasText: "3 of" })).toBeVisible();
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
  const names = page.getByRole("row").getByRole("link");
  await expect(names).toHaveText([`${stem}-b`, `${stem}-c`, `${stem}-a`]);
  const address = page.url();
  expect(address).toContain(baseURL ?? "-");

  const context = await browser.newContext({ storageState: await page.context().storageState() });
  try {
    const again = await context.newPage();
    await again.goto(address);
    await expect(again.getByRole("row").getByRole("link")).toHaveText([`${stem}-b`, `${stem}-c`, `${stem}-a`]);
  } finally {
    await context.close();
  }
  await page.getByRole("searchbox").fill(`${stem}-nothing`);
  await expect(page.getByText("No bucket has")).toBeVisible();
});

test("what the list says of a bucket is what was committed last", async ({ open, store, unique }) => {
  const name = await store.bucket(unique("figures"));
  const page = await open(`buckets?q=${name}`);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row.getByRole("cell").nth(2)).toHaveText("0");
  await store.put(name, "a", "x".repeat(2048));
  await store.put(name, "b", "x");
  await page.reload();
  await expect(row.getByRole("cell").nth(2)).toHaveText("2");
  await expect(row.getByRole("cell").nth(3)).toHaveText("2 KiB");
});

test("a bucket that is not there says so, and its request can be looked up", async ({ open, watch, unique }) => {
  watch.expectStatus(404);
  const page = await open(`buckets/${unique("never-made")}/access`);
  await expect(page.getByRole("heading", { name: "There is no such bucket" })).toBeVisible();
  await page.getByRole("link", { name: "All buckets" }).click();
  await expect(page.getByRole("heading", { name: "Buckets", level: 1 })).toBeVisible();
});

test("a user who may not list a bucket does not see it, and is refused rather than shown nothing", async ({ open, store, unique }) => {
  const hidden = await store.bucket(unique("hidden"));
  const shown = await store.bucket(unique("shown"));
  const who = await store.user(unique("reader"), [
    { effect: "Allow", buckets: ["*"], actions: ["s3:ListAllMyBuckets"] },
    { effect: "Allow", buckets: [shown], actions: ["s3:ListBucket", "s3:GetObject"] },
  ]);
  const page = await open("buckets", who);
  await expect(page.getByRole("link", { name: shown })).toBeVisible();
  await expect(page.getByRole("link", { name: hidden })).toHaveCount(0);
  await page.goto(`./buckets/${shown}/versioning`);
  await expect(page.getByText("s3:GetBucketVersioning")).toBeVisible();
  await expect(page.getByText("AccessDenied")).toBeVisible();
});

test("a setting shows what changes before it is saved", async ({ open, store, unique }) => {
  const name = await store.bucket(unique("setting"));
  const page = await open(`buckets/${name}/versioning`);
  await page.getByRole("radio", { name: "Enabled", exact: true }).check();
  await page.getByRole("button", { name: "Review and save" }).click();
  const review = page.getByRole("dialog", { name: /^Review/ });
  await expect(review.getByText("Enabled").first()).toBeVisible();
  expect(await store.json("GET", `/s3/${name}`, { query: { versioning: true } })).toEqual({});
  await review.getByRole("button", { name: "Save" }).click();
  await expect(review).toBeHidden();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await store.json("GET", `/s3/${name}`, { query: { versioning: true } })).toEqual({ status: "Enabled" });
});

test("a bucket that is not empty is emptied by the server and deleted, once its name is typed", async ({ open, store, unique, watch }) => {
  // The page still asks for it when it is gone.
  watch.expectStatus(404);
  const name = await store.bucket(unique("full"), { versioned: true });
  await store.putMany(name, 30, (n) => `folder/${n}`);
  await store.call("DELETE", `/objects/${name}`, { query: { key: "folder/7" } });
  await store.call("POST", `/objects/${name}`, { query: { key: "never finished", uploads: true } });
  const page = await open(`buckets/${name}/versioning`);
  await page.getByRole("button", { name: "Actions for the bucket" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(dialog).toContainText("objects: 29");
  const button = dialog.getByRole("button", { name: "Erase everything and delete it" });
  const typed = dialog.getByLabel(`Type ${name} to confirm`);
  await typed.fill(name.slice(1));
  await expect(button).toBeDisabled();
  await typed.fill(name);
  await button.click();
  await expect(page.getByRole("heading", { name: "Buckets", level: 1, exact: true })).toBeVisible({ timeout: 120_000 });
  expect(await store.buckets(name)).toEqual([]);
});

test("who may list no buckets is told so, and what it takes", async ({ open, store, unique }) => {
  const who = await store.user(unique("nobody"), [
    { effect: "Allow", buckets: ["elsewhere"], actions: ["s3:GetObject"] },
  ]);
  const page = await open("buckets", who);
  await expect(page.getByText("s3:ListAllMyBuckets")).toBeVisible();
  await expect(page.getByText("No buckets yet")).toHaveCount(0);
});

test("a request id can be copied, on plain http too", async ({ open, store, unique, watch }) => {
  watch.expectStatus(403);
  const shown = await store.bucket(unique("shown"));
  const listed = await store.bucket(unique("listed"));
  const who = await store.user(unique("reader"), [
    { effect: "Allow", buckets: ["*"], actions: ["s3:ListAllMyBuckets"] },
    { effect: "Allow", buckets: [listed], actions: ["s3:ListBucket"] },
    { effect: "Allow", buckets: [shown], actions: ["s3:GetObject"] },
  ]);
  const page = await open(`buckets/${shown}/objects`, who);
  const button = page.getByRole("button", { name: "Copy the request id" });
  const id = await button.locator("xpath=preceding::code[1]").innerText();
  await button.click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  // What a person pastes is what is there now.
  await page.getByRole("link", { name: "Buckets" }).first().click();
  const field = page.getByRole("searchbox");
  await field.focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(field).toHaveValue(id);
});
