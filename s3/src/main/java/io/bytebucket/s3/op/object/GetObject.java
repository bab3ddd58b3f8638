package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectReader.Opened;
import io.bytebucket.core.object.ObjectReader.Outcome;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.object.ContentSource;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;

/**
 * Sends an object, or one range of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public final class GetObject implements Operation<ObjectRead> {
  private final ObjectReader objects;

  /** The operation, over these objects. */
  public GetObject(ObjectReader objects) {
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
    return switch (objects.open(
        admission.judged(input.source()), input.conditions(), input::selection)) {
      case Outcome.NotModified<Opened<Selection>>(HeldObject object) ->
          ObjectResponse.notModified(object);
      case Outcome.Found<Opened<Selection>>(Opened<Selection> opened) -> found(input, opened);
    };
  }

  private static Response found(ObjectRead input, Opened<Selection> opened) {
    ObjectReader.Content content = opened.content();
    boolean handedOn = false;
    try {
      Selection selection = opened.choice();
      long length = selection.lengthBytes();
      Response response =
          ObjectResponse.found(content.held(), selection, input)
              .body(
                  new ResponseBody.Stream(
                      length, new ContentSource(content, selection.first(), length)));
      handedOn = true;
      return response;
    } finally {
      if (!handedOn) {
        content.close();
      }
    }
  }
}
