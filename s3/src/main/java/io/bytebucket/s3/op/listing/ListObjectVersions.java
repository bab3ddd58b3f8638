package io.bytebucket.s3.op.listing;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ListEncoding;
import io.bytebucket.s3.op.value.ListParameters;
import io.bytebucket.s3.op.value.Owners;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.op.value.VersionParameter;
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
      String keyMarker,
      String versionIdMarker,
      int limit,
      ListEncoding encoding)
      implements BucketInput {
    Optional<VersionLister.Marker> marker() {
      return keyMarker.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new VersionLister.Marker(
                  keyMarker,
                  versionIdMarker.isEmpty()
                      ? Optional.empty()
                      : Optional.of(VersionParameter.parse("version-id-marker", versionIdMarker))));
    }
  }

  @Override
  public Input decode(S3Request request) {
    String keyMarker = request.parameter("key-marker").orElse("");
    Optional<String> versionIdMarker = request.query().first("version-id-marker");
    if (keyMarker.isEmpty() && versionIdMarker.filter(text -> !text.isEmpty()).isPresent()) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT,
              "A version-id marker cannot be specified without a key marker.")
          .with("ArgumentName", "version-id-marker")
          .with("ArgumentValue", versionIdMarker.get());
    }
    return new Input(
        request.bucket(),
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter"),
        keyMarker,
        versionIdMarker.orElse(""),
        ListParameters.limit(request),
        ListEncoding.decode(request));
  }

  @Override
  public Action action(Input input) {
    return Action.LIST_BUCKET_VERSIONS;
  }

  @Override
  public Response handle(Input input, Caller caller) {
    VersionLister.Page page =
        objects.list(
            new VersionLister.Query(
                input.bucket(), input.prefix(), input.delimiter(), input.marker(), input.limit()));
    ListEncoding encoding = input.encoding();
    return S3Response.ok()
        .xml(
            "ListVersionsResult",
            xml -> {
              xml.element("Name", input.bucket().value())
                  .element("Prefix", encoding.text(input.prefix()))
                  .element("KeyMarker", encoding.text(input.keyMarker()))
                  .element("VersionIdMarker", input.versionIdMarker());
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
