import type { Showcase } from "./pages";
import type { Store } from "./store";

const PHOTO = Buffer.alloc(180_000, "picture ");
const README = `# Holiday photos

What was taken in **2026**, by place. Originals are below \`2026/\`.

| Place | Pictures |
| --- | --- |
| Harbour | 48 |
| Lighthouse | 31 |
`;

/** A store as somebody might have it: buckets, objects, users, and some of what was refused. */
export async function exampleStore(store: Store): Promise<Showcase> {
  const bucket = await store.bucket("holiday-photos", { versioned: true });
  await store.put(bucket, "read me.md", "# Holiday photos\n");
  await store.put(bucket, "read me.md", README, { "content-type": "text/markdown" });
  for (const place of ["harbour", "lighthouse", "old town"]) {
    for (let n = 1; n <= 12; n++) {
      await store.put(bucket, `2026/${place}/IMG_${4200 + n}.jpg`, PHOTO, { "content-type": "image/jpeg" });
    }
  }
  await store.put(bucket, "plan.csv", "day,place\n1,harbour\n2,lighthouse\n", { "content-type": "text/csv" });
  await store.put(bucket, "route.json", '{"from":"harbour","to":"lighthouse"}', { "content-type": "application/json" });
  await store.put(bucket, "notes.txt", "Bring the long lens.\n");
  for (const key of ["blurred.jpg", "drafts/postcard.txt"]) {
    await store.put(bucket, key);
    await store.call("DELETE", `/objects/${bucket}`, { query: { key } });
  }
  await store.call("PUT", `/s3/${bucket}`, {
    query: { tagging: true },
    json: { tagSet: [{ key: "owner", value: "family" }, { key: "keep", value: "for ever" }] },
  });
  await store.json("POST", `/objects/${bucket}`, { query: { key: "2026/film.mov", uploads: true } });
  for (const name of ["backups", "site", "invoices", "sensor-data"]) {
    await store.bucket(name, { versioned: name === "backups" });
    await store.putMany(name, name === "sensor-data" ? 300 : 20, (n) => `2026/11/${String(n).padStart(4, "0")}.json`);
  }
  await store.call("PUT", "/s3/backups", { query: { quota: true }, json: { bytes: 5 * 2 ** 30 } });
  const ann = await store.user("ann", [
    { effect: "Allow", buckets: [bucket], actions: ["s3:GetObject", "s3:ListBucket"] },
  ]);
  await store.user("backup", [{ effect: "Allow", buckets: ["backups"], actions: ["*"] }]);
  await store.user("site", [{ effect: "Allow", buckets: ["site"], actions: ["*"] }]);
  // Some of what ann asked for and may not have.
  let refused = "";
  for (const key of ["mine.txt", "2026/harbour/mine.jpg", "read me.md"]) {
    refused = await store.refusal(ann, bucket, key);
  }
  await store.job({ kind: "copy-prefix", bucket, prefix: "2026/harbour/", toBucket: bucket, toPrefix: "best/" });
  return {
    bucket,
    user: ann.accessKey,
    job: async () => {
      for (const n of [4203, 4207, 4208]) {
        await store.put(bucket, `albums/old town/IMG_${n}.jpg`, PHOTO, { "content-type": "image/jpeg" });
      }
      const job = { kind: "copy-prefix", bucket, prefix: "2026/", toBucket: bucket, toPrefix: "albums/", overwrite: false };
      return (await store.endedJob(job)).id;
    },
    refusal: () => Promise.resolve(refused),
  };
}
