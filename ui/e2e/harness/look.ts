import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = new Set(["serious", "critical"]);

/** Fails where axe finds anything serious. It comes in by the debugger: the policy blocks scripts. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await atRest(page);
  await page.evaluate(axeSource);
  const results = await page.evaluate(
    () => (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  const found = results.violations
    .filter(({ impact }) => GRAVE.has(impact ?? ""))
    .map(({ id, impact, nodes }) => `${impact ?? ""} ${id}: ${nodes.map((n) => n.target.join(" ")).slice(0, 5).join(", ")}`);
  expect(found, `what axe finds on ${what}`).toEqual([]);
}

/** Fails where a page has to be scrolled sideways, and names what sticks out. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  await atRest(page);
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) {
      return [];
    }
    const found = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`)
      .slice(0, 10);
    // It may be nothing that has a box of its own.
    return [`${document.documentElement.scrollWidth - width} px`, ...found];
  });
  expect(outside, `what sticks out of ${what}`).toEqual([]);
}

/** Waits until a page shows what it has: nothing of it is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("#root")).not.toBeEmpty();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Waits until colours and places that change by and by have changed. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const passing = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
    // One that is taken back is over, too.
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
}

/** Keeps a picture in the folder that E2E_SHOTS names, if it names one. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.E2E_SHOTS;
  if (folder) {
    await atRest(page);
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
}
