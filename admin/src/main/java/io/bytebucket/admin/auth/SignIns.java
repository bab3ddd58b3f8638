package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.user.Credential;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.Visit;

/** Finds out who sends a request. Thread-safe. */
public final class SignIns {
  /** What the log calls credentials in the header. */
  private static final String BY_HEADER = "admin";

  private final SecretCheck secrets;

  /** By those secrets. */
  public SignIns(SecretCheck secrets) {
    this.secrets = secrets;
  }

  /**
   * The administrator who sends a request.
   *
   * @throws AdminException with 401 when nobody proved to be one
   */
  public Administrator require(Request request, Visit visit) {
    HeaderSignIn sent = HeaderSignIn.of(request.headers()).orElseThrow(SignInErrors::missing);
    visit.claim(BY_HEADER, shown(sent.accessKeyId()));
    Credential found =
        secrets
            .check(sent.accessKeyId(), sent.secret())
            .filter(credential -> AdminGate.isAdministrator(credential.user().rules()))
            .orElseThrow(SignInErrors::wrong);
    visit.caller(BY_HEADER, found.key().id());
    visit.user(found.user().id());
    return new Administrator(
        new Caller.Known(found.user().id(), found.user().name(), found.user().rules()),
        found.key().id());
  }

  /** What may be an id of a key; other text does not come into the log. */
  private static String shown(String accessKeyId) {
    boolean isOne =
        accessKeyId.length() <= 128 && accessKeyId.chars().allMatch(c -> c > ' ' && c < 0x7F);
    return isOne ? accessKeyId : "";
  }
}
