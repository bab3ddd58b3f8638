package io.bytebucket.admin.route;

import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.signin.SessionHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Who asks, and proved who that is: any user in a session, or an administrator.
 *
 * @param caller the user
 * @param accessKeyId the access key that was used
 * @param session the session in which it is asked, if it is in one
 */
public record Sender(Caller.Known caller, String accessKeyId, Optional<InSession> session) {
  /**
   * A session of a browser.
   *
   * @param csrfToken what goes with each change that is asked for in it
   * @param endsAt when it ends at the latest
   */
  public record InSession(SessionHash hash, String csrfToken, Instant endsAt) {
    /** Without the token. */
    @Override
    public String toString() {
      return "InSession[" + hash.hex() + "]";
    }
  }

  /** Whether it may run the store, as far as no rule forbids that. */
  public boolean isAdministrator() {
    return AdminGate.isAdministrator(caller.rules());
  }
}
