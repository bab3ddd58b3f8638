package io.bytebucket.s3.op.value;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.TagFault;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.value.Tags;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tags, as they stand in a document and in a header field.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing
 *     your storage using tags</a>
 */
public final class TagSet {
  /** The longest document of tags that is read. */
  public static final int DOCUMENT_LIMIT_BYTES = 16 << 10;

  private static final String HEADER = "x-amz-tagging";

  /** Longer than any valid tags can be, even with every byte escaped. */
  private static final int HEADER_CHARS_MAX = 64 << 10;

  /** What a tag takes of memory beside its characters. */
  private static final int TAG_COST_BYTES = 200;

  private static final Map<String, Integer> FIELDS =
      Map.of("Key", DOCUMENT_LIMIT_BYTES, "Value", DOCUMENT_LIMIT_BYTES);

  private TagSet() {}

  /**
   * The tags of a bucket in a {@code Tagging} document, in its order.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   * @throws StoreException with {@link Failure.InvalidTags}
   */
  public static Tags decodeBucket(XmlReader tagging, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    return decode(tagging, room, Tagged.BUCKET);
  }

  /**
   * The tags of an object in a {@code Tagging} document.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   * @throws StoreException with {@link Failure.InvalidTags}
   */
  public static Tags decodeObject(XmlReader tagging, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    return decode(tagging, room, Tagged.OBJECT);
  }

  /**
   * The same in a document that is the value of a form's field.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   * @throws StoreException with {@link Failure.InvalidTags}
   */
  public static Tags decodeObject(String document) {
    try {
      return DocumentBody.parse(
          new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
          "Tagging",
          TagSet::decodeObject,
          DocumentBody.Room.UNCOUNTED);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Tags decode(XmlReader tagging, DocumentBody.Room room, Tagged of)
      throws MalformedXmlException, IOException {
    Tags.Builder tags = Tags.builder(of);
    boolean isSet = false;
    while (tagging.next()) {
      if (isSet || !tagging.name().equals("TagSet")) {
        tagging.skip();
      } else {
        isSet = true;
        readTags(tagging, room, tags);
      }
    }
    if (!isSet) {
      throw malformed();
    }
    return tags.build();
  }

  /** Reads as many tags as the document can hold: whether there are too many is said at its end. */
  private static void readTags(XmlReader set, DocumentBody.Room room, Tags.Builder tags)
      throws MalformedXmlException, IOException {
    while (set.next()) {
      if (set.name().equals("Tag")) {
        XmlFields tag = XmlFields.read(set, FIELDS);
        room.take(TAG_COST_BYTES + 2L * tag.chars());
        String key = tag.text("Key").orElseThrow(TagSet::malformed);
        tags.add(key, tag.text("Value").orElseThrow(TagSet::malformed));
      } else {
        set.skip();
      }
    }
  }

  /**
   * The tags in the header of a request, encoded like a query; none without the header. A key may
   * stand without a value, and a second {@code =} in a tag has to be encoded.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT} when it cannot be read as such or
   *     holds a key twice
   * @throws StoreException with {@link Failure.InvalidTags}
   */
  static Map<String, String> header(S3Request request) {
    Optional<String> header = request.header(HEADER);
    if (header.isEmpty()) {
      return Map.of();
    }
    if (header.get().length() > HEADER_CHARS_MAX) {
      throw unreadable("");
    }
    Tags.Builder tags = Tags.builder(Tagged.OBJECT);
    for (String pair : header.get().split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals == 0 || equals != pair.lastIndexOf('=')) {
        throw unreadable(header.get());
      }
      String key = decode(equals < 0 ? pair : pair.substring(0, equals), header.get());
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), header.get());
      add(tags, key, value, header.get());
    }
    return tags.build().values();
  }

  private static void add(Tags.Builder tags, String key, String value, String header) {
    try {
      tags.add(key, value);
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.InvalidTags(TagFault.DuplicateKey _)) {
        throw unreadable(header);
      }
      throw e;
    }
  }

  private static String decode(String text, String header) {
    return PercentCoding.decode(text, true).orElseThrow(() -> unreadable(header));
  }

  private static S3Exception unreadable(String header) {
    return new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.")
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", header);
  }

  private static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_XML);
  }

  /** Writes the content of a {@code Tagging} document. */
  public static void write(XmlWriter xml, Map<String, String> tags) {
    xml.element(
        "TagSet",
        set ->
            tags.forEach((key, value) ->
                set.element("Tag", tag -> tag.element("Key", key).element("Value", value))));
  }
}
