import type { Page } from "@playwright/test";
import type { Store } from "./store";

/** What pages show while they are looked at: made once by each test that looks. */
export interface Showcase {
  readonly bucket: string;
  readonly user: string;
  /** Makes a job that could not do all that it was to do, and brings its id. */
  readonly job: () => Promise<string>;
  /** Has a request of the user refused, and brings its id. */
  readonly refusal: () => Promise<string>;
}

/** A page of the console with something on it. */
export interface Shown {
  /** What pictures of it are called. */
  readonly name: string;
  /** Its address, below where the console is mounted. */
  readonly address: (showcase: Showcase) => string | Promise<string>;
  /** Resolves once what it is about is there. */
  readonly ready: (page: Page) => Promise<unknown>;
  /** Whether nobody is signed in. */
  readonly isOutside?: true;
}

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole("heading", { name, level: 1 }).waitFor();

const dialog = (name: string | RegExp) => (page: Page) => page.getByRole("dialog", { name }).waitFor();

const grid = (page: Page) => page.getByRole("grid").waitFor();

const region = (name: string | RegExp) => (page: Page) => page.getByRole("region", { name }).waitFor();

const part = (name: string) => (page: Page) => page.getByRole("heading", { name, level: 2 }).waitFor();

/** Every page: each is looked at in both colours, at four widths, and by what reads pages aloud. */
export const pages: readonly Shown[] = [
  { name: "sign-in", address: () => "sign-in", ready: heading("Sign in"), isOutside: true },
  { name: "overview", address: () => "", ready: heading("Overview") },
  { name: "buckets", address: () => "buckets", ready: heading("Buckets") },
  { name: "create-bucket", address: () => "buckets?new=1", ready: dialog("Create bucket") },
  ...(
    [
      ["access", /policy/i],
      ["cors", /CORS/],
      ["versioning", "Versioning"],
      ["quota", "Quota"],
      ["tags", "Tags"],
      ["uploads", /uploads/i],
    ] as const
  ).map(([tab, name]) => ({
    name: `bucket-${tab}`,
    address: ({ bucket }: Showcase) => `buckets/${bucket}/${tab}`,
    ready: region(name),
  })),
  { name: "objects", address: ({ bucket }) => `buckets/${bucket}/objects`, ready: grid },
  { name: "trash", address: ({ bucket }) => `buckets/${bucket}/objects?show=deleted`, ready: grid },
  ...(["preview", "details", "versions", "tags", "share"] as const).map((tab) => ({
    name: `object-${tab}`,
    address: ({ bucket }: Showcase) => `buckets/${bucket}/object?key=read+me.md&tab=${tab}`,
    ready: (page: Page) => page.getByRole("tab", { selected: true }).waitFor(),
  })),
  ...(["keys", "rules", "check", "access", "limits"] as const).map((tab) => ({
    name: `user-${tab}`,
    address: ({ user }: Showcase) => `users/${user}?tab=${tab}`,
    ready: (page: Page) => page.getByRole("tab", { selected: true }).waitFor(),
  })),
  { name: "users", address: () => "users", ready: heading("Users") },
  { name: "connect", address: () => "connect", ready: heading("Connect") },
  { name: "own", address: () => "own", ready: heading("Your account") },
  ...(["requests", "tail", "refusals"] as const).map((show) => ({
    name: `logs-${show}`,
    address: () => `logs?show=${show}`,
    ready: heading("Logs"),
  })),
  { name: "refusal", address: async ({ refusal }) => `logs/${await refusal()}`, ready: part("Why it was refused") },
  { name: "audit", address: () => "audit", ready: heading("Audit") },
  { name: "jobs", address: () => "jobs", ready: heading("Jobs") },
  { name: "job", address: async ({ job }) => `jobs/${await job()}`, ready: part("Failures") },
  { name: "checks", address: () => "checks", ready: part("Quarantine") },
  ...(["server", "limits", "bans", "proxies", "logging"] as const).map((section) => ({
    name: `settings-${section}`,
    address: () => `settings/${section}`,
    ready: heading("Settings"),
  })),
];

/** Makes what is shown, and what a single page is about when its address is asked for. */
export async function showcase(store: Store, unique: (stem: string) => string): Promise<Showcase> {
  const bucket = await store.bucket(unique("holiday-photos-of-2026"), { versioned: true });
  await store.put(bucket, "read me.md", "# Read me\n\nSome *text*, and more of it.\n");
  await store.put(bucket, "read me.md", "# Read me\n\nThe second version.\n");
  await store.put(bucket, "2026/summer/a-name-that-is-rather-long-for-a-picture-of-a-harbour-at-dusk.json", '{"a":1}', {
    "content-type": "application/json",
  });
  await store.put(bucket, "deleted.txt");
  await store.call("DELETE", `/objects/${bucket}`, { query: { key: "deleted.txt" } });
  // With marks for what would not be seen, which have colours of their own.
  await store.put(bucket, "a tab\tand a\u200bnothing");
  await store.put(bucket, "2026/ملف‮abc.txt", "right to left");
  await store.call("PUT", `/s3/${bucket}`, {
    query: { tagging: true },
    json: { tagSet: [{ key: "team", value: "harbour" }] },
  });
  const who = await store.user(unique("ann"), [
    { effect: "Allow", buckets: [bucket], actions: ["s3:GetObject", "s3:ListBucket"] },
  ]);
  return {
    bucket,
    user: who.accessKey,
    job: async () => {
      await store.put(bucket, "copies/ملف‮abc.txt", "stays");
      return (await store.endedJob({ kind: "copy-prefix", bucket, prefix: "2026/", toPrefix: "copies/", overwrite: false })).id;
    },
    refusal: () => store.refusal(who, bucket, "2026/summer/what-ann-has-of-a-harbour-at-dusk-and-may-not-put-here.json"),
  };
}
