import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve } from "../testing/server";
import { asProblem } from "./http/problem";
import { requireMay, requireMayWith } from "./may-in";

afterEach(() => vi.unstubAllGlobals());

const failing = (promise: Promise<unknown>) =>
  promise.then(() => expect.unreachable(), (error: unknown) => asProblem(error));

it("refuses what the server says is not allowed, having asked once for each bucket", async () => {
  const asked = serve({
    "GET /own/access?bucket=photos": () =>
      json(200, { bucket: "photos", actions: ["s3:ListBucket"], objectActions: [], policy: false }),
  });
  await requireMay("photos", "s3:ListBucket");
  const refused = await failing(requireMay("photos", "s3:GetBucketPolicy"));
  expect(refused).toMatchObject({ status: 403, code: "AccessDenied", requestId: "" });
  expect(asked).toEqual(["GET /own/access?bucket=photos"]);
});

it("asks for one object by its key", async () => {
  serve({
    "GET /own/access?bucket=music&key=a%2F%2Fb": () =>
      json(200, { bucket: "music", actions: [], objectActions: ["s3:GetObject"], policy: true }),
  });
  await requireMayWith("music", "a//b", "s3:GetObject");
  expect(await failing(requireMayWith("music", "a//b", "s3:GetObjectTagging"))).toMatchObject({ status: 403 });
});

it("lets the server decide where nothing is known, and asks again", async () => {
  const asked = serve({ "GET /own/access?bucket=gone": () => problem(404, "NoSuchBucket") });
  await requireMay("gone", "s3:GetBucketPolicy");
  await requireMay("gone", "s3:GetBucketPolicy");
  expect(asked).toHaveLength(2);
});
