import { createHmac } from "node:crypto";
import { expect, signInByForm, test } from "./harness/test";

const STEP_MS = 30_000;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code that an app shows at a time (RFC 6238). */
function codeAt(secret: string, timeMs: number): string {
  let bits = "";
  for (const letter of secret.replaceAll(/[\s=]/g, "")) {
    bits += ALPHABET.indexOf(letter).toString(2).padStart(5, "0");
  }
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(timeMs / STEP_MS)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("an own key is made, works, and is taken away; another session of one's own is ended @once", async ({ open, store, unique }) => {
  const who = await store.user(unique("own"), [{ effect: "Allow", buckets: ["*"], actions: ["s3:ListAllMyBuckets"] }]);
  const page = await open("own", who);
  await page.getByRole("button", { name: "Create access key" }).click();
  await page.getByRole("dialog", { name: "Create access key" }).getByRole("button", { name: "Create access key" }).click();
  const issued = page.getByRole("dialog", { name: "Save the secret key now" });
  await expect(issued.locator("code")).toHaveCount(2);
  const [accessKey = "", secret = ""] = await issued.locator("code").allInnerTexts();
  await issued.getByRole("button", { name: "I have saved it" }).click();
  const elsewhere = await store.session({ accessKey, secret });
  const cookie = { anonymous: true, headers: { cookie: `${elsewhere.name}=${elsewhere.value}` } };
  expect((await store.attempt("GET", "/whoami", cookie)).status).toBe(200);

  await page.reload();
  await page.getByRole("button", { name: /^End the session from/ }).click();
  await expect(page.getByRole("button", { name: /^End the session from/ })).toHaveCount(0);
  expect((await store.attempt("GET", "/whoami", cookie)).status).toBe(401);

  await page.getByRole("button", { name: `Actions for ${accessKey}` }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("dialog", { name: "Remove the key?" }).getByRole("button", { name: "Remove key" }).click();
  await expect(page.getByRole("button", { name: `Actions for ${accessKey}` })).toHaveCount(0);
  const { keys } = await store.json<{ keys: { accessKeyID: string }[] }>("GET", `/users/${who.accessKey}`);
  expect(keys.map((key) => key.accessKeyID)).toEqual([who.accessKey]);
});

test("a second factor is turned on, and signing in takes its code @once", async ({ open, store, unique, watch, browser, baseURL }) => {
  watch.expectStatus(401);
  const who = await store.user(unique("careful"), [{ effect: "Allow", buckets: ["*"], actions: ["s3:ListAllMyBuckets"] }]);
  const page = await open("own", who);
  await page.getByRole("button", { name: "Turn on…" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn on the second factor" });
  await expect(dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = await dialog.locator("code").innerText();
  const now = Date.now();
  await dialog.getByRole("textbox", { name: "Code" }).fill(codeAt(secret, now));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("dialog", { name: "Save these recovery codes" });
  await expect(codes.locator("code")).toHaveCount(10);
  await codes.getByRole("button", { name: "I have saved them" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  try {
    await watch.attach(context);
    const again = await context.newPage();
    await again.goto("./");
    await signInByForm(again, who);
    // Each code works once: the one after it is taken, too.
    await again.getByRole("textbox", { name: /code/i }).fill(codeAt(secret, now + STEP_MS));
    await again.getByRole("button", { name: "Sign in" }).click();
    await expect(again.getByRole("heading", { name: "Overview" })).toBeVisible();
  } finally {
    await context.close();
  }
});
