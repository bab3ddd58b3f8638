import { administrator, expect, signInByForm, test } from "./harness/test";

test("who is not signed in signs in, and is then where the address said", async ({ page }) => {
  await page.goto("./?range=7d");
  await signInByForm(page, administrator);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("range")).toBe("7d");
});

test("a wrong secret is told in place, and the next try signs in", async ({ page, watch, context }) => {
  watch.expectStatus(401);
  await context.setExtraHTTPHeaders({ "x-forwarded-for": "192.0.2.10" });
  await page.goto("./");
  await signInByForm(page, { ...administrator, secret: "wrong" });
  await expect(page.getByRole("alert")).toContainText("is wrong");
  await page.getByLabel("Secret key").fill(administrator.secret);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("too many failures lock this address out with a countdown, and no other", async ({ page, watch, context, open }, info) => {
  watch.expectStatus(401, 429);
  const source = info.project.name === "direct" ? "192.0.2.20" : "192.0.2.21";
  await context.setExtraHTTPHeaders({ "x-forwarded-for": source });
  await page.goto("./");
  for (let failures = 0; failures < 10; failures++) {
    await page.getByLabel("Access key").fill(`nobody-${failures}`);
    await page.getByLabel("Secret key").fill("wrong");
    // The answer before may have come without the page having taken it in.
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    const answer = page.waitForResponse(/\/api\/login$/);
    await page.keyboard.press("Enter");
    await answer;
  }
  await expect(page.getByRole("timer")).toContainText("Try again in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  await context.setExtraHTTPHeaders({});
  await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("a session that ends is begun anew over the page, which stays as it is", async ({ context, open, watch }) => {
  watch.expectStatus(401);
  const page = await open("?range=24h");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await context.clearCookies();
  // The page asks for itself now and then, and finds out.
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible({ timeout: 120_000 });
  await expect(page.getByLabel("Access key")).toHaveValue(administrator.accessKey);
  await page.getByLabel("Secret key").fill(administrator.secret);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("range")).toBe("24h");
});

test("signing out ends the session on the server: its cookie is worth nothing afterwards", async ({ context, open, store }) => {
  const page = await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const [cookie] = await context.cookies();
  const call = { anonymous: true, headers: { cookie: `${cookie?.name ?? ""}=${cookie?.value ?? ""}` } };
  expect((await store.attempt("GET", "/stats", call)).status).toBe(200);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByLabel("Access key")).toBeVisible();
  expect((await store.attempt("GET", "/stats", call)).status).toBe(401);
});

test("no credential is within reach of script, in storage or in an address", async ({ context, page }) => {
  const addresses: string[] = [];
  context.on("request", (request) => addresses.push(request.url()));
  await page.goto("./");
  await signInByForm(page, administrator);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
    { httpOnly: true, sameSite: "Strict" },
  ]);
  const kept = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
  expect(kept.cookies).toBe("");
  const text = JSON.stringify([kept, addresses]);
  for (const secret of [administrator.secret, cookies[0]?.value ?? ""]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
  }
});
