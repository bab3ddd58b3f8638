package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.AttributeHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Map;

/**
 * Begins an upload in parts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>
 */
public final class CreateMultipartUpload implements Operation<CreateMultipartUpload.Input> {
  private final Uploads uploads;

  /** The operation, over these uploads. */
  public CreateMultipartUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  record Input(
      BucketName bucket, ObjectKey key, ObjectAttributes attributes, Upload.ChecksumPlan checksum)
      implements ObjectInput {
    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(attributes.tags());
    }
  }

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuse(request);
    return new Input(
        request.bucket(),
        request.key(),
        AttributeHeaders.decode(request),
        Upload.ChecksumPlan.of(
            ChecksumHeaders.wanted(request), ChecksumHeaders.wantedType(request)));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    Upload upload =
        uploads.create(
            input.bucket(), input.key(), input.attributes(), input.checksum(), admission.actor());
    S3Response response = S3Response.ok();
    if (upload.checksum().isAskedFor()) {
      response
          .header("x-amz-checksum-algorithm", upload.checksum().algorithm().name())
          .header("x-amz-checksum-type", upload.checksum().type().name());
    }
    return response.xml(
        "InitiateMultipartUploadResult",
        xml ->
            xml.element("Bucket", input.bucket().value())
                .element("Key", input.key().value())
                .element("UploadId", upload.id().text()));
  }
}
