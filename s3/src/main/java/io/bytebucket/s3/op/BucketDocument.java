package io.bytebucket.s3.op;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.s3.auth.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.xml.XmlElement;
import java.io.IOException;

/**
 * A bucket, and a document that says something about it.
 *
 * @param claims what the client says of the document's bytes
 */
record BucketDocument(BucketName bucket, DigestClaims claims, PayloadBody body)
    implements BucketInput {
  static BucketDocument decode(S3Request request) {
    return new BucketDocument(request.bucket(), ChecksumHeaders.decode(request), request.body());
  }

  /**
   * Reads the document.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML} or {@link
   *     S3ErrorCode#MAX_MESSAGE_LENGTH_EXCEEDED}
   * @throws io.bytebucket.core.failure.StoreException when a digest does not match
   */
  XmlElement read(String root, int limitBytes) throws IOException {
    return DocumentBody.parse(DocumentBody.read(body, claims, limitBytes), root);
  }
}
