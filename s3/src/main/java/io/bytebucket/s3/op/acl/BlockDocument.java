package io.bytebucket.s3.op.acl;

import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * A public access block as a document.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html">PublicAccessBlockConfiguration</a>
 */
final class BlockDocument {
  static final String ROOT = "PublicAccessBlockConfiguration";

  private static final String BLOCKS_ACLS = "BlockPublicAcls";
  private static final String IGNORES_ACLS = "IgnorePublicAcls";
  private static final String BLOCKS_POLICY = "BlockPublicPolicy";
  private static final String RESTRICTS_BUCKETS = "RestrictPublicBuckets";
  private static final int TEXT_CHARS_MAX = 64;
  private static final Map<String, Integer> FIELDS =
      Map.of(
          BLOCKS_ACLS,
          TEXT_CHARS_MAX,
          IGNORES_ACLS,
          TEXT_CHARS_MAX,
          BLOCKS_POLICY,
          TEXT_CHARS_MAX,
          RESTRICTS_BUCKETS,
          TEXT_CHARS_MAX);

  private BlockDocument() {}

  /**
   * Reads a document. What it does not mention is not refused.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   */
  static PublicAccessBlock decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    XmlFields fields = XmlFields.read(document, FIELDS);
    return new PublicAccessBlock(
        isOn(fields, BLOCKS_ACLS),
        isOn(fields, IGNORES_ACLS),
        isOn(fields, BLOCKS_POLICY),
        isOn(fields, RESTRICTS_BUCKETS));
  }

  private static boolean isOn(XmlFields fields, String name) {
    return switch (fields.text(name).orElse("false").strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    };
  }

  /** Writes the content of the document. */
  static void write(XmlWriter xml, PublicAccessBlock block) {
    xml.element(BLOCKS_ACLS, block.blocksAcls())
        .element(IGNORES_ACLS, block.ignoresAcls())
        .element(BLOCKS_POLICY, block.blocksPolicy())
        .element(RESTRICTS_BUCKETS, block.restrictsBuckets());
  }
}
