package io.bytebucket.s3.op.value;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;
import java.util.OptionalInt;

/** The {@code partNumber} of a request. */
public final class PartNumber {
  private static final String NAME = "partNumber";

  private PartNumber() {}

  /**
   * The number of the part that is sent.
   *
   * @throws StoreException with {@link Failure.InvalidPartNumber} when it is none
   */
  public static int require(S3Request request) {
    return optional(request).orElseThrow(() -> invalid(request.query().first(NAME).orElse("")));
  }

  /**
   * The number of the part that is asked for, if one is.
   *
   * @throws StoreException with {@link Failure.InvalidPartNumber} when it is none
   */
  public static OptionalInt optional(S3Request request) {
    Optional<String> text = request.query().first(NAME);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Uploads.requirePartNumber(Integer.parseInt(text.get())));
    } catch (NumberFormatException | StoreException noPart) {
      // With the number as it was sent.
      throw invalid(text.get());
    }
  }

  /**
   * Refuses a request that asks for a part and for a range.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST}
   */
  public static void refuseWithRange(S3Request request) {
    if (request.query().contains(NAME) && request.header("range").isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Cannot specify both Range header and partNumber query parameter");
    }
  }

  private static StoreException invalid(String text) {
    return new StoreException(new Failure.InvalidPartNumber(text, Uploads.PART_NUMBER_MAX));
  }
}
