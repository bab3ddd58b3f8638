import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { who } from "../../testing/who";
import { bucketNamesQuery } from "./api";

afterEach(() => vi.unstubAllGlobals());

it("takes no short list of names for a longer one", async () => {
  serve({
    "GET /whoami": () => json(200, who("s3:ListAllMyBuckets")),
    "GET /s3?limit=1&prefix=p": () => json(200, { buckets: [{ name: "p1" }] }),
    "GET /s3?limit=50&prefix=p": () => json(200, { buckets: [{ name: "p1" }, { name: "p2" }] }),
  });
  const client = new QueryClient();
  expect(await client.query(bucketNamesQuery("p", 1))).toEqual(["p1"]);
  expect(await client.query(bucketNamesQuery("p"))).toEqual(["p1", "p2"]);
});
