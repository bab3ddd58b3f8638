import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { PartPage, Upload, UploadPage } from "../../../api/types.gen";
import { asProblem, type Problem } from "../../../lib/http/problem";
import { path, request } from "../../../lib/http/request";
import { requireMay } from "../../../lib/may-in";

const PAGE = 200;

/** The uploads under way to keys that begin with a prefix, page after page. */
export const uploadsQuery = (bucket: string, prefix: string) =>
  infiniteQueryOptions({
    queryKey: ["bucket", bucket, "uploads", prefix],
    queryFn: async ({ pageParam, signal }) => {
      await requireMay(bucket, "s3:ListBucketMultipartUploads");
      return request<UploadPage>(path`/s3/${bucket}`, {
        query: {
          uploads: true,
          prefix,
          "max-uploads": PAGE,
          "key-marker": pageParam?.key,
          "upload-id-marker": pageParam?.id,
        },
        signal,
      });
    },
    initialPageParam: undefined as { key?: string; id?: string } | undefined,
    getNextPageParam: ({ isTruncated, nextKeyMarker, nextUploadIdMarker }) =>
      isTruncated
        ? {
            ...(nextKeyMarker === undefined ? {} : { key: nextKeyMarker }),
            ...(nextUploadIdMarker === undefined ? {} : { id: nextUploadIdMarker }),
          }
        : undefined,
  });

/** How much of an upload is there: of its first thousand parts. */
export const partsQuery = (bucket: string, { key, uploadId }: Upload) =>
  queryOptions({
    queryKey: ["bucket", bucket, "upload", uploadId],
    queryFn: async ({ signal }) => {
      const page = await request<PartPage>(path`/objects/${bucket}`, {
        query: { key, uploadId },
        signal,
      });
      return {
        count: page.parts.length,
        bytes: page.parts.reduce((sum, { size }) => sum + size, 0),
        isMore: page.isTruncated,
      };
    },
  });

/** What came of aborting several uploads. */
export interface Aborted {
  readonly count: number;
  readonly failures: readonly { readonly upload: Upload; readonly problem: Problem }[];
}

/** Aborts uploads, one after the other; one that fails keeps none of the others. */
export async function abortUploads(bucket: string, uploads: readonly Upload[]): Promise<Aborted> {
  const failures: { upload: Upload; problem: Problem }[] = [];
  for (const upload of uploads) {
    const { key, uploadId } = upload;
    try {
      await request(path`/objects/${bucket}`, { method: "DELETE", query: { key, uploadId } });
    } catch (error) {
      const problem = asProblem(error);
      // Nobody is signed in any more, or nothing answers: the others would fail alike.
      if (problem.isSignedOut || problem.status === 0) {
        throw problem;
      }
      failures.push({ upload, problem });
    }
  }
  return { count: uploads.length - failures.length, failures };
}
