import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./harness/test";

/** A page of somebody else, at another port of the same host. */
async function serveAt(host: string, html: string): Promise<{ server: Server; url: string }> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(html);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://${host}:${(server.address() as AddressInfo).port}` };
}

test("a page at another port of the same host changes nothing and reads nothing", async ({ open, baseURL, store, unique, watch, context }) => {
  const page = await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const kept = await store.bucket(unique("kept"));
  const base = baseURL ?? "";
  const made = unique("made");
  const { server, url } = await serveAt(
    new URL(base).hostname,
    `<!doctype html><title>hostile</title>
     <form id="post" method="post" action="${base}api/logout" target="frame"></form>
     <iframe name="frame"></iframe>`,
  );
  try {
    watch.expectOrigin(url);
    watch.expectOffline();
    watch.expectStatus(401, 403, 405, 415);
    const hostile = await context.newPage();
    watch.expectBlocked();
    await hostile.goto(url);
    const outcomes = await hostile.evaluate(
      async ({ base, kept, made }) => {
        const attempts: [string, RequestInit][] = [
          ["api/stats", {}],
          ["api/session", {}],
          [`api/s3/${kept}`, { method: "DELETE" }],
          [`api/s3/${made}`, { method: "PUT" }],
          ["api/users", { method: "POST", body: '{"acl":[]}', headers: { "content-type": "text/plain" } }],
          ["api/users", { method: "POST", body: '{"acl":[]}', mode: "no-cors" }],
          ["api/logout", { method: "POST", mode: "no-cors" }],
          ["api/sessions", { method: "POST", mode: "no-cors" }],
        ];
        const readable: string[] = [];
        for (const [path, init] of attempts) {
          try {
            const answer = await fetch(base + path, { credentials: "include", ...init });
            if (answer.type !== "opaque") {
              readable.push(path);
            }
          } catch {
            // As it should be.
          }
        }
        return readable;
      },
      { base, kept, made },
    );
    expect(outcomes).toEqual([]);
    // A form needs nobody's permission to be sent.
    const sent = hostile.waitForResponse(/\/api\/logout$/);
    await hostile.evaluate(() => document.querySelector("form")?.submit());
    expect((await sent).status()).toBe(403);
    await hostile.close();
  } finally {
    server.close();
    server.closeAllConnections();
  }
  expect(await store.buckets(kept)).toEqual([kept]);
  expect(await store.buckets(made)).toEqual([]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("a page of anybody else cannot show the console in a frame", async ({ open, baseURL, watch }) => {
  const page = await open();
  const base = baseURL ?? "";
  const { server, url } = await serveAt(new URL(base).hostname, `<iframe src="${base}"></iframe>`);
  try {
    watch.expectOrigin(url);
    watch.expectBlocked();
    await page.goto(url);
    const frame = page.frames()[1];
    await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
