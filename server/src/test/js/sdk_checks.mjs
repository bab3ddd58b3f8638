// What the AWS SDK for JavaScript, with its defaults, has to find at the server. Run with the name of
// one check.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { bytesOf, newClient, runNamed } from "./clients.mjs";

const MEBIBYTE = 1024 * 1024;
const client = newClient();

async function newBucket(name) {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

async function read(input) {
  const got = await client.send(new GetObjectCommand(input));
  return Buffer.from(await got.Body.transformToByteArray());
}

async function openUploads(Bucket) {
  return (await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? [];
}

async function refusal(command) {
  try {
    await client.send(command);
  } catch (e) {
    return e;
  }
  return assert.fail("nothing was refused");
}

async function upload_sends_a_buffer_in_parts() {
  const Bucket = await newBucket("js-uploads");
  const Body = bytesOf(1, 20 * MEBIBYTE);
  const sizes = [];
  const upload = new Upload({
    client,
    params: { Bucket, Key: "a b/ü+", Body, ContentType: "text/x-js", Tagging: "colour=blue" },
  });
  upload.on("httpUploadProgress", (progress) => sizes.push(progress.loaded));
  const done = await upload.done();
  assert.match(done.ETag, /^"[0-9a-f]{32}-4"$/);
  assert.equal(Math.max(...sizes), Body.length);
  const head = await client.send(
    new HeadObjectCommand({ Bucket, Key: "a b/ü+", ChecksumMode: "ENABLED" }),
  );
  assert.equal(head.ETag, done.ETag);
  assert.equal(head.ContentLength, Body.length);
  assert.equal(head.ContentType, "text/x-js");
  assert.ok(head.ChecksumCRC32, "the sum that the client made of each part is kept");
  assert.ok((await read({ Bucket, Key: "a b/ü+" })).equals(Body));
  const tags = await client.send(new GetObjectTaggingCommand({ Bucket, Key: "a b/ü+" }));
  assert.deepEqual(tags.TagSet, [{ Key: "colour", Value: "blue" }]);
  assert.deepEqual(await openUploads(Bucket), []);
}

async function upload_sends_a_stream_of_unknown_length() {
  const Bucket = await newBucket("js-streams");
  const bytes = bytesOf(2, 11 * MEBIBYTE + 1);
  const pieces = [];
  for (let start = 0; start < bytes.length; start += 100_000) {
    pieces.push(bytes.subarray(start, start + 100_000));
  }
  const params = { Bucket, Key: "stream", Body: Readable.from(pieces) };
  const done = await new Upload({ client, params }).done();
  assert.match(done.ETag, /-3"$/);
  assert.ok((await read({ Bucket, Key: "stream" })).equals(bytes));
}

async function upload_that_fails_leaves_nothing() {
  const Bucket = await newBucket("js-failed");
  async function* broken() {
    yield bytesOf(3, 12 * MEBIBYTE);
    let tries = 0;
    while ((await openUploads(Bucket)).length === 0) {
      assert.ok(++tries < 1000, "the upload begins while the rest is waited for");
    }
    throw new Error("no more to be had");
  }
  const params = { Bucket, Key: "never", Body: Readable.from(broken()) };
  await assert.rejects(new Upload({ client, params }).done(), { message: "no more to be had" });
  assert.deepEqual(await openUploads(Bucket), []);
  assert.equal((await refusal(new HeadObjectCommand({ Bucket, Key: "never" }))).name, "NotFound");
}

async function body_is_sent_and_read_with_its_checksum() {
  const Bucket = await newBucket("js-sums");
  const Body = bytesOf(4, 300_000);
  const put = await client.send(new PutObjectCommand({ Bucket, Key: "k", Body }));
  assert.ok(put.ChecksumCRC32);
  const got = await client.send(new GetObjectCommand({ Bucket, Key: "k" }));
  assert.equal(got.ChecksumCRC32, put.ChecksumCRC32);
  assert.ok(Buffer.from(await got.Body.transformToByteArray()).equals(Body));
  for (const ChecksumAlgorithm of ["CRC32C", "CRC64NVME", "SHA1", "SHA256"]) {
    const input = { Bucket, Key: ChecksumAlgorithm, Body, ChecksumAlgorithm };
    const summed = await client.send(new PutObjectCommand(input));
    assert.ok(summed[`Checksum${ChecksumAlgorithm}`], ChecksumAlgorithm);
    assert.ok((await read({ Bucket, Key: ChecksumAlgorithm })).equals(Body));
  }
}

async function signed_addresses_take_and_serve_a_body() {
  const Bucket = await newBucket("js-signed");
  const Key = "a b+c/ü";
  const body = bytesOf(5, 200_000);
  const toPut = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key }), {
    expiresIn: 300,
  });
  const put = await fetch(toPut, { method: "PUT", body });
  assert.equal(put.status, 200, await put.text());
  const toGet = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key }));
  const got = await fetch(toGet);
  assert.equal(got.headers.get("etag"), put.headers.get("etag"));
  assert.ok(Buffer.from(await got.arrayBuffer()).equals(body));
  const forged = await fetch(toGet.replace("X-Amz-Expires=900", "X-Amz-Expires=901"));
  assert.equal(forged.status, 403);
  assert.match(await forged.text(), /SignatureDoesNotMatch/);
}

