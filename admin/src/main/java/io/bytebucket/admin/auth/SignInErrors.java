package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;

/** Why nobody is signed in. What was wrong with credentials is told to nobody. */
final class SignInErrors {
  private SignInErrors() {}

  static AdminException missing() {
    return new AdminException(
        401, "Unauthorized", "Send X-Admin-AccessKey and X-Admin-Secret, each once.");
  }

  static AdminException wrong() {
    return new AdminException(
        401, AdminException.INVALID_CREDENTIALS, "These are no credentials of an administrator.");
  }
}
