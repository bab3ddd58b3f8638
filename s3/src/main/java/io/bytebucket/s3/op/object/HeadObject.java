package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectReader.Chosen;
import io.bytebucket.core.object.ObjectReader.Outcome;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;

/**
 * Answers like GetObject, without the bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
public final class HeadObject implements Operation<ObjectRead> {
  private final ObjectReader objects;

  /** The operation, over these objects. */
  public HeadObject(ObjectReader objects) {
    this.objects = objects;
  }

  @Override
  public ObjectRead decode(S3Request request) {
    return ObjectRead.decode(request);
  }

  @Override
  public void admit(ObjectRead input, Caller caller) {
    input.requireNamed(caller);
  }

  @Override
  public Response handle(ObjectRead input, Admission admission) {
    return switch (objects.head(
        admission.judged(input.source()), input.conditions(), input::selection)) {
      case Outcome.NotModified<Chosen<Selection>>(HeldObject object) ->
          ObjectResponse.notModified(object);
      case Outcome.Found<Chosen<Selection>>(Chosen<Selection> chosen) ->
          ObjectResponse.found(chosen.object(), chosen.choice(), input)
              .body(new ResponseBody.HeadOnly(chosen.choice().lengthBytes()));
    };
  }
}
