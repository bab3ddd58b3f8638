// What pages of another origin may do with the server, in a real browser, as the bucket's CORS
// configuration has it. Run with the name of one check.

import assert from "node:assert/strict";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCorsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { formOf, withPage } from "./browser.mjs";
import { bytesOf, newClient, runNamed } from "./clients.mjs";

const PART_BYTES = 5 * 1024 * 1024;
const client = newClient();

async function newBucket(name) {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

/** Lets pages of that origin do what the rule says, or anything and see the ETag. */
async function allow(Bucket, origin, rule = {}) {
  const CORSRule = {
    AllowedOrigins: [origin],
    AllowedMethods: ["GET", "PUT", "POST"],
    AllowedHeaders: ["*"],
    ExposeHeaders: ["ETag"],
    ...rule,
  };
  const CORSConfiguration = { CORSRules: [CORSRule] };
  await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
}

async function read(Bucket, Key) {
  const got = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { type: got.ContentType, eTag: got.ETag, body: await got.Body.transformToString() };
}

async function assertAbsent(Bucket, Key) {
  await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key })), { name: "NotFound" });
}

function form(Bucket, Fields = {}) {
  const Key = "forms/${filename}";
  return createPresignedPost(client, { Bucket, Key, Fields, Expires: 300 });
}

function signedPut(Bucket, Key) {
  const ContentType = "application/x-page";
  return getSignedUrl(client, new PutObjectCommand({ Bucket, Key, ContentType }));
}

/** Fills in the form that stands there, sends it, and waits for the page that answers. */
async function sendForm(page, address, file) {
  await page.goto(address);
  await page.setInputFiles("input[type=file]", {
    mimeType: "text/plain",
    ...file,
    buffer: Buffer.from(file.text),
  });
  await Promise.all([page.waitForEvent("load"), page.click("input[type=submit]")]);
  return { address: page.url(), text: await page.evaluate("document.documentElement.textContent") };
}

/** What a request of a page comes to: the status and ETag it is shown, or that it was refused. */
function fetchIn(page, url, method, body) {
  const headers = { "Content-Type": "application/x-page" };
  return page.evaluate(
    async ([url, options]) => {
      try {
        const answer = await fetch(url, options);
        return { status: answer.status, eTag: answer.headers.get("ETag") };
      } catch (e) {
        return { refused: e.name };
      }
    },
    [url, { method, body, headers }],
  );
}

/** The same for a form that a script sends, which needs no preflight. */
function fetchFormIn(page, url, fields, text) {
  return page.evaluate(
    async ([url, fields, text]) => {
      const form = new FormData();
      Object.entries(fields).forEach(([name, value]) => form.append(name, value));
      form.append("file", new File([text], "by script.txt"));
      try {
        const answer = await fetch(url, { method: "POST", body: form });
        return { status: answer.status, eTag: answer.headers.get("ETag") };
      } catch (e) {
        return { refused: e.name };
      }
    },
    [url, fields, text],
  );
}

async function plain_form_is_taken_from_any_page() {
  const Bucket = await newBucket("page-forms");
  await withPage(async ({ page, origin, serve, takePreflights }) => {
    const told = await form(Bucket, { success_action_status: "201" });
    serve("/form", formOf(told.url, told.fields));
    const answer = await sendForm(page, `${origin}/form`, { name: "a ü+.txt", text: "by hand" });
    assert.equal(answer.address, told.url);
    const stored = await read(Bucket, "forms/a ü+.txt");
    assert.equal(stored.body, "by hand");
    assert.ok(answer.text.includes(stored.eTag), answer.text);
    assert.ok(answer.text.includes("forms/a ü+.txt"), answer.text);

    serve("/done", "<!doctype html><title>thanks</title>");
    const sentOn = await form(Bucket, { success_action_redirect: `${origin}/done` });
    serve("/form", formOf(sentOn.url, sentOn.fields));
    const end = await sendForm(page, `${origin}/form`, { name: "second.txt", text: "and on" });
    const query = new URL(end.address).searchParams;
    assert.equal(await page.title(), "thanks");
    assert.equal(query.get("bucket"), Bucket);
    assert.equal(query.get("key"), "forms/second.txt");
    assert.equal(query.get("etag"), (await read(Bucket, "forms/second.txt")).eTag);
    // Forms by hand send none: the first that the browser tells of is that of a script's PUT.
    const url = await signedPut(Bucket, "by a script");
    assert.deepEqual(await fetchIn(page, url, "PUT", "x"), { refused: "TypeError" });
    assert.deepEqual(await takePreflights(), [url]);
  });
}

