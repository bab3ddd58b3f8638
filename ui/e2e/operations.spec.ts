import { expect, test } from "./harness/test";

interface Standing {
  readonly override: { readonly rps: number } | null;
  readonly effective: { readonly enabled: boolean; readonly rps: number };
}

test("a limit is saved in place of the environment, told as such, put back, and all of it is in the audit log @once", async ({ open, store }) => {
  const standing = () => store.json<Standing>("GET", "/config/ratelimit");
  const page = await open("settings/limits");
  // Limiting itself stays off: others run here, too.
  await page.getByLabel("Requests per second").fill("4711");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved. It holds" })).toBeVisible();
  await expect(page.getByText("changed here")).toHaveCount(1);
  expect(await standing()).toMatchObject({ override: { rps: 4711 }, effective: { enabled: false, rps: 4711 } });
  await page.getByRole("tab", { name: "This server" }).click();
  await expect(page.getByRole("table", { name: "What was saved here" }).getByText("RATE_LIMIT_RPS")).toBeVisible();
  await page.getByRole("tab", { name: "Limits" }).click();
  await page.getByRole("button", { name: "Reset to the environment" }).click();
  await expect(page.getByText("changed here")).toHaveCount(0);
  expect((await standing()).override).toBeNull();

  await page.goto("./audit?action=config.rate-limit");
  const row = page.getByRole("row").filter({ hasText: "config.rate-limit" });
  await row.first().getByRole("button", { name: /^Details of/ }).click();
  await expect(page.getByRole("dialog").getByText(/4711/).first()).toBeVisible();
});

test("a request at the address of S3 shows as it ends, what the console asks for does not unless it is wanted, and is explained @once", async ({ open, store, unique, ports }) => {
  const bucket = await store.bucket(unique("watched"));
  const page = await open(`logs?show=tail&bucket=${bucket}`);
  await expect(page.getByText("Live", { exact: true }).last()).toBeVisible();
  const tail = page.getByRole("region", { name: "Requests as they end" });
  await expect(tail.getByText("Waiting for requests")).toBeVisible();
  const unsigned = () => fetch(`http://127.0.0.1:${ports.s3}/${bucket}/secret`);
  await store.put(bucket, "by-the-console");
  const answer = await unsigned();
  expect(answer.status).toBe(403);
  await expect(tail.getByRole("link", { name: "GetObject" })).toHaveCount(1);
  await expect(tail.getByRole("link", { name: "PutObject" })).toHaveCount(0);

  await page.getByRole("combobox", { name: "Port" }).or(page.getByRole("textbox", { name: "Port" })).click();
  await page.getByRole("option", { name: "Both" }).click();
  await expect(page).toHaveURL(/port=any/);
  await expect(tail.getByText("Waiting for requests")).toBeVisible();
  await expect(page.getByText("Live", { exact: true }).last()).toBeVisible();
  await expect(async () => {
    await store.put(bucket, "by-the-console");
    await unsigned();
    await expect(tail.getByRole("link", { name: "PutObject" }).first()).toBeVisible({ timeout: 2_000 });
    await expect(tail.getByRole("link", { name: "GetObject" }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await tail.getByRole("link", { name: "GetObject" }).last().click();
  await expect(page.getByRole("heading", { name: "Why it was refused" })).toBeVisible();
  await expect(page.getByText("s3:GetObject").first()).toBeVisible();
});

test("a job is listed, and its page tells what it did and what it could not do @once", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("worked-on"));
  for (const name of ["one", "two"]) {
    await store.put(bucket, `from/${name}`);
  }
  await store.put(bucket, "to/two", "stays");
  await store.job({ kind: "copy-prefix", bucket, prefix: "from/", toPrefix: "to/", overwrite: false });
  const page = await open("jobs");
  await page.getByRole("link").filter({ hasText: bucket }).click();
  // Until its page is there, the list is, which may say the same of other jobs.
  await expect(page.getByRole("heading").filter({ hasText: bucket })).toBeVisible();
  await expect(page.getByText("Done, with failures")).toBeVisible();
  await expect(page.getByText(/1 (of 2|done), 1 failed/).first()).toBeVisible();
  await expect(page.getByText("from/two").first()).toBeVisible();
  expect(await store.text(bucket, "to/one")).toBe("the object from/one");
  expect(await store.text(bucket, "to/two")).toBe("stays");
});

test("each part of a bucket says that it was saved @once", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("saved"));
  const page = await open(`buckets/${bucket}/tags`);
  const save = async () => {
    await page.getByRole("button", { name: "Review and save" }).click();
    const review = page.getByRole("dialog", { name: /^Review/ });
    await review.getByRole("button", { name: "Save" }).click();
    await expect(review).toBeHidden();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  };
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByPlaceholder("Name", { exact: true }).fill("team");
  await save();
  expect(await store.json("GET", `/s3/${bucket}`, { query: { tagging: true } })).toEqual({ tagSet: [{ key: "team", value: "" }] });
  await page.goto(`./buckets/${bucket}/quota`);
  await page.getByLabel("Objects and versions").fill("100");
  await save();
  expect(await store.json("GET", `/s3/${bucket}`, { query: { quota: true } })).toMatchObject({ objects: 100 });
  await page.goto(`./buckets/${bucket}/access`);
  await page.getByLabel("Block all public access").check({ force: true });
  await save();
  expect(await store.json("GET", `/s3/${bucket}`, { query: { publicAccessBlock: true } })).toMatchObject({ ignorePublicAcls: true });
});
