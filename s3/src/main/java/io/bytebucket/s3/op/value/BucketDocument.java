package io.bytebucket.s3.op.setting;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.S3Request;

/**
 * The input of an operation that sets something of a bucket: the bucket, and a document.
 *
 * @param claims what the client says of the document's bytes
 */
record BucketDocument(BucketName bucket, DigestClaims claims, PayloadBody body)
    implements BucketInput {
  static BucketDocument decode(S3Request request) {
    return new BucketDocument(request.bucket(), ChecksumHeaders.decode(request), request.body());
  }

  /** What is answered of a bucket without a policy. */
  static S3Exception noPolicy(BucketName bucket) {
    return new S3Exception(S3ErrorCode.NO_SUCH_BUCKET_POLICY).with("BucketName", bucket.value());
  }

  /** The document, of which nothing was read yet. */
  DocumentBody document(int limitBytes, MemoryBudget memory) {
    return new DocumentBody(body, claims, limitBytes, memory);
  }
}
