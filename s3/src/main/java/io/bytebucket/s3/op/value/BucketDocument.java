package io.bytebucket.s3.op.value;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.S3Request;

/**
 * The input of an operation that sets something of a bucket: the bucket, and a document.
 *
 * @param claims what the client says of the document's bytes
 */
public record BucketDocument(BucketName bucket, DigestClaims claims, PayloadBody body)
    implements BucketInput {
  /** What a request sends. */
  public static BucketDocument decode(S3Request request) {
    return new BucketDocument(request.bucket(), ChecksumHeaders.decode(request), request.body());
  }

  /**
   * The document, of which nothing was read yet.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public DocumentBody document(int limitBytes, MemoryBudget memory) {
    return new DocumentBody(body, claims, limitBytes, memory);
  }
}
