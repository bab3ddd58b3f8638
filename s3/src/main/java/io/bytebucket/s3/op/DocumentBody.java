package io.bytebucket.s3.op;

import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.s3.auth.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.s3.xml.XmlReader;
import java.io.IOException;

/** The body of a request that is a document. */
final class DocumentBody {
  private DocumentBody() {}

  /**
   * Reads a body to its end and holds it against what the client says about it.
   *
   * @param limitBytes the longest body that is read
   * @throws S3Exception with {@link S3ErrorCode#MAX_MESSAGE_LENGTH_EXCEEDED}
   * @throws io.bytebucket.core.failure.StoreException when a digest does not match
   */
  static byte[] read(PayloadBody body, DigestClaims claims, int limitBytes) throws IOException {
    byte[] document = body.readNBytes(limitBytes + 1);
    if (document.length > limitBytes) {
      throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
          .with("MaxMessageLengthBytes", Integer.toString(limitBytes));
    }
    BodyDigests digests = new BodyDigests(claims);
    digests.update(document, 0, document.length);
    digests.verify();
    return document;
  }

  /**
   * The document in a body.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   */
  static XmlElement parse(byte[] document, String root) {
    try {
      return XmlReader.read(document, root);
    } catch (MalformedXmlException malformed) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
  }
}
