import type { Refusal } from "../api/types.gen";

/** A request that a rule of its user forbade. */
export const refusal: Refusal = {
  requestId: "id-1",
  time: "2026-01-01T00:00:00Z",
  status: 403,
  code: "AccessDenied",
  method: "PUT",
  path: "/:bucket/*key",
  operation: "PutObject",
  bucket: "photos",
  key: "a/b.jpg",
  remoteAddress: "192.0.2.1",
  authMethod: "sigv4",
  accessKeyID: "AK",
  accessKeyProved: true,
  because: {
    action: "s3:PutObject",
    resource: "arn:aws:s3:::photos/a/b.jpg",
    reason: "a rule forbids it",
    decided_by: "the rules of ann",
    statement: "1",
  },
};
