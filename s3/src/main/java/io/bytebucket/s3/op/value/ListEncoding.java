package io.bytebucket.s3.op.value;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.Optional;

/**
 * How names are written in the listings of objects.
 *
 * @param type {@code url}, as the client spelled it, when names are to be percent-encoded so that
 *     every key can stand in XML. A slash is left alone and a space becomes {@code %20}, which
 *     every decoder understands
 */
public record ListEncoding(Optional<String> type) {
  /** The encoding that a request asks for. */
  public static ListEncoding decode(S3Request request) {
    Optional<String> type = request.query().first("encoding-type");
    if (type.isPresent() && !type.get().equalsIgnoreCase("url")) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT, "Invalid Encoding Method specified in Request")
          .with("ArgumentName", "encoding-type")
          .with("ArgumentValue", type.get());
    }
    return new ListEncoding(type);
  }

  /** A key, a prefix or a delimiter, encoded if the client asked for it. */
  public String text(String name) {
    return type.isPresent() ? PercentCoding.encode(name, true) : name;
  }

  /** The items of a page: objects first, then common prefixes, each in order. */
  public void writeItems(XmlWriter xml, ListPage page, boolean withOwner) {
    for (ListPage.Item item : page.items()) {
      if (item instanceof ListPage.Item.Listed(String key, ObjectRecord object)) {
        xml.element("Contents", contents -> writeObject(contents, key, object, withOwner));
      }
    }
    for (ListPage.Item item : page.items()) {
      if (item instanceof ListPage.Item.CommonPrefix(String prefix)) {
        xml.element("CommonPrefixes", out -> out.element("Prefix", text(prefix)));
      }
    }
  }

  private void writeObject(XmlWriter xml, String key, ObjectRecord object, boolean withOwner) {
    xml.element("Key", text(key))
        .element("LastModified", Texts.isoDate(object.lastModified()))
        .element("ETag", object.etag().quoted());
    writeChecksum(xml, object);
    xml.element("Size", object.sizeBytes());
    if (withOwner) {
      Owners.write(xml, object.ownerId());
    }
    xml.element("StorageClass", object.attributes().storageClass());
  }

  /** The algorithm and the type of an object's checksum, if it has one. */
  public static void writeChecksum(XmlWriter xml, ObjectRecord object) {
    if (object.checksum().isPresent()) {
      Checksum checksum = object.checksum().get();
      xml.element("ChecksumAlgorithm", checksum.algorithm().name())
          .element("ChecksumType", checksum.type().name());
    }
  }
}
