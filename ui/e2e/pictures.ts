import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { settled } from "./harness/look";
import { root } from "./harness/machine";
import { pages } from "./harness/pages";
import { exampleStore } from "./harness/example-store";
import { test } from "./harness/test";

/** Where the documentation has them. */
const FOLDER = join(root, "docs/pictures");

const LARGE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };

/** Of a picture of a screen, so much is kept: enough to see, and to read if one must. */
const SCALE = 0.5;
const QUALITY = 60;
const GAP = 8;

/** One test, so that one session draws all of them: a new one each would fill the audit. */
test("every page: light, dark and on a phone", async ({ page, open, browser, store }) => {
  test.setTimeout(30 * 60_000);
  mkdirSync(FOLDER, { recursive: true });
  const example = await exampleStore(store);
  for (const shown of pages) {
    const address = await shown.address(example);
    if (shown.isOutside) {
      await page.goto(`./${address}`);
    } else {
      await open(address);
    }
    await shown.ready(page);
    const screens: Buffer[] = [];
    for (const [colorScheme, viewport] of [
      ["light", LARGE],
      ["dark", LARGE],
      ["light", PHONE],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await settled(page);
      screens.push(await page.screenshot({ animations: "disabled" }));
    }
    writeFileSync(join(FOLDER, `${shown.name}.webp`), await sheet(browser, screens));
  }
});

/** Screens side by side, in a format that browsers make smaller than a PNG. */
async function sheet(browser: Browser, screens: readonly Buffer[]): Promise<Buffer> {
  const widths = [LARGE.width, LARGE.width, PHONE.width].map((width) => width * SCALE);
  const width = widths.reduce((all, one) => all + one) + GAP * 4;
  const height = LARGE.height * SCALE + GAP * 2;
  const page = await browser.newPage({ viewport: { width: Math.ceil(width), height }, deviceScaleFactor: 1 });
  const images = screens.map(
    (screen, n) => `<img width="${widths[n] ?? 0}" src="data:image/png;base64,${screen.toString("base64")}">`,
  );
  await page.setContent(
    `<style>body{margin:0;padding:${GAP}px;display:flex;gap:${GAP}px;background:#868e96}</style>${images.join("")}`,
  );
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const debuggerSession = await page.context().newCDPSession(page);
  const { data } = await debuggerSession.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await page.close();
  return Buffer.from(data, "base64");
}
