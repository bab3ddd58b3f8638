package io.bytebucket.s3.op.listing;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.listing.VersionMarker;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.ListEncoding;
import io.bytebucket.s3.op.value.ListParameters;
import io.bytebucket.s3.op.value.Owners;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.Optional;

/**
 * Lists the versions and delete markers of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
public final class ListObjectVersions implements Operation<ListObjectVersions.Input> {
  private final VersionLister objects;

  /** The operation, with this lister. */
  public ListObjectVersions(VersionLister objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      VersionMarker marker,
      int limit,
      ListEncoding encoding)
      implements BucketInput {}

  @Override
  public Input decode(S3Request request) {
    VersionMarker marker =
        new VersionMarker(
            request.parameter("key-marker").orElse(""),
            request.parameter("version-id-marker").orElse(""));
    return new Input(
        request.bucket(),
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter"),
        marker,
        ListParameters.limit(request),
        ListEncoding.decode(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    VersionLister.Page page =
        objects.list(
            new VersionLister.Query(
                input.bucket(),
                input.prefix(),
                input.delimiter(),
                input.marker().start(),
                input.limit()));
    ListEncoding encoding = input.encoding();
    return S3Response.ok()
        .xml(
            "ListVersionsResult",
            xml -> {
              xml.element("Name", input.bucket().value())
                  .element("Prefix", encoding.text(input.prefix()))
                  .element("KeyMarker", encoding.text(input.marker().key()))
                  .element("VersionIdMarker", input.marker().version());
              if (page.isTruncated() && !page.items().isEmpty()) {
                writeNext(xml, page.items().getLast(), encoding);
              }
              xml.element("MaxKeys", input.limit())
                  .optional("Delimiter", input.delimiter().map(encoding::text))
                  .optional("EncodingType", encoding.type())
                  .element("IsTruncated", page.isTruncated());
              writeItems(xml, page, encoding);
            });
  }

  private static void writeNext(XmlWriter xml, VersionLister.Item last, ListEncoding encoding) {
    switch (last) {
      case VersionLister.Item.Listed(String key, ObjectRecord version, boolean isLatest) ->
          xml.element("NextKeyMarker", encoding.text(key))
              .element("NextVersionIdMarker", version.version().text());
      case VersionLister.Item.CommonPrefix(String prefix) ->
          xml.element("NextKeyMarker", encoding.text(prefix));
    }
  }

  private static void writeItems(XmlWriter xml, VersionLister.Page page, ListEncoding encoding) {
    for (VersionLister.Item item : page.items()) {
      if (item
          instanceof
          VersionLister.Item.Listed(String key, ObjectRecord version, boolean isLatest)) {
        xml.element(
            version.isDeleteMarker() ? "DeleteMarker" : "Version",
            out -> write(out, encoding.text(key), version, isLatest));
      }
    }
    for (VersionLister.Item item : page.items()) {
      if (item instanceof VersionLister.Item.CommonPrefix(String prefix)) {
        xml.element("CommonPrefixes", out -> out.element("Prefix", encoding.text(prefix)));
      }
    }
  }

  private static void write(XmlWriter xml, String key, ObjectRecord version, boolean isLatest) {
    xml.element("Key", key)
        .element("VersionId", version.version().text())
        .element("IsLatest", isLatest)
        .element("LastModified", Texts.isoDate(version.lastModified()));
    if (!version.isDeleteMarker()) {
      xml.element("ETag", version.etag().quoted());
      ListEncoding.writeChecksum(xml, version);
      xml.element("Size", version.sizeBytes());
    }
    Owners.write(xml, version.ownerId());
    if (!version.isDeleteMarker()) {
      xml.element("StorageClass", version.attributes().storageClass());
    }
  }
}
