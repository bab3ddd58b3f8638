import { defineConfig } from "@playwright/test";
import { chromiumPath, fullSize } from "./harness/machine";
import { madeUpHost, type Place } from "./harness/places";

/** Where a flow runs: each as a project, so that a test is written once and runs at all of them. */
const everyBuild: readonly Place[] = ["direct", "proxied"];
const fullBuild: readonly Place[] = ["direct", "proxied", "nginx", "plain"];

/**
 * What is measured, and what takes the disk or the memory of the machine: at the end, one by one.
 * `@measured` are tests of every build that look at the time here. By themselves:
 * --project=alone --no-deps.
 */
const alone = {
  name: "alone",
  use: { place: "direct" as const },
  grep: /@full|@measured/,
  workers: 1,
  dependencies: [...fullBuild],
};

/** The pages of the documentation. */
const pictures = { name: "pictures", testMatch: "pictures.ts", use: { place: "direct" as const } };

export default defineConfig<{ place: Place }>({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "results",
  globalSetup: "./harness/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A test that passes the second time has failed.
  retries: 0,
  // Generous: what takes longer is a failure on the busiest machine, too.
  timeout: fullSize ? 20 * 60_000 : 300_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    // What moves is never at rest for a click or for a picture.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: chromiumPath(),
      chromiumSandbox: false,
      args: [
        "--disable-gpu",
        // It has no business with anybody but this machine.
        `--host-resolver-rules=MAP ${madeUpHost} 127.0.0.1,MAP * ~NOTFOUND,EXCLUDE 127.0.0.1`,
      ],
    },
  },
  projects: [
    ...(fullSize ? fullBuild : everyBuild).map((place) => ({
      name: place,
      use: { place },
      // What does not depend on how one gets here runs once.
      grepInvert: place === "direct" ? /@full/ : /@full|@once/,
    })),
    ...(fullSize ? [alone] : []),
    // Tests nothing: it draws what the documentation shows, when asked to.
    ...(process.env.E2E_PICTURES ? [pictures] : []),
  ],
});
