package io.bytebucket.s3.op;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.Optional;

/**
 * What the listings of objects have in common: their parameters, and how names are written.
 *
 * @param isUrl whether names are percent-encoded, so that every key can stand in XML; a slash stays
 *     and a space becomes {@code %20}, which every decoder reads right
 */
record ListEncoding(boolean isUrl) {
  static ListEncoding decode(S3Request request) {
    Optional<String> type = request.parameter("encoding-type");
    if (type.isPresent() && !type.get().equals("url")) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT, "Invalid Encoding Method specified in Request")
          .with("ArgumentName", "encoding-type")
          .with("ArgumentValue", type.get());
    }
    return new ListEncoding(type.isPresent());
  }

  /** How many items a page may have; more than S3 gives counts as what S3 gives. */
  static int limit(S3Request request) {
    return request
        .parameter("max-keys")
        .map(text -> Math.min(ObjectLister.PAGE_LIMIT, Texts.parameterNumber("max-keys", text)))
        .orElse(ObjectLister.PAGE_LIMIT);
  }

  String text(String name) {
    return isUrl ? PercentCoding.encode(name, true) : name;
  }

  void writeType(XmlWriter xml) {
    if (isUrl) {
      xml.element("EncodingType", "url");
    }
  }

  /** The items of a page: objects first, then common prefixes, each in order. */
  void writeItems(XmlWriter xml, ListPage page, boolean withOwner) {
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
    if (object.checksum().isPresent()) {
      Checksum checksum = object.checksum().get();
      xml.element("ChecksumAlgorithm", checksum.algorithm().name())
          .element("ChecksumType", checksum.type().name());
    }
    xml.element("Size", object.sizeBytes());
    if (withOwner) {
      Owners.write(xml, object.ownerId());
    }
    xml.element("StorageClass", object.attributes().storageClass());
  }
}
