package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.UploadMarker;
import io.bytebucket.core.user.UserId;
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
 * Lists the uploads of a bucket that are under way.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>
 */
public final class ListMultipartUploads implements Operation<ListMultipartUploads.Input> {
  private final UploadLister uploads;

  /** The operation, over these uploads. */
  public ListMultipartUploads(UploadLister uploads) {
    this.uploads = uploads;
  }

  record Input(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      UploadMarker marker,
      int limit,
      ListEncoding encoding)
      implements BucketInput {
    Optional<UploadLister.Cursor> cursor() {
      return marker.start(prefix, delimiter);
    }
  }

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter"),
        new UploadMarker(
            request.parameter("key-marker").orElse(""),
            request.parameter("upload-id-marker").orElse("")),
        ListParameters.limit(request, "max-uploads", UploadLister.PAGE_LIMIT),
        ListEncoding.decode(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    UploadLister.Page page =
        uploads.list(
            new UploadLister.Query(
                input.bucket(), input.prefix(), input.delimiter(), input.cursor(), input.limit()));
    ListEncoding encoding = input.encoding();
    return S3Response.ok()
        .xml(
            "ListMultipartUploadsResult",
            xml -> {
              xml.element("Bucket", input.bucket().value())
                  .element("KeyMarker", encoding.text(input.marker().key()))
                  .element("UploadIdMarker", input.marker().upload());
              writeNext(xml, last(page), encoding);
              xml.optional(
                      "Prefix",
                      Optional.of(encoding.text(input.prefix())).filter(text -> !text.isEmpty()))
                  .optional("Delimiter", input.delimiter().map(encoding::text))
                  .element("MaxUploads", input.limit())
                  .optional("EncodingType", encoding.type())
                  .element("IsTruncated", page.isTruncated());
              writeItems(xml, page, encoding);
            });
  }

  /**
   * The item after which the next page begins. As on AWS it is told on the last page too, where it
   * names the last upload. Unlike AWS, it may name a common prefix, since a client could not go on
   * after it otherwise.
   */
  private static Optional<UploadLister.Item> last(UploadLister.Page page) {
    return page.items().reversed().stream()
        .filter(item -> page.isTruncated() || item instanceof UploadLister.Item.Listed)
        .findFirst();
  }

  private static void writeNext(
      XmlWriter xml, Optional<UploadLister.Item> last, ListEncoding encoding) {
    String key = "";
    String uploadId = "";
    if (last.isPresent()) {
      switch (last.get()) {
        case UploadLister.Item.Listed(Upload upload, var owner) -> {
          key = upload.key().value();
          uploadId = upload.id().text();
        }
        case UploadLister.Item.CommonPrefix(String prefix) -> key = prefix;
      }
    }
    xml.element("NextKeyMarker", encoding.text(key)).element("NextUploadIdMarker", uploadId);
  }

  private static void writeItems(XmlWriter xml, UploadLister.Page page, ListEncoding encoding) {
    for (UploadLister.Item item : page.items()) {
      if (item instanceof UploadLister.Item.Listed(Upload upload, UserId owner)) {
        xml.element("Upload", out -> write(out, upload, owner, encoding));
      }
    }
    for (UploadLister.Item item : page.items()) {
      if (item instanceof UploadLister.Item.CommonPrefix(String prefix)) {
        xml.element("CommonPrefixes", out -> out.element("Prefix", encoding.text(prefix)));
      }
    }
  }

  private static void write(XmlWriter xml, Upload upload, UserId owner, ListEncoding encoding) {
    xml.element("Key", encoding.text(upload.key().value())).element("UploadId", upload.id().text());
    Owners.writeInitiator(xml, upload.ownerId());
    Owners.write(xml, owner);
    xml.element("StorageClass", upload.attributes().storageClass())
        .element("Initiated", Texts.isoDate(upload.initiatedAt()));
    if (upload.checksum().isAskedFor()) {
      xml.element("ChecksumAlgorithm", upload.checksum().algorithm().name())
          .element("ChecksumType", upload.checksum().type().name());
    }
  }
}
