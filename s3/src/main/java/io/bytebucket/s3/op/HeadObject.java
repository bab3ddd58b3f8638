package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;

/**
 * Answers as GetObject would, without the bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
final class HeadObject implements Operation<GetObject.Input> {
  private final ObjectReader objects;

  HeadObject(ObjectReader objects) {
    this.objects = objects;
  }

  @Override
  public GetObject.Input decode(S3Request request) {
    return GetObject.Input.decode(request);
  }

  @Override
  public void admit(GetObject.Input input, Caller caller) {
    input.requireNamed(caller);
  }

  @Override
  public Action action(GetObject.Input input) {
    return Action.GET_OBJECT;
  }

  @Override
  public Response handle(GetObject.Input input, Caller caller) {
    return switch (objects.head(input.bucket(), input.key(), input.conditions())) {
      case ObjectReader.Outcome.NotModified<ObjectRecord>(ObjectRecord object) ->
          ObjectResponse.notModified(object);
      case ObjectReader.Outcome.Found<ObjectRecord>(ObjectRecord object) -> {
        Optional<RangeHeader> range = input.rangeOf(object);
        long length = range.map(RangeHeader::lengthBytes).orElse(object.sizeBytes());
        yield ObjectResponse.found(object, range, input.overrides(), input.wantsChecksum())
            .body(new ResponseBody.HeadOnly(length));
      }
    };
  }
}