async function signed_addresses_carry_what_the_upload_says() {
  const Bucket = await newBucket("js-hoisted");
  const Key = "k";
  const input = {
    Bucket,
    Key,
    Metadata: { colour: "dark blue" },
    Tagging: "a=b",
    StorageClass: "STANDARD_IA",
    ChecksumAlgorithm: "SHA256",
  };
  const url = await getSignedUrl(client, new PutObjectCommand(input));
  assert.match(url, /x-amz-meta-colour=dark%20blue/);
  assert.match(url, /x-amz-sdk-checksum-algorithm=SHA256/);
  const put = await fetch(url, { method: "PUT", body: bytesOf(7, 1_000) });
  assert.equal(put.status, 200, await put.text());
  const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
  assert.deepEqual(head.Metadata, { colour: "dark blue" });
  assert.equal(head.StorageClass, "STANDARD_IA");
  const tags = await client.send(new GetObjectTaggingCommand({ Bucket, Key }));
  assert.deepEqual(tags.TagSet, [{ Key: "a", Value: "b" }]);
  const owned = new PutObjectCommand({ ...input, ExpectedBucketOwner: "111122223333" });
  const refused = await fetch(await getSignedUrl(client, owned), { method: "PUT", body: "x" });
  assert.equal(refused.status, 403, await refused.text());
}

async function presigned_post_takes_what_its_policy_allows() {
  const Bucket = await newBucket("js-forms");
  const { url, fields } = await createPresignedPost(client, {
    Bucket,
    Key: "in/${filename}",
    Conditions: [
      ["content-length-range", 1, 1000],
      ["starts-with", "$Content-Type", "text/"],
    ],
    Fields: { success_action_status: "201" },
    Expires: 300,
  });
  const post = async (more, body) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...more })) {
      form.append(name, value);
    }
    form.append("file", new Blob([body]), "a note.txt");
    const answer = await fetch(url, { method: "POST", body: form });
    return { status: answer.status, text: await answer.text() };
  };
  const sent = await post({ "Content-Type": "text/plain" }, "sent by a form");
  assert.equal(sent.status, 201, sent.text);
  assert.match(sent.text, /<Key>in\/a note.txt<\/Key>/);
  assert.equal(String(await read({ Bucket, Key: "in/a note.txt" })), "sent by a form");
  const long = await post({ "Content-Type": "text/plain" }, "x".repeat(1001));
  assert.match(long.text, /<Code>EntityTooLarge<\/Code>/);
  const image = await post({ "Content-Type": "image/png" }, "not text");
  assert.equal(image.status, 403);
  const elsewhere = await post({ "Content-Type": "text/plain", key: "out/x" }, "elsewhere");
  assert.equal(elsewhere.status, 403);
  assert.equal(String(await read({ Bucket, Key: "in/a note.txt" })), "sent by a form");
}

async function versions_are_told_apart() {
  const Bucket = await newBucket("js-versions");
  const VersioningConfiguration = { Status: "Enabled" };
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const put = (Body) => client.send(new PutObjectCommand({ Bucket, Key: "k", Body }));
  const first = (await put("one")).VersionId;
  const second = (await put("two")).VersionId;
  const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
  assert.equal(marker.DeleteMarker, true);
  assert.equal((await refusal(new GetObjectCommand({ Bucket, Key: "k" }))).name, "NoSuchKey");
  assert.equal(String(await read({ Bucket, Key: "k", VersionId: first })), "one");
  assert.equal(String(await read({ Bucket, Key: "k", VersionId: second })), "two");
  const listed = await client.send(new ListObjectVersionsCommand({ Bucket }));
  assert.deepEqual(listed.Versions.map((v) => v.VersionId), [second, first]);
  assert.deepEqual(listed.DeleteMarkers.map((m) => m.VersionId), [marker.VersionId]);
  const CopySource = `${Bucket}/k?versionId=${first}`;
  await client.send(new CopyObjectCommand({ Bucket, Key: "k", CopySource }));
  assert.equal(String(await read({ Bucket, Key: "k" })), "one");
}

async function conditions_and_lists_hold() {
  const Bucket = await newBucket("js-lists");
  const keys = Array.from({ length: 25 }, (_, n) => `k ${String(n).padStart(2, "0")}+ü`);
  for (const Key of keys) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: Key, IfNoneMatch: "*" }));
  }
  const again = { Bucket, Key: keys[0], Body: "again", IfNoneMatch: "*" };
  const refused = await refusal(new PutObjectCommand(again));
  assert.equal(refused.name, "PreconditionFailed");
  assert.equal(String(await read({ Bucket, Key: keys[0] })), keys[0]);
  const found = [];
  for await (const page of paginateListObjectsV2({ client, pageSize: 10 }, { Bucket })) {
    found.push(...page.Contents.map((object) => object.Key));
  }
  assert.deepEqual(found, keys);
  const Objects = keys.map((Key) => ({ Key }));
  const gone = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  assert.equal(gone.Deleted.length, keys.length);
  assert.equal(gone.Errors, undefined);
}

await runNamed({
  upload_sends_a_buffer_in_parts,
  upload_sends_a_stream_of_unknown_length,
  upload_that_fails_leaves_nothing,
  body_is_sent_and_read_with_its_checksum,
  signed_addresses_take_and_serve_a_body,
  signed_addresses_carry_what_the_upload_says,
  presigned_post_takes_what_its_policy_allows,
  versions_are_told_apart,
  conditions_and_lists_hold,
});
