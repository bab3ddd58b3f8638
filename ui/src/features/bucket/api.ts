import { queryOptions } from "@tanstack/react-query";
import type { Bucket } from "../../api/types.gen";
import { whileSignedIn } from "../../lib/http/query-client";
import { asProblem } from "../../lib/http/problem";
import { exchange, path } from "../../lib/http/request";
import { LIST_BUCKETS, listBuckets, mayNow } from "../../lib/whoami";

const FRESH_MS = 15_000;

/**
 * One bucket with its figures; null where it is there and may not be listed. Its name is the first of
 * all that begin with it.
 */
export const bucketQuery = (bucket: string) =>
  queryOptions({
    queryKey: ["bucket", bucket],
    queryFn: async ({ signal }): Promise<Bucket | null> => {
      const query = { details: true, prefix: bucket, limit: 1 };
      const { buckets } = await listBuckets(query, signal);
      const [first] = buckets;
      if (first?.name === bucket) {
        return first;
      }
      if (!(await mayNow(LIST_BUCKETS))) {
        // Whoever may list none is told by what is shown of it whether it is there.
        return null;
      }
      try {
        await exchange(path`/s3/${bucket}`, { method: "HEAD", signal });
      } catch (error) {
        if (!asProblem(error).isRefused) {
          throw error;
        }
      }
      return null;
    },
    refetchInterval: whileSignedIn(FRESH_MS),
  });
