package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;

/**
 * Deletes an object; answers 204 also when there is none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
 */
final class DeleteObject implements Operation<DeleteObject.Input> {
  private final ObjectRemover objects;

  DeleteObject(ObjectRemover objects) {
    this.objects = objects;
  }

  record Input(BucketName bucket, ObjectKey key, WriteCondition condition) implements ObjectInput {}

  @Override
  public Input decode(S3Request request) {
    VersionParameter.requireCurrent(request);
    return new Input(request.bucket(), request.key(), ConditionHeaders.delete(request));
  }

  @Override
  public Action action(Input input) {
    return Action.DELETE_OBJECT;
  }

  @Override
  public Response handle(Input input, Caller caller) {
    objects.delete(input.bucket(), new ObjectRemover.Target(input.key(), input.condition()));
    return S3Response.status(204).empty();
  }
}
