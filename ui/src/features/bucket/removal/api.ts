import type { Job } from "../../../api/types.gen";
import { path, request } from "../../../lib/http/request";

/** Has the server erase all that is in a bucket. */
export function emptyBucket(bucket: string): Promise<Job> {
  return request<Job>("/jobs", { method: "POST", json: { kind: "empty-bucket", bucket } });
}

/** Has the server erase all that is in a bucket, and delete it then. */
export function eraseBucket(bucket: string): Promise<Job> {
  return request<Job>("/jobs", { method: "POST", json: { kind: "delete-bucket", bucket } });
}

/** Deletes a bucket that is empty. */
export function deleteBucket(bucket: string): Promise<unknown> {
  return request(path`/s3/${bucket}`, { method: "DELETE" });
}

/** Whether a job deletes a bucket, or has. */
export function isDeletion({ task, status }: Job): boolean {
  return task.kind === "delete-bucket" && status !== "cancelled" && status !== "stopped";
}

export { cancelJob, isOpen, jobQuery } from "../../jobs/api";
