package io.bytebucket.s3.op.value;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Resource;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final int KEY_CHARS_MAX = 128;
  private static final int VALUE_CHARS_MAX = 256;
  private static final String RESERVED_PREFIX = "aws:";

  /** Letters, spaces and digits of every script, and some marks. */
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagSet() {}

  /**
   * Whose tags they are. S3 allows a different number, and words its errors differently, for
   * buckets and for objects.
   */
  enum Kind {
    OBJECT(10, "Object tags cannot be greater than 10", "Your TagKey cannot be prefixed with aws:"),
    BUCKET(
        50,
        "Bucket tag count cannot be greater than 50",
        "System tags cannot be added/updated by requester");

    private final int most;
    private final String tooMany;
    private final String reserved;

    Kind(int most, String tooMany, String reserved) {
      this.most = most;
      this.tooMany = tooMany;
      this.reserved = reserved;
    }
  }

  /**
   * The tags of a bucket in a {@code Tagging} document, in its order.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}, {@link S3ErrorCode#INVALID_TAG} or
   *     {@link S3ErrorCode#BAD_REQUEST}
   */
  public static Map<String, String> decodeBucket(XmlReader tagging, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    return decode(tagging, room, Kind.BUCKET);
  }

  /**
   * The tags of an object in a {@code Tagging} document.
   *
   * @throws S3Exception as {@link #decodeBucket}
   */
  public static Map<String, String> decodeObject(XmlReader tagging, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    return decode(tagging, room, Kind.OBJECT);
  }

  /**
   * The same in a document that is the value of a form's field.
   *
   * @throws S3Exception as {@link #decodeBucket}
   */
  public static Map<String, String> decodeObject(String document) {
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

  private static Map<String, String> decode(XmlReader tagging, DocumentBody.Room room, Kind kind)
      throws MalformedXmlException, IOException {
    Map<String, String> tags = new LinkedHashMap<>();
    boolean isSet = false;
    while (tagging.next()) {
      if (isSet || !tagging.name().equals("TagSet")) {
        tagging.skip();
      } else {
        isSet = true;
        readTags(tagging, room, tags, kind);
      }
    }
    if (!isSet) {
      throw malformed();
    }
    requireCount(tags, kind);
    return tags;
  }

  /** Reads as many tags as the document can hold, so that the error can say how many there are. */
  private static void readTags(
      XmlReader set, DocumentBody.Room room, Map<String, String> tags, Kind kind)
      throws MalformedXmlException, IOException {
    while (set.next()) {
      if (set.name().equals("Tag")) {
        XmlFields tag = XmlFields.read(set, FIELDS);
        room.take(TAG_COST_BYTES + 2L * tag.chars());
        String key = tag.text("Key").orElseThrow(TagSet::malformed);
        String value = tag.text("Value").orElseThrow(TagSet::malformed);
        requireTag(key, value, kind);
        if (tags.put(key, value) != null) {
          throw invalid("Cannot provide multiple Tags with the same key", key);
        }
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
   *     holds a key twice, else as {@link #decodeBucket}
   */
  static Map<String, String> header(S3Request request) {
    Optional<String> header = request.header(HEADER);
    if (header.isEmpty()) {
      return Map.of();
    }
    if (header.get().length() > HEADER_CHARS_MAX) {
      throw unreadable("");
    }
    Map<String, String> tags = new LinkedHashMap<>();
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
      requireTag(key, value, Kind.OBJECT);
      if (tags.put(key, value) != null) {
        throw unreadable(header.get());
      }
    }
    requireCount(tags, Kind.OBJECT);
    return tags;
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

  private static void requireTag(String key, String value, Kind kind) {
    if (key.isEmpty() || !isAllowed(key, KEY_CHARS_MAX)) {
      throw invalid("The TagKey you have provided is invalid", key);
    }
    if (!isAllowed(value, VALUE_CHARS_MAX)) {
      throw invalid("The TagValue you have provided is invalid", key).with("TagValue", value);
    }
    if (key.startsWith(RESERVED_PREFIX)) {
      throw invalid(kind.reserved, key);
    }
  }

  private static boolean isAllowed(String text, int charsMax) {
    return text.codePointCount(0, text.length()) <= charsMax && ALLOWED.matcher(text).matches();
  }

  private static void requireCount(Map<String, String> tags, Kind kind) {
    if (tags.size() > kind.most) {
      throw new S3Exception(S3ErrorCode.BAD_REQUEST, kind.tooMany);
    }
  }

  private static S3Exception invalid(String message, String key) {
    return new S3Exception(S3ErrorCode.INVALID_TAG, message).with("TagKey", key);
  }

  private static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_XML);
  }

  /** The further permissions that a caller needs to give a new object these tags. */
  public static List<Operation.Permission> permissions(Map<String, String> tags, Resource object) {
    return tags.isEmpty()
        ? List.of()
        : List.of(new Operation.Permission(Action.PUT_OBJECT_TAGGING, object, Optional.empty()));
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
