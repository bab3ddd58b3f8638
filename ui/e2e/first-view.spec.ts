import { type Browser, type BrowserContextOptions, type CDPSession } from "@playwright/test";
import { expect, test } from "./harness/test";

const MBIT = 1_000_000 / 8;
/** What else this machine has to do falls on one of them, or on another. */
const TRIES = 3;

type Slowdown = (session: CDPSession) => Promise<unknown>;

const slowProcessor: Slowdown = (session) => session.send("Emulation.setCPUThrottlingRate", { rate: 4 });

const slowLink: Slowdown = async (session) => {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6 * MBIT,
    uploadThroughput: 0.75 * MBIT,
  });
};

/**
 * How long it takes until that is there, drawn, and the page hears what is done to it, in
 * milliseconds: by the clock of the page, and with an empty cache each time. The least of a few.
 */
async function firstView(browser: Browser, options: BrowserContextOptions, slowDown: Slowdown, selector: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < TRIES; n++) {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      await slowDown(await context.newCDPSession(page));
      await page.addInitScript((selector) => {
        const look = new MutationObserver(() => {
          if (document.querySelector(selector)) {
            look.disconnect();
            // Drawn by the next frame, and then the first task that has its turn is one of ours.
            requestAnimationFrame(() => setTimeout(() => Object.assign(window, { usableAt: performance.now() })));
          }
        });
        look.observe(document, { subtree: true, childList: true });
      }, selector);
      await page.goto("./", { waitUntil: "commit" });
      const usableAt = await page.waitForFunction(() => (window as { usableAt?: number }).usableAt, undefined, { polling: 500 });
      times.push((await usableAt.jsonValue()) ?? NaN);
    } finally {
      await context.close();
    }
  }
  return Math.round(Math.min(...times));
}

test("a first view is there in time on a slow processor and over a slow link @full", async ({ open, page, browser, baseURL }) => {
  const nobody = { ...(baseURL === undefined ? {} : { baseURL }) };
  await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const somebody = { ...nobody, storageState: await page.context().storageState() };
  await page.close();
  const heading = "main h1";
  const field = "form input";
  const found = {
    "sign-in, processor": await firstView(browser, nobody, slowProcessor, field),
    "overview, processor": await firstView(browser, somebody, slowProcessor, heading),
    "sign-in, link": await firstView(browser, nobody, slowLink, field),
    "overview, link": await firstView(browser, somebody, slowLink, heading),
  };
  console.log(`first views in ms: ${JSON.stringify(found)}`);
  expect(found["sign-in, processor"]).toBeLessThanOrEqual(1_500);
  expect(found["overview, processor"]).toBeLessThanOrEqual(1_500);
  expect(found["sign-in, link"]).toBeLessThan(6_000);
  expect(found["overview, link"]).toBeLessThan(6_000);
});
