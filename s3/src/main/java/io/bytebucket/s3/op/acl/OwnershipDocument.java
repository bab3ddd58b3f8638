package io.bytebucket.s3.op.acl;

import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Ownership controls as a document.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControls.html">OwnershipControls</a>
 */
final class OwnershipDocument {
  static final String ROOT = "OwnershipControls";

  private static final String OWNERSHIP = "ObjectOwnership";
  private static final Map<String, Integer> RULE = Map.of(OWNERSHIP, 1_024);

  private OwnershipDocument() {}

  /**
   * Reads a document: exactly one rule.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   */
  static OwnershipControls decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    Optional<ObjectOwnership> ownership = Optional.empty();
    while (document.next()) {
      if (!document.name().equals("Rule") || ownership.isPresent()) {
        throw new S3Exception(S3ErrorCode.MALFORMED_XML);
      }
      ownership =
          Optional.of(
              XmlFields.read(document, RULE)
                  .text(OWNERSHIP)
                  .map(String::strip)
                  .flatMap(ObjectOwnership::of)
                  .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML)));
    }
    if (ownership.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    return new OwnershipControls(ownership);
  }

  /** Writes the content of the document. */
  static void write(XmlWriter xml, ObjectOwnership ownership) {
    xml.element("Rule", rule -> rule.element(OWNERSHIP, ownership.text()));
  }
}
