package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.Headers;
import java.util.List;
import java.util.Optional;

/**
 * Credentials that a request carries in its header.
 *
 * @param accessKeyId as it was sent
 * @param secret as it was sent
 */
record HeaderSignIn(String accessKeyId, String secret) {
  private static final String ACCESS_KEY = "x-admin-accesskey";
  private static final String SECRET = "x-admin-secret";

  /**
   * What the header has of them; empty when it has neither.
   *
   * @throws AdminException when it has one without the other, or one of them twice
   */
  static Optional<HeaderSignIn> of(Headers headers) {
    List<String> keys = headers.all(ACCESS_KEY);
    List<String> secrets = headers.all(SECRET);
    if (keys.isEmpty() && secrets.isEmpty()) {
      return Optional.empty();
    }
    if (keys.size() != 1 || secrets.size() != 1) {
      throw SignInErrors.missing();
    }
    return Optional.of(new HeaderSignIn(keys.getFirst(), secrets.getFirst()));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "HeaderSignIn[" + accessKeyId + "]";
  }
}
