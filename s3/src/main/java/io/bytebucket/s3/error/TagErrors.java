package io.bytebucket.s3.error;

import io.bytebucket.core.failure.TagFault;

/** What S3 answers to tags that cannot be. */
final class TagErrors {
  private TagErrors() {}

  static S3Exception translate(TagFault fault) {
    return switch (fault) {
      case TagFault.InvalidKey(String key) ->
          invalid("The TagKey you have provided is invalid", key);
      case TagFault.InvalidValue(String key, String value) ->
          invalid("The TagValue you have provided is invalid", key).with("TagValue", value);
      case TagFault.ReservedKey(TagFault.Tagged of, String key) ->
          invalid(
              switch (of) {
                case OBJECT -> "Your TagKey cannot be prefixed with aws:";
                case BUCKET -> "System tags cannot be added/updated by requester";
              },
              key);
      case TagFault.DuplicateKey(String key) ->
          invalid("Cannot provide multiple Tags with the same key", key);
      case TagFault.TooMany(TagFault.Tagged of, int limit) ->
          new S3Exception(
              S3ErrorCode.BAD_REQUEST,
              switch (of) {
                case OBJECT -> "Object tags cannot be greater than " + limit;
                case BUCKET -> "Bucket tag count cannot be greater than " + limit;
              });
    };
  }

  private static S3Exception invalid(String message, String key) {
    return new S3Exception(S3ErrorCode.INVALID_TAG, message).with("TagKey", key);
  }
}
