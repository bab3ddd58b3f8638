import { expect, test } from "./harness/test";

const scheme = "data-mantine-color-scheme";

test("the palette opens by keyboard and leads to a page", async ({ open }) => {
  const page = await open("?range=7d");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByPlaceholder(/Page, bucket/)).toBeFocused();
  await page.keyboard.type("overview");
  await expect(page.getByRole("option").or(page.getByRole("button", { name: "Overview" })).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/range/);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("colours that were chosen are there before the first paint of the next page", async ({ open, context }) => {
  const page = await open();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute(scheme, "dark");
  await context.addInitScript(() => {
    const seen: (string | null)[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      if (document.readyState !== "loading" || document.querySelector("body")) {
        seen.push(document.documentElement.getAttribute("data-mantine-color-scheme"));
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect([...new Set(seen)]).toEqual(["dark"]);
});

test("colours follow the system while nobody chose", async ({ open }) => {
  const page = await open();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute(scheme, "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).toHaveAttribute(scheme, "light");
});

test("an address that leads nowhere says so, and leads home", async ({ open, baseURL }) => {
  const page = await open("no/such/page?key=a%2F..%2Fb");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await page.getByRole("link", { name: "To the overview" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect(page.url()).toBe(baseURL);
});
