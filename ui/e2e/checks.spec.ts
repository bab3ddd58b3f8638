import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible, expectNoSidewaysScroll, picture, settled } from "./harness/look";
import { freePorts } from "./harness/machine";
import { baseOf } from "./harness/places";
import { ServerProcess } from "./harness/server-process";
import { Store } from "./harness/store";
import { expect, test as base, type Page } from "./harness/test";

/** A test at a server of its own, which it may stop and whose files it may damage. */
const test = base.extend<{ server: ServerProcess }>({
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "console-checks-"));
    const [s3 = 0, admin = 0] = await freePorts(2);
    const server = new ServerProcess(join(folder, "server"), { s3, admin }, { LOG_FORMAT: "text", LOG_LEVEL: "warn" });
    try {
      await server.start();
      await use(server);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  ports: async ({ server }, use) => use({ ...server.ports, proxy: 0, s3Proxy: 0 }),
  store: async ({ server }, use) => use(new Store(server.api)),
  baseURL: async ({ server }, use) => use(baseOf("direct", { ...server.ports, proxy: 0 })),
});

/** The largest file below a folder. */
function largest(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
  const [first = ""] = files.sort((one, other) => statSync(other).size - statSync(one).size);
  return first;
}

function flip(file: string): void {
  const bytes = readFileSync(file);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** The page with something on it, in both colours and on a phone; all others are looked at by look.spec.ts. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${name}, ${colorScheme}`);
    await picture(page, `${name}-${colorScheme}`);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await settled(page);
  await expectNoSidewaysScroll(page, `${name} at 390 px`);
  await picture(page, `${name}-390`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("damage is found by a check that is started here, and what a repair moved away is deleted for good @once", async ({ open, store, server, watch }) => {
  watch.expectOffline();
  await store.bucket("photos");
  await store.put("photos", "2026/harbour", "x".repeat(300_000));
  await store.put("photos", "2026/sound", "y".repeat(200_000));
  await server.stop();
  flip(largest(join(server.data, "blobs")));
  await server.start();

  const page = await open("checks");
  await expect(page.getByText("No check since the server started")).toBeVisible();
  await page.getByRole("button", { name: "Start a check…" }).click();
  await page.getByRole("radio", { name: /^Deep/ }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const findings = page.getByRole("table", { name: "Findings" });
  await expect(findings.getByRole("link", { name: /2026\/harbour/ })).toBeVisible();
  await expect(page.getByText("1 found")).toBeVisible();
  await expect(findings.getByText("damaged-bytes")).toBeVisible();
  await expect(page.getByText("Nothing is in quarantine.")).toBeVisible();
  await look(page, "checks-findings");

  await server.stop();
  expect(await server.run("check", "--deep", "--repair")).toBe(0);
  await server.start();
  await page.reload();
  const quarantine = page.getByRole("table", { name: "Quarantine" });
  await expect(quarantine.getByText("photos/2026/harbour")).toBeVisible();
  await look(page, "checks-quarantine");
  await page.getByRole("button", { name: "Delete photos/2026/harbour from the quarantine" }).click();
  const confirm = page.getByRole("button", { name: "Delete for good" });
  await expect(confirm).toBeDisabled();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await confirm.click();
  await expect(page.getByText("Nothing is in quarantine.")).toBeVisible();
  expect(await store.text("photos", "2026/harbour")).toBeUndefined();
  expect((await store.text("photos", "2026/sound"))?.length).toBe(200_000);

  await page.getByRole("button", { name: "Start a check…" }).click();
  await page.getByRole("radio", { name: /^Deep/ }).check();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing is wrong")).toBeVisible();
  await page.goto("./audit?action=quarantine");
  await expect(page.getByRole("row").filter({ hasText: "quarantine.delete" })).toHaveCount(1);
});
