import { settled } from "./harness/look";
import { expect, test, type Page } from "./harness/test";

/** Script that tells on itself wherever it runs with the rights of the console. */
const script = (base: string) => `
  try { fetch("${base}api/session?ran", { credentials: "include" }); } catch {}
  try { new Image().src = "${base}icon.svg?ran"; } catch {}
  try { parent.postMessage("ran", "*"); } catch {}
  try { top.document.title = "ran"; } catch {}
  try { document.cookie = "ran=1"; } catch {}`;

function documents(base: string): readonly { key: string; type: string; body: string }[] {
  const html = `<!doctype html><body onload='${script(base)}'><script>${script(base)}</script><img src=x onerror='${script(base)}'>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload='${script(base)}'><script><![CDATA[${script(base)}]]></script></svg>`;
  const xml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script><![CDATA[${script(base)}]]></script></html>`;
  const js = `(function(){ ${script(base)} })()`;
  const pdf = pdfOf(`try { this.submitForm("${base}api/session?ran"); } catch (e) {} try { app.launchURL("${base}icon.svg?ran"); } catch (e) {}`);
  return [
    { key: "a.html", type: "text/html", body: html },
    { key: "as a picture.png", type: "image/png", body: html },
    { key: "as pdf.pdf", type: "application/pdf", body: html },
    { key: "without a type", type: "application/octet-stream", body: html },
    { key: "a.xhtml", type: "application/xhtml+xml", body: xml },
    { key: "a.xml", type: "text/xml", body: xml },
    { key: "a.svg", type: "image/svg+xml", body: svg },
    { key: "a.svg with parameters", type: "image/svg+xml; charset=utf-8", body: svg },
    { key: "a.js", type: "text/javascript", body: js },
    { key: "multipart", type: "multipart/x-mixed-replace; boundary=x", body: `--x\r\nContent-Type: text/html\r\n\r\n${html}\r\n--x--` },
    { key: "a.pdf", type: "application/pdf", body: pdf },
    { key: "<script>top.document.title='ran'</script>.html", type: "text/html", body: html },
  ];
}

/** The smallest PDF that runs a script as it opens. */
function pdfOf(code: string): string {
  return `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(${code.replace(/[()\\]/g, "\\$&")})>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
trailer<</Root 1 0 R>>
`;
}

/** Begins to note every sign of such a script. */
async function noteRuns(page: Page): Promise<() => Promise<string[]>> {
  const signs: string[] = [];
  page.context().on("request", (request) => {
    if (/[?&]ran$/.test(request.url())) {
      signs.push(request.url());
    }
  });
  page.context().on("dialog", (dialog) => {
    signs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.evaluate(() => {
    addEventListener("message", (event) => {
      if (event.data === "ran") {
        document.title = "ran";
      }
    });
  });
  return async () => {
    const title = await page.title();
    const cookies = await page.context().cookies();
    return [
      ...signs,
      ...(title === "ran" ? ["the title of the page"] : []),
      ...cookies.filter(({ name }) => name === "ran").map(() => "a cookie"),
    ];
  };
}

/** Waits until the page of an object shows it in the way that such an object is shown: most of them as their source. */
async function isShown(page: Page, key: string): Promise<void> {
  await settled(page);
  const panel = page.getByRole("tabpanel", { name: "Preview" });
  if (key.startsWith("a.svg")) {
    await expect(panel.getByRole("img", { name: key })).toHaveJSProperty("complete", true);
  } else if (key === "a.pdf") {
    const frame = await (await panel.locator("iframe").elementHandle()).contentFrame();
    await expect.poll(() => frame?.url()).toContain("/api/raw/");
    await frame?.waitForLoadState();
  } else if (key === "as a picture.png") {
    await expect(panel.getByText("This browser cannot show it.")).toBeVisible();
  } else {
    await expect(panel).toContainText("document.cookie");
  }
}

test("nothing that is stored runs, in whatever element a page of ours shows it @once", async ({ open, store, unique, baseURL, watch }) => {
  watch.expectBlocked();
  watch.expectStatus(403, 404);
  const base = baseURL ?? "";
  const bucket = await store.bucket(unique("stored"));
  const all = documents(base);
  for (const { key, type, body } of all) {
    await store.put(bucket, key, body, { "content-type": type });
  }
  const page = await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const runs = await noteRuns(page);
  for (const { key } of all) {
    for (const address of ["raw", "objects"]) {
      const url = `${base}api/${address}/${bucket}?${new URLSearchParams({ key }).toString()}`;
      await page.evaluate(async (url) => {
        const shown = ["iframe", "img", "object", "embed", "script"].map((name) => {
          const element = document.createElement(name);
          element.setAttribute(name === "object" ? "data" : "src", url);
          const done = new Promise((resolve) => {
            element.addEventListener("load", resolve);
            element.addEventListener("error", resolve);
            // What is downloaded tells nobody.
            setTimeout(resolve, 1_000);
          });
          document.body.append(element);
          return { element, done };
        });
        await Promise.all(shown.map(({ done }) => done));
        shown.forEach(({ element }) => element.remove());
      }, url);
      expect(await runs(), `${address} of ${key}`).toEqual([]);
    }
  }
});

test("nothing that is stored runs where its address is opened by itself", async ({ open, store, unique, baseURL, watch, context }) => {
  watch.expectBlocked();
  watch.expectStatus(403, 404);
  const base = baseURL ?? "";
  const bucket = await store.bucket(unique("stored"));
  const page = await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const runs = await noteRuns(page);
  for (const { key, type, body } of documents(base)) {
    await store.put(bucket, key, body, { "content-type": type });
    for (const address of ["raw", "objects"]) {
      const url = `${base}api/${address}/${bucket}?${new URLSearchParams({ key }).toString()}`;
      const opened = await context.newPage();
      // A download ends the navigation with an error, and is no page.
      await opened.goto(url, { waitUntil: "load" }).catch(() => undefined);
      expect(await opened.title(), `${address} of ${key}`).not.toBe("ran");
      expect(await runs(), `${address} of ${key}`).toEqual([]);
      await opened.close();
    }
  }
  // Whoever looked at all of it is still signed in.
  await page.reload();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("nothing that is stored runs on the page of its object, which shows it @once", async ({ open, store, unique, baseURL, watch }) => {
  // What is not what its type says cannot be shown as that.
  watch.expectStatus(403, 404, 415);
  const bucket = await store.bucket(unique("shown"));
  const page = await open();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const runs = await noteRuns(page);
  for (const { key, type, body } of documents(baseURL ?? "")) {
    await store.put(bucket, key, body, { "content-type": type });
    await page.evaluate((path) => {
      history.pushState({}, "", new URL(path, document.baseURI));
    }, `buckets/${bucket}/object?${new URLSearchParams({ key }).toString()}`);
    await expect(page.getByRole("tab", { name: "Preview" })).toBeVisible();
    // The page of the object before has such a link, too.
    const download = page.getByRole("link", { name: "Download" });
    await expect
      .poll(async () => new URL((await download.getAttribute("href")) ?? "", page.url()).searchParams.get("key"))
      .toBe(key);
    await isShown(page, key);
    expect(await runs(), key).toEqual([]);
  }
});