async function form_of_a_script_is_taken_and_its_answer_shown() {
  const Bucket = await newBucket("page-scripts");
  await withPage(async ({ page, origin }) => {
    await allow(Bucket, origin);
    const { url, fields } = await form(Bucket);
    const answer = await fetchFormIn(page, url, fields, "by a script");
    const stored = await read(Bucket, "forms/by script.txt");
    assert.equal(stored.body, "by a script");
    assert.deepEqual(answer, { status: 204, eTag: stored.eTag });
    // A refusal is shown as well, so that the page can say why.
    const other = { ...fields, key: "elsewhere" };
    assert.deepEqual(await fetchFormIn(page, url, other, "x"), { status: 403, eTag: null });
  });
}

async function put_with_a_signed_address_passes_its_preflight() {
  const Bucket = await newBucket("page-puts");
  await withPage(async ({ page, origin, takePreflights }) => {
    await allow(Bucket, origin);
    const url = await signedPut(Bucket, "a b/ü+");
    const answer = await fetchIn(page, url, "PUT", "put by a page");
    const stored = await read(Bucket, "a b/ü+");
    assert.deepEqual(await takePreflights(), [url]);
    assert.deepEqual(answer, { status: 200, eTag: stored.eTag });
    assert.equal(stored.body, "put by a page");
    assert.equal(stored.type, "application/x-page");
  });
}

async function parts_are_sent_by_a_page_and_completed_by_their_etags() {
  const Bucket = await newBucket("page-parts");
  await withPage(async ({ page, origin }) => {
    await allow(Bucket, origin);
    const upload = { Bucket, Key: "whole" };
    const begun = await client.send(new CreateMultipartUploadCommand(upload));
    upload.UploadId = begun.UploadId;
    const texts = ["x".repeat(PART_BYTES), bytesOf(6, 1000).toString("hex")];
    const Parts = [];
    for (const text of texts) {
      const PartNumber = Parts.length + 1;
      const url = await getSignedUrl(client, new UploadPartCommand({ ...upload, PartNumber }));
      const { status, eTag } = await fetchIn(page, url, "PUT", text);
      assert.equal(status, 200);
      Parts.push({ PartNumber, ETag: eTag });
    }
    const MultipartUpload = { Parts };
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    assert.ok((await read(Bucket, "whole")).body === texts.join(""));
  });
}

async function without_a_configuration_the_browser_refuses() {
  const Bucket = await newBucket("page-refused");
  await withPage(async ({ page, origin, serve, takePreflights }) => {
    const url = await signedPut(Bucket, "never");
    const refusesThePut = async () => {
      assert.deepEqual(await fetchIn(page, url, "PUT", "x"), { refused: "TypeError" });
      assert.deepEqual(await takePreflights(), [url]);
      await assertAbsent(Bucket, "never");
    };
    await refusesThePut();
    // This goes out without a preflight, so it is stored; but the page does not learn of it.
    const { url: address, fields } = await form(Bucket);
    const sent = await fetchFormIn(page, address, fields, "sent all the same");
    assert.deepEqual(sent, { refused: "TypeError" });
    assert.equal((await read(Bucket, "forms/by script.txt")).body, "sent all the same");

    await allow(Bucket, `${origin}0`);
    await refusesThePut();
    await allow(Bucket, origin, { AllowedMethods: ["GET", "POST"] });
    await refusesThePut();
    await allow(Bucket, origin, { AllowedHeaders: ["x-amz-meta-*"] });
    await refusesThePut();
    await allow(Bucket, origin);
    await client.send(new DeleteBucketCorsCommand({ Bucket }));
    await refusesThePut();
  });
}

async function headers_that_are_not_exposed_stay_hidden() {
  const Bucket = await newBucket("page-hidden");
  await withPage(async ({ page, origin }) => {
    await allow(Bucket, origin, { ExposeHeaders: undefined });
    const url = await signedPut(Bucket, "k");
    assert.deepEqual(await fetchIn(page, url, "PUT", "x"), { status: 200, eTag: null });
    assert.equal((await read(Bucket, "k")).body, "x");
  });
}

await runNamed({
  plain_form_is_taken_from_any_page,
  form_of_a_script_is_taken_and_its_answer_shown,
  put_with_a_signed_address_passes_its_preflight,
  parts_are_sent_by_a_page_and_completed_by_their_etags,
  without_a_configuration_the_browser_refuses,
  headers_that_are_not_exposed_stay_hidden,
});
