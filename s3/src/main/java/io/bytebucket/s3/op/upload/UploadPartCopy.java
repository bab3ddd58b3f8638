package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.CopySource;
import io.bytebucket.s3.op.value.PartNumber;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a part from an object, or from a range of one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
public final class UploadPartCopy implements Operation<UploadPartCopy.Input> {
  private static final String RANGE = "x-amz-copy-source-range";
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

  private final PartCopier parts;

  /** The operation, over these parts. */
  public UploadPartCopy(PartCopier parts) {
    this.parts = parts;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      String upload,
      int number,
      CopySource from,
      Optional<PartCopier.Range> range)
      implements UploadInput {
    @Override
    public Optional<Source> accessSource() {
      return Optional.of(from.demanded());
    }
  }

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuse(request);
    return new Input(
        request.bucket(),
        request.key(),
        UploadInput.decode(request),
        PartNumber.require(request),
        CopySource.decode(request),
        request.header(RANGE).map(UploadPartCopy::range));
  }

  /** Unlike the range of a read, a malformed one is refused. */
  private static PartCopier.Range range(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      try {
        return PartCopier.Range.of(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
      } catch (StoreException reversed) {
        // Refused below, in AWS's words and with the range as it was sent.
      }
    }
    throw new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
                + " last are the zero-based offsets of the first and last bytes to copy")
        .with("ArgumentName", RANGE)
        .with("ArgumentValue", text);
  }

  @Override
  public Response handle(Input input, Admission admission) {
    PartCopier.Copied copied =
        input
            .from()
            .copied(() ->
                parts.copy(
                    new PartCopier.Copy(
                        input.handle(),
                        input.number(),
                        admission.judgedOrigin(input.from().source()),
                        input.from().conditions(),
                        input.range())));
    return S3Response.ok()
        .header(CopySource.VERSION_HEADER, copied.source().writtenVersionId())
        .xml(
            "CopyPartResult",
            xml -> {
              xml.element("LastModified", Texts.isoDate(copied.part().lastModified()))
                  .element("ETag", copied.part().etag().quoted());
              if (copied.isChecksumAskedFor()) {
                ChecksumHeaders.writePart(xml, copied.part().checksum());
              }
            });
  }
}
