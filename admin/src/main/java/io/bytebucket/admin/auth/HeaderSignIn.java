package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.Headers;
import java.util.List;
import java.util.Optional;

/** Credentials that a request carries in its header. */
public final class HeaderSignIn {
  private static final String ACCESS_KEY = "x-admin-accesskey";
  private static final String SECRET = "x-admin-secret";
  private static final String CODE = "x-admin-code";

  private HeaderSignIn() {}

  /** Whether a header has any; who is found by them is in no session. */
  public static boolean isIn(Headers headers) {
    return headers.contains(ACCESS_KEY) || headers.contains(SECRET);
  }

  /**
   * What the header has of them; empty when it has neither key nor secret.
   *
   * @throws AdminException when it has one without the other, or one of them twice
   */
  static Optional<Proof.Shown> of(Headers headers) {
    List<String> keys = headers.all(ACCESS_KEY);
    List<String> secrets = headers.all(SECRET);
    List<String> codes = headers.all(CODE);
    if (!isIn(headers)) {
      return Optional.empty();
    }
    if (keys.size() != 1 || secrets.size() != 1 || codes.size() > 1) {
      throw SignInErrors.missing();
    }
    return Optional.of(
        new Proof.Shown(keys.getFirst(), secrets.getFirst(), codes.stream().findFirst(), false));
  }
}
