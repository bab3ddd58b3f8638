package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;

/**
 * Sends an object, or one range of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
final class GetObject implements Operation<GetObject.Input> {
  private final ObjectReader objects;

  GetObject(ObjectReader objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      ReadConditions conditions,
      Optional<String> range,
      Optional<String> ifRange,
      Headers overrides,
      boolean wantsChecksum)
      implements ObjectInput {
    static Input decode(S3Request request) {
      VersionParameter.requireCurrent(request);
      UnsupportedHeaders.refuseEncryption(request);
      return new Input(
          request.bucket(),
          request.key(),
          ConditionHeaders.read(request),
          request.header("range"),
          request.header("if-range"),
          AttributeHeaders.overrides(request),
          ChecksumHeaders.isWanted(request));
    }

    /** The part of the object that is to be sent; empty when all of it is. */
    Optional<RangeHeader> rangeOf(ObjectRecord object) {
      return ifRange.filter(validator -> !ConditionHeaders.isCurrent(validator, object)).isPresent()
          ? Optional.empty()
          : RangeHeader.resolve(range, object.sizeBytes());
    }

    /**
     * Refuses what only a caller with a name may ask for.
     *
     * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST}
     */
    void requireNamed(Caller caller) {
      if (caller instanceof Caller.Anonymous && overrides.size() > 0) {
        throw new S3Exception(
            S3ErrorCode.INVALID_REQUEST,
            "Request specific response headers cannot be used for anonymous GET requests.");
      }
    }
  }

  @Override
  public Input decode(S3Request request) {
    return Input.decode(request);
  }

  @Override
  public void admit(Input input, Caller caller) {
    input.requireNamed(caller);
  }

  @Override
  public Action action(Input input) {
    return Action.GET_OBJECT;
  }

  @Override
  public Response handle(Input input, Caller caller) {
    return switch (objects.open(input.bucket(), input.key(), input.conditions())) {
      case ObjectReader.Outcome.NotModified<ObjectReader.Content>(ObjectRecord object) ->
          ObjectResponse.notModified(object);
      case ObjectReader.Outcome.Found<ObjectReader.Content>(ObjectReader.Content content) ->
          found(input, content);
    };
  }

  private static Response found(Input input, ObjectReader.Content content) {
    boolean handedOn = false;
    try {
      ObjectRecord object = content.object();
      Optional<RangeHeader> range = input.rangeOf(object);
      long first = range.map(RangeHeader::first).orElse(0L);
      long length = range.map(RangeHeader::lengthBytes).orElse(object.sizeBytes());
      Response response =
          ObjectResponse.found(object, range, input.overrides(), input.wantsChecksum())
              .body(new ResponseBody.Stream(length, new ContentSource(content, first, length)));
      handedOn = true;
      return response;
    } finally {
      if (!handedOn) {
        content.close();
      }
    }
  }
}
