import { administrator, expect, test, type Page } from "./harness/test";

/** Goes on by Tab until that has the focus. */
async function tabTo(page: Page, name: string | RegExp, role: "button" | "link" | "textbox" | "radio" | "checkbox"): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${String(name)} cannot be reached by Tab`);
}

test("from signing in to signing out everything goes by keyboard alone @once", async ({ page, unique, store }) => {
  const name = unique("by-keyboard");
  await page.goto("./");
  await expect(page.getByLabel("Access key")).toBeFocused();
  await page.keyboard.type(administrator.accessKey);
  await page.keyboard.press("Tab");
  await page.keyboard.type(administrator.secret);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  // The first stop of a page leads past its menu.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");

  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByPlaceholder(/Page, bucket/)).toBeFocused();
  await page.keyboard.type("Buckets");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Buckets", level: 1 })).toBeVisible();
  await tabTo(page, "Create bucket", "button");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create bucket" });
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await tabTo(page, "Versioning", "link");
  await page.keyboard.press("Enter");
  await tabTo(page, "Off", "radio");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "Review and save", "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Review/ })).toBeVisible();
  await tabTo(page, "Save", "button");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await store.json("GET", `/s3/${name}`, { query: { versioning: true } })).toEqual({ status: "Enabled" });

  await tabTo(page, /^Account/, "button");
  await page.keyboard.press("Enter");
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  await expect(signOut).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(signOut).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Access key")).toBeFocused();
});

test("the focus is seen wherever it is, and goes back to what opened a dialog @once", async ({ open, store, unique }) => {
  await store.bucket(unique("by-focus"));
  const page = await open("buckets");
  const opener = page.getByRole("button", { name: "Create bucket" }).first();
  // Until the list is there, what follows the button is not what precedes it on the way back.
  await expect(page.getByRole("searchbox", { name: "Find a bucket by its name" })).toBeVisible();
  await opener.focus();
  await page.keyboard.press("Tab");
  await expect(opener).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(opener).toBeFocused();
  const outline = await opener.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).not.toBe("none");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toBeFocused();
});
