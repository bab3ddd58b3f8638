import { closeSync, mkdirSync, openSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page, Request } from "@playwright/test";
import type { Store } from "./store";

export const MIB = 1 << 20;

/** A file whose parts all differ, written once; sparse but for the beginnings of its MiB. */
export function bigFile(folder: string, name: string, sizeMib: number): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const file = openSync(path, "w");
  for (let mib = 0; mib < sizeMib; mib++) {
    writeSync(file, `mebibyte ${mib} of ${name}`, mib * MIB);
  }
  closeSync(file);
  truncateSync(path, sizeMib * MIB);
  return path;
}

/** The numbers of the parts that a page sends, in order, as they are answered. */
export function partsOf(page: Page): number[] {
  const sent: number[] = [];
  page.on("requestfinished", (request: Request) => {
    const number = new URL(request.url()).searchParams.get("partNumber");
    if (request.method() === "PUT" && number !== null) {
      sent.push(Number(number));
    }
  });
  return sent;
}

/** The bar and the panel of uploads. */
export const dock = (page: Page) => page.getByRole("region", { name: "Uploads" });
/** What the page of a bucket takes files by. */
export const filesInput = (page: Page) => page.getByLabel("Files to upload");
/** The lines of uploads in a state. */
export const row = (page: Page, state: string): Locator => dock(page).locator(`li[data-state=${state}]`);

/** Opens the panel. */
export async function showRows(page: Page): Promise<void> {
  const show = dock(page).getByRole("button", { name: "Show uploads" });
  if (await show.isVisible()) {
    await show.click();
  }
}

/** So many bytes in a second leave the browser, and no more. */
export async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", {
    offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond,
  });
}

/** The keys that something is being uploaded to in parts. */
export async function uploadsOf(store: Store, bucket: string): Promise<string[]> {
  const { uploads } = await store.json<{ uploads: { key: string }[] }>("GET", `/s3/${bucket}`, { query: { uploads: true } });
  return uploads.map(({ key }) => key);
}

/** The parts that the server has of what is being uploaded to a key. */
export async function heldParts(store: Store, bucket: string, key: string): Promise<number[]> {
  const { uploads } = await store.json<{ uploads: { uploadId: string }[] }>("GET", `/s3/${bucket}`, {
    query: { uploads: true },
  });
  const query = { key, uploadId: uploads[0]?.uploadId ?? "" };
  const { parts } = await store.json<{ parts: { partNumber: number }[] }>("GET", `/objects/${bucket}`, { query });
  return parts.map(({ partNumber }) => partNumber);
}

/** Starts to note work of the page, scripts or drawing, that keeps it from listening for over 200 ms. */
export async function noteLongWork(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const found: string[] = [];
    Object.assign(window, { longWork: found });
    interface Frame extends PerformanceEntry {
      readonly renderStart: number;
      readonly scripts: readonly { invoker: string; duration: number }[];
    }
    new PerformanceObserver((list) => {
      for (const frame of list.getEntries() as Frame[]) {
        const drawing = frame.renderStart === 0 ? 0 : frame.startTime + frame.duration - frame.renderStart;
        for (const { invoker, duration } of [...frame.scripts, { invoker: "drawing", duration: drawing }]) {
          if (duration > 200) {
            found.push(`${invoker}: ${duration} ms`);
          }
        }
      }
    }).observe({ type: "long-animation-frame" });
  });
  return () => page.evaluate(() => (window as unknown as { longWork: string[] }).longWork);
}

/** How large an object is. */
export async function sizeOf(store: Store, bucket: string, key: string): Promise<number> {
  const query = { key, info: true } as const;
  return (await store.json<{ size: number }>("GET", `/objects/${bucket}`, { query })).size;
}
