package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.user.Credential;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.Visit;
import java.util.Optional;

/**
 * Finds out who sends a request: by credentials in its header, else by the session that it carries.
 * Thread-safe.
 */
public final class SignIns {
  /** What the log calls credentials in the header. */
  private static final String BY_HEADER = "admin";

  private final Proof proof;
  private final BrowserSessions sessions;

  /** By those ways in. */
  public SignIns(Proof proof, BrowserSessions sessions) {
    this.proof = proof;
    this.sessions = sessions;
  }

  /**
   * The user who sends a request.
   *
   * @throws AdminException with 401 when nobody proved to be one, 403 or 429
   */
  public Sender require(Request request, Visit visit) {
    Optional<Proof.Shown> sent = HeaderSignIn.of(request.headers());
    if (sent.isEmpty()) {
      return sessions.find(request, visit).orElseThrow(SignInErrors::missing);
    }
    Credential found = proof.require(request, visit, sent.get(), BY_HEADER);
    return new Sender(Proof.callerOf(found), found.key().id(), Optional.empty());
  }
}
