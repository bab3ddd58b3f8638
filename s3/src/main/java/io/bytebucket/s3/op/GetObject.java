package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;
import java.util.OptionalInt;

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
      VersionSelector version,
      OptionalInt partNumber,
      ReadConditions conditions,
      Optional<String> range,
      Optional<String> ifRange,
      Headers overrides,
      boolean wantsChecksum)
      implements ObjectInput {
    static Input decode(S3Request request) {
      PartNumber.refuseWithRange(request);
      VersionSelector version = VersionParameter.decode(request);
      UnsupportedHeaders.refuseEncryption(request);
      return new Input(
          request.bucket(),
          request.key(),
          version,
          PartNumber.optional(request),
          ConditionHeaders.read(request),
          request.header("range"),
          request.header("if-range"),
          AttributeHeaders.overrides(request),
          ChecksumHeaders.isWanted(request));
    }

    ObjectReader.Source source() {
      return new ObjectReader.Source(bucket, key, version);
    }

    /** What the caller must be allowed to do: versions are apart. */
    Action action() {
      return version instanceof VersionSelector.Current
          ? Action.GET_OBJECT
          : Action.GET_OBJECT_VERSION;
    }

    /** Which bytes of the object are to be sent. */
    Selection selection(ObjectRecord object) {
      if (partNumber.isPresent()) {
        return Selection.ofPart(object, partNumber.getAsInt());
      }
      return Selection.of(
          ifRange.filter(validator -> !ConditionHeaders.isCurrent(validator, object)).isPresent()
              ? Optional.empty()
              : RangeHeader.resolve(range, object.sizeBytes()));
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
    return input.action();
  }

  @Override
  public Response handle(Input input, Caller caller) {
    return switch (objects.open(input.source(), input.conditions())) {
      case ObjectReader.Outcome.NotModified<ObjectReader.Content>(HeldObject object) ->
          ObjectResponse.notModified(object);
      case ObjectReader.Outcome.Found<ObjectReader.Content>(ObjectReader.Content content) ->
          found(input, content);
    };
  }

  private static Response found(Input input, ObjectReader.Content content) {
    boolean handedOn = false;
    try {
      Selection selection = input.selection(content.object());
      long length = selection.lengthBytes(content.object());
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
