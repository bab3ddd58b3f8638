package io.bytebucket.s3.op.upload;

import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The list of parts that are to become the object. */
final class CompletionDocument {
  /** How much memory a part takes beside its texts, in the list and then in the object's record. */
  private static final int PART_COST_BYTES = 400;

  private static final int NUMBER_CHARS_MAX = 64;

  /** ETags and checksums have at most 90 characters, so a longer text cannot match any part. */
  private static final int TEXT_CHARS_MAX = 256;

  private static final Map<String, Integer> FIELDS = fields();

  private CompletionDocument() {}

  private static Map<String, Integer> fields() {
    Map<String, Integer> fields = new HashMap<>();
    fields.put("PartNumber", NUMBER_CHARS_MAX);
    fields.put("ETag", TEXT_CHARS_MAX);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      fields.put("Checksum" + algorithm.name(), TEXT_CHARS_MAX);
    }
    return Map.copyOf(fields);
  }

  /**
   * The parts of a {@code CompleteMultipartUpload} document, in its order: at least one.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   */
  static List<UploadCompleter.Listed> decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    List<UploadCompleter.Listed> parts = new ArrayList<>();
    while (document.next()) {
      if (!document.name().equals("Part")) {
        document.skip();
      } else if (parts.size() == Uploads.PART_NUMBER_MAX) {
        throw malformed();
      } else {
        XmlFields part = XmlFields.read(document, FIELDS);
        room.take(PART_COST_BYTES + part.chars());
        parts.add(part(part));
      }
    }
    if (parts.isEmpty()) {
      throw malformed();
    }
    return parts;
  }

  private static UploadCompleter.Listed part(XmlFields part) {
    String number =
        part.text("PartNumber").map(String::strip).orElseThrow(CompletionDocument::malformed);
    String etag = part.text("ETag").map(String::strip).orElseThrow(CompletionDocument::malformed);
    if (etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")) {
      etag = etag.substring(1, etag.length() - 1);
    }
    try {
      return new UploadCompleter.Listed(
          Integer.parseInt(number), etag, ChecksumHeaders.ofPart(part));
    } catch (NumberFormatException notANumber) {
      throw malformed();
    }
  }

  private static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_XML);
  }
}
