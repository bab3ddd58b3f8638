package io.bytebucket.s3.op.value;

import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;

/** The parameters that listings have in common. */
public final class ListParameters {
  private ListParameters() {}

  /**
   * How many objects a page may have: {@code max-keys}, or S3's own limit if that is lower.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}; as on S3, a negative number is
   *     reported under another argument name
   */
  public static int limit(S3Request request) {
    int wanted = number(request, "max-keys", ObjectLister.PAGE_LIMIT);
    if (wanted < 0) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT,
              "Argument maxKeys must be an integer between 0 and 2147483647")
          .with("ArgumentName", "maxKeys")
          .with("ArgumentValue", Integer.toString(wanted));
    }
    return Math.min(wanted, ObjectLister.PAGE_LIMIT);
  }

  /**
   * How many items a page may have, in a listing of something other than objects.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static int limit(S3Request request, String name, int most) {
    return Math.min(notNegative(request, name, most), most);
  }

  /**
   * A number in the query, 0 or more.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static int notNegative(S3Request request, String name, int otherwise) {
    int number = number(request, name, otherwise);
    if (number < 0) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT,
              "Argument " + name + " must be an integer between 0 and 2147483647")
          .with("ArgumentName", name)
          .with("ArgumentValue", Integer.toString(number));
    }
    return number;
  }

  private static int number(S3Request request, String name, int otherwise) {
    return request.parameter(name).map(text -> Texts.integer(name, text)).orElse(otherwise);
  }

  /**
   * A number in the header, 0 or more.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static int header(S3Request request, String name, int otherwise) {
    int number = request.header(name).map(text -> Texts.integer(name, text)).orElse(otherwise);
    if (number < 0) {
      throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT)
          .with("ArgumentName", name)
          .with("ArgumentValue", Integer.toString(number));
    }
    return number;
  }

  /**
   * Refuses a parameter that belongs to the other version of the listing, even an empty one. If it
   * were ignored, the client would get the first page again and again.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static void refuse(S3Request request, String parameter, String message) {
    if (request.query().contains(parameter)) {
      throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message).with("ArgumentName", parameter);
    }
  }
}
