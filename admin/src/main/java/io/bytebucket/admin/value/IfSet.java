package io.bytebucket.admin.value;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;

/**
 * Answers where a setting is not set. That is an error, as on the port of S3; but who asks with
 * {@code if-set} is told {@code null}, because a browser reports every error of a page, and that
 * nothing is set is none.
 */
public final class IfSet {
  /** The parameter, which has no value. */
  public static final String PARAMETER = "if-set";

  private IfSet() {}

  /**
   * The answer.
   *
   * @throws AdminException what is not set, unless it was asked for so
   */
  public static Response unset(AdminRequest request, AdminException failure) {
    if (request.query().first(PARAMETER).isEmpty()) {
      throw failure;
    }
    return Json.text(200, Headers.EMPTY, "null");
  }
}
