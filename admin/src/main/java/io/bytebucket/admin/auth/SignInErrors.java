package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;

/** Why nobody is signed in. What was wrong with credentials is told to nobody. */
final class SignInErrors {
  private SignInErrors() {}

  static AdminException missing() {
    return new AdminException(
        401, "Unauthorized", "Sign in, or send X-Admin-AccessKey and X-Admin-Secret, each once.");
  }

  static AdminException wrong() {
    return new AdminException(
        401, AdminException.INVALID_CREDENTIALS, "The access key or the secret is wrong.");
  }

  /** Told to those alone who have the secret. */
  static AdminException codeMissing() {
    return new AdminException(401, "SecondFactorRequired", "A code is needed beside the secret.");
  }

  /** Of somebody who is signed in: no reason to sign out. */
  static AdminException codeWrong() {
    return new AdminException(400, "InvalidCode", "The code is wrong, or was used before.");
  }

  static AdminException over() {
    return new AdminException(401, "SessionOver", "The session is over; sign in again.");
  }

  static AdminException foreign() {
    return new AdminException(403, "CrossOrigin", "A page of another origin may not do this.");
  }

  static AdminException csrf() {
    return new AdminException(
        403, "CsrfTokenMissing", "Send the session's csrfToken as X-Csrf-Token.");
  }
}
