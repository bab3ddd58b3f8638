// A browser without a window, and an origin that its pages come from: another port than the server's,
// so another origin.

import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  // It has no business with anybody but this machine.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** How long the browser may take to tell of a preflight it has sent. */
const PREFLIGHT_WAIT_MS = 10_000;

/** Where that program is: what drives the browser wants its whole path. */
function pathOf(program) {
  const paths = process.env.PATH.split(delimiter).map((folder) => join(folder, program));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Calls `check` with a page of a new browser, the origin that it came from, a function that has the
 * origin serve some HTML at a path, and a function that waits for a preflight and answers with the
 * URLs of those that the browser has sent since it was last called.
 */
export async function withPage(check) {
  const pages = new Map([["/", "<!doctype html><title>a page</title>"]]);
  const site = createServer((request, response) => {
    const html = pages.get(new URL(request.url, "http://site").pathname);
    response.writeHead(html === undefined ? 404 : 200, { "Content-Type": "text/html" });
    response.end(html);
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${site.address().port}`;
  const profile = await mkdtemp(join(tmpdir(), "browser-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: pathOf("chromium"),
    args: FLAGS,
    // The sandbox refuses to work for root.
    chromiumSandbox: false,
  });
  try {
    const page = await browser.newPage();
    const preflights = [];
    const network = await browser.newCDPSession(page);
    network.on("Network.requestWillBeSent", (event) => {
      if (event.request.method === "OPTIONS") {
        preflights.push(event.request.url);
      }
    });
    await network.send("Network.enable");
    await page.goto(`${origin}/`);
    const takePreflights = async () => {
      // What the browser tells of its network has no order with what a script of the page sees.
      const deadline = Date.now() + PREFLIGHT_WAIT_MS;
      while (preflights.length === 0 && Date.now() < deadline) {
        await sleep(10);
      }
      return preflights.splice(0);
    };
    await check({ page, origin, serve: (path, html) => pages.set(path, html), takePreflights });
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
    site.close();
    site.closeAllConnections();
  }
}

/** A form in plain HTML that sends these fields and a file. */
export function formOf(url, fields) {
  const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${quoted(name)}" value="${quoted(value)}">`,
  );
  return `<!doctype html><meta charset="utf-8"><title>a form</title>
    <form action="${quoted(url)}" method="post" enctype="multipart/form-data">
      ${inputs.join("\n")}
      <input type="file" name="file"><input type="submit" value="Send">
    </form>`;
}
