package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Optional;

/**
 * Deletes an object; answers 204 also when there is none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
 */
public final class DeleteObject implements Operation<DeleteObject.Input> {
  private final ObjectRemover objects;

  /** The operation, over these objects. */
  public DeleteObject(ObjectRemover objects) {
    this.objects = objects;
  }

  record Input(BucketName bucket, ObjectKey key, VersionSelector version, WriteCondition condition)
      implements ObjectInput {
    @Override
    public VersionSelector addressedVersion() {
      return version;
    }
  }

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuseBypass(request);
    return new Input(
        request.bucket(),
        request.key(),
        VersionParameter.decode(request),
        ConditionHeaders.delete(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    ObjectRemover.Outcome outcome =
        objects.delete(
            admission.judged(new ObjectReader.Source(input.bucket(), input.key(), input.version())),
            input.condition(),
            admission.actor());
    S3Response response = S3Response.status(204);
    return switch (outcome) {
      case ObjectRemover.Outcome.Gone gone -> response.empty();
      case ObjectRemover.Outcome.Marked(VersionId marker) ->
          response
              .header("x-amz-delete-marker", "true")
              .header(VersionParameter.HEADER, marker.text())
              .empty();
      case ObjectRemover.Outcome.VersionGone(VersionSelector version, boolean wasMarker) ->
          response
              .header("x-amz-delete-marker", wasMarker ? Optional.of("true") : Optional.empty())
              .header(VersionParameter.HEADER, version.text())
              .empty();
      case ObjectRemover.Outcome.Refused(Failure failure) -> throw new StoreException(failure);
    };
  }
}
