package io.bytebucket.s3.form;

import io.bytebucket.core.value.FieldText;
import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a form as the header fields of a request that asks for the same: what decodes the
 * one decodes the other.
 */
public final class FieldHeaders {
  private static final String AMZ_PREFIX = "x-amz-";

  /** The fields that are no header of an upload, and that only a form has. */
  private static final Set<String> FORM_ONLY =
      Set.of("key", "tagging", "success_action_redirect", "redirect", "success_action_status");

  /** The fields that are also headers of an upload, apart from those with AWS's prefix. */
  private static final Set<String> ALSO_HEADERS =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-type",
          "expires");

  /** The headers of the form's request that still count: they change nothing of the upload. */
  private static final Set<String> KEPT = Set.of("host", "x-amz-expected-bucket-owner");

  private FieldHeaders() {}

  /**
   * The header fields that say what a form says.
   *
   * @param sent those the form was sent with, which no policy covers
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT} when a value cannot be a header's
   */
  public static Headers of(Map<String, String> fields, Headers sent) {
    Headers.Builder headers = Headers.builder();
    sent.forEach((name, value) -> {
      if (KEPT.contains(name)) {
        headers.add(name, value);
      }
    });
    fields.forEach((name, value) -> {
      if (FORM_ONLY.contains(name)) {
        headers.add(name, value);
      } else if (name.equals("acl")) {
        headers.add("x-amz-acl", value);
      } else if (name.startsWith(AMZ_PREFIX) || ALSO_HEADERS.contains(name)) {
        headers.add(name, requireHeaderText(name, value));
      }
    });
    return headers.build();
  }

  /** A line break in a value would end a header field of our answer, and start another. */
  private static String requireHeaderText(String name, String value) {
    if (!FieldText.isValue(value)) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT, "The value of the field cannot be that of a header.")
          .with("ArgumentName", name)
          .with("ArgumentValue", value);
    }
    // As around the value of a header, which could not be sent back with it.
    return value.strip();
  }
}
