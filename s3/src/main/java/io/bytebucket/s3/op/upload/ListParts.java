package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ListParameters;
import io.bytebucket.s3.op.value.Owners;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlWriter;

/**
 * Lists the parts of an upload that is under way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a>
 */
public final class ListParts implements Operation<ListParts.Input> {
  private final UploadLister uploads;

  /** The operation, over these uploads. */
  public ListParts(UploadLister uploads) {
    this.uploads = uploads;
  }

  record Input(BucketName bucket, ObjectKey key, String upload, int after, int limit)
      implements UploadInput {}

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.key(),
        UploadInput.decode(request),
        ListParameters.notNegative(request, "part-number-marker", 0),
        ListParameters.limit(request, "max-parts", UploadLister.PAGE_LIMIT));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    UploadLister.PartPage page = uploads.parts(input.handle(), input.after(), input.limit());
    Upload upload = page.upload();
    int next = page.parts().isEmpty() ? 0 : page.parts().getLast().number();
    return S3Response.ok()
        .xml(
            "ListPartsResult",
            xml -> {
              xml.element("Bucket", input.bucket().value())
                  .element("Key", input.key().value())
                  .element("UploadId", input.upload())
                  .element("PartNumberMarker", input.after())
                  .element("NextPartNumberMarker", next)
                  .element("MaxParts", input.limit())
                  .element("IsTruncated", page.isTruncated());
              page.parts().forEach(part -> xml.element("Part", out -> write(out, part, upload)));
              Owners.writeInitiator(xml, upload.ownerId());
              Owners.write(xml, page.owner());
              xml.element("StorageClass", upload.attributes().storageClass());
              if (upload.checksum().isAskedFor()) {
                xml.element("ChecksumAlgorithm", upload.checksum().algorithm().name())
                    .element("ChecksumType", upload.checksum().type().name());
              }
            });
  }

  private static void write(XmlWriter xml, UploadedPart part, Upload upload) {
    xml.element("PartNumber", part.number())
        .element("LastModified", Texts.isoDate(part.lastModified()))
        .element("ETag", part.etag().quoted())
        .element("Size", part.sizeBytes());
    if (upload.checksum().isAskedFor()) {
      ChecksumHeaders.writePart(xml, part.checksum());
    }
  }
}
