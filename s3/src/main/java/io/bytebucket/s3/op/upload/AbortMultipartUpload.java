package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.time.Instant;
import java.util.Optional;

/**
 * Aborts an upload in parts. The bytes of its parts become garbage.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>
 */
public final class AbortMultipartUpload implements Operation<AbortMultipartUpload.Input> {
  private final Uploads uploads;

  /** The operation, over these uploads. */
  public AbortMultipartUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  record Input(BucketName bucket, ObjectKey key, String upload, Optional<Instant> begunAt)
      implements UploadInput {}

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.key(),
        UploadInput.decode(request),
        ConditionHeaders.initiated(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    input
        .begunAt()
        .ifPresentOrElse(
            time -> uploads.abortIfBegun(time, input.handle()),
            () -> uploads.abort(input.handle()));
    return S3Response.status(204).empty();
  }
}
