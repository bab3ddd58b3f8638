import { expect, signInByForm, test } from "./harness/test";

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly { readonly accessKeyID: string; readonly lastUsedAt?: string }[];
  readonly acl: readonly { readonly buckets: readonly string[]; readonly actions: readonly string[] }[];
}

test("a user who may only read one bucket is made, signs in, and is told why a write was refused @once", async ({ open, store, unique, watch, browser, baseURL }) => {
  watch.expectStatus(400);
  watch.expectStatus(403);
  const bucket = await store.bucket(unique("only-this"));
  const other = await store.bucket(unique("not-this"));
  await store.put(bucket, "hello.txt", "hello");
  const name = unique("ann");
  const page = await open("users");
  await page.getByRole("button", { name: "Create user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create user" });
  await dialog.getByLabel("Name", { exact: true }).fill(`${name} smith`);
  await dialog.getByLabel(/^Only read/).check();
  await dialog.getByRole("combobox", { name: "In which buckets" }).or(dialog.getByRole("textbox", { name: "In which buckets" })).fill(bucket);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Create user" }).click();
  // However long the form is, what is wrong is seen.
  await expect(dialog.getByText(/1 to 64 letters/)).toBeInViewport();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Create user" }).click();

  // The secret shows this once, and nothing but its button takes it away.
  const issued = page.getByRole("dialog", { name: "Save the secret key now" });
  await expect(issued.locator("code")).toHaveCount(2);
  const [accessKey = "", secret = ""] = await issued.locator("code").allInnerTexts();
  await page.keyboard.press("Escape");
  await expect(issued).toBeVisible();
  await issued.getByRole("button", { name: "I have saved it" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  const made = await store.json<Listed>("GET", `/users/${accessKey}`);
  expect(made.name).toBe(name);
  const actions = made.acl.flatMap(({ actions }) => actions);
  expect(actions).toContain("s3:GetObject");
  expect(actions.filter((action) => !/^s3:(Get|List)\w+$/.test(action))).toEqual([]);

  const theirs = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  try {
    await watch.attach(theirs);
    const seen = await theirs.newPage();
    await seen.goto("./");
    await signInByForm(seen, { accessKey, secret });
    await expect(seen.getByRole("link", { name: bucket })).toBeVisible();
    await expect(seen.getByText(other)).toHaveCount(0);
    await seen.goto(`./buckets/${bucket}/objects`);
    await seen.getByRole("button", { name: "New folder" }).first().click();
    const folder = seen.getByRole("dialog");
    await folder.getByRole("textbox").fill("mine");
    await folder.getByRole("button", { name: "Create", exact: true }).click();
    await expect(folder.getByText("AccessDenied")).toBeVisible();
    const text = await folder.getByText("Request ID").innerText();
    const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? "";
    expect(await store.keys(bucket)).toEqual(["hello.txt"]);

    // Whoever runs the store reads by that id what it would have taken.
    await page.goto(`./logs/${id}`);
    await expect(page.getByRole("heading", { name: "Why it was refused" })).toBeVisible();
    await expect(page.getByText("s3:PutObject").first()).toBeVisible();
    await page.getByRole("link", { name: "Would it pass now?" }).click();
    await expect(page.getByText("Refused", { exact: true })).toBeVisible();
  } finally {
    await theirs.close();
  }
  // What is done here is a use of the key.
  const { keys } = await store.json<Listed>("GET", `/users/${accessKey}`);
  expect(keys[0]?.lastUsedAt).toBeDefined();
});

test("rules that are not saved are not lost without a question @once", async ({ open, store, unique }) => {
  const who = await store.user(unique("ruled"), [{ effect: "Allow", buckets: ["a-bucket"], actions: ["s3:GetObject"] }]);
  const page = await open(`users/${who.accessKey}?tab=rules`);
  await page.getByText("JSON", { exact: true }).click();
  const area = page.getByRole("textbox", { name: "JSON" });
  await area.fill('[{"effect":"Allow","buckets":["a-bucket"],"actions":["s3:GetObject","s3:ListBucket"]}]');
  await page.getByRole("tab", { name: "Keys" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Go on editing" }).click();
  await expect(area).toHaveValue(/ListBucket/);
  await page.getByRole("button", { name: "Review and save…" }).click();
  await page.getByRole("dialog", { name: "Save these rules?" }).getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  const { acl } = await store.json<Listed>("GET", `/users/${who.accessKey}`);
  expect(acl[0]?.actions).toEqual(["s3:GetObject", "s3:ListBucket"]);
  // What is saved may be left.
  await page.getByRole("tab", { name: "Keys" }).click();
  await expect(page.getByRole("tab", { name: "Keys", selected: true })).toBeVisible();
  await expect(question).toBeHidden();
});

test("whoever may do little sees every page without one request that is refused @once", async ({ open, store, unique }) => {
  const bucket = await store.bucket(unique("little"));
  await store.put(bucket, "a/hello.txt", "hello");
  const who = await store.user(unique("little"), [
    { effect: "Allow", buckets: [bucket], actions: ["s3:ListBucket", "s3:GetObject"] },
  ]);
  const page = await open("", who);
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) {
      refused.push(`${response.status()} ${response.url()}`);
    }
  });
  const visit = async (address: string, shown: string | RegExp) => {
    await page.goto(`./${address}`);
    await expect(page.locator("main").getByText(shown).first()).toBeVisible();
    await page.waitForLoadState("networkidle");
  };
  await visit("", "Your access key may not list them");
  await visit("buckets", /s3:ListAllMyBuckets/);
  await visit(`buckets/${bucket}/objects`, "a/");
  await visit(`buckets/${bucket}/objects?show=deleted`, /s3:ListBucketVersions/);
  await visit(`buckets/${bucket}/object?key=a%2Fhello.txt`, "hello");
  await visit(`buckets/${bucket}/object?key=a%2Fhello.txt&tab=details`, "text/plain");
  await visit(`buckets/${bucket}/object?key=a%2Fhello.txt&tab=versions`, /s3:ListBucketVersions/);
  await visit(`buckets/${bucket}/object?key=a%2Fhello.txt&tab=tags`, /s3:GetObjectTagging/);
  await visit(`buckets/${bucket}/object?key=a%2Fhello.txt&tab=share`, /link/i);
  for (const [tab, action] of [
    ["access", /s3:GetBucketPolicy/],
    ["cors", /s3:GetBucketCORS/],
    ["versioning", /s3:GetBucketVersioning/],
    ["quota", /admin:GetBucketQuota/],
    ["tags", /s3:GetBucketTagging/],
    ["uploads", /s3:ListBucketMultipartUploads/],
  ] as const) {
    await visit(`buckets/${bucket}/${tab}`, action);
  }
  await visit("connect", /aws/i);
  await visit("own", "Second factor");
  await visit("jobs", "No jobs");
  for (const [name, action] of [
    ["users", /admin:ListUsers/],
    ["logs", /admin:ListPastRequests/],
    ["audit", /admin:ReadAudit/],
    ["settings/limits", /admin:GetSettings/],
  ] as const) {
    await visit(name, action);
  }
  expect(refused).toEqual([]);
});
