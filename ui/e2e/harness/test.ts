import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { baseOf, type Place, type Ports } from "./places";
import { administrator } from "./server-process";
import { Store, type Credentials } from "./store";
import { Watch } from "./watch";

export { expect } from "@playwright/test";
export type { Page } from "@playwright/test";
export { administrator };

const ports = JSON.parse(process.env.E2E_PORTS ?? "{}") as Ports;
let made = 0;

interface Fixtures {
  /** How the browser reaches the console. */
  place: Place;
  ports: Ports;
  /** What is behind the console. */
  store: Store;
  /** Fails the test when the browser complains of anything. */
  watch: Watch;
  /** A name for a bucket or a user that no other test has: `unique("photos")`. */
  unique: (stem: string) => string;
  /** Signs the browser in, without the form. Who has signed in once stays so in all pages. */
  signIn: (who?: Credentials) => Promise<void>;
  /** Signs in where nobody is, and opens an address of the console: `open("buckets?q=a")`. */
  open: (address?: string, who?: Credentials) => Promise<Page>;
}

/** A test in the real browser, at the real server. */
export const test = base.extend<Fixtures>({
  place: ["direct", { option: true }],
  ports: async ({}, use) => use(ports),
  store: async ({}, use) => use(new Store(`http://127.0.0.1:${ports.admin}`)),
  baseURL: async ({ place }, use) => use(baseOf(place, ports)),
  watch: [
    async ({ baseURL, context }, use) => {
      const watch = new Watch(baseURL ?? "");
      await watch.attach(context);
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
  unique: async ({}, use, info) => {
    await use((stem) => `${stem}-${info.workerIndex}-${made++}`);
  },
  signIn: async ({ baseURL, context, store }, use) => {
    await use((who = administrator) => signInTo(context, baseURL ?? "", store, who));
  },
  open: async ({ context, page, signIn }, use) => {
    await use(async (address = "", who) => {
      if (who || (await context.cookies()).length === 0) {
        await signIn(who);
      }
      await page.goto(`./${address}`);
      return page;
    });
  },
});

/** Puts the cookie of a new session into a browser, as the form would have. */
export async function signInTo(
  context: BrowserContext,
  baseURL: string,
  store: Store,
  who: Credentials,
): Promise<void> {
  const { hostname, pathname } = new URL(baseURL);
  const cookie = await store.session(who);
  await context.addCookies([
    { ...cookie, domain: hostname, path: `${pathname}api`, httpOnly: true, sameSite: "Strict" },
  ]);
}

/** Fills in the form of the sign-in page, and sends it. */
export async function signInByForm(page: Page, { accessKey, secret }: Credentials): Promise<void> {
  await page.getByLabel("Access key").fill(accessKey);
  await page.getByLabel("Secret key").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}
