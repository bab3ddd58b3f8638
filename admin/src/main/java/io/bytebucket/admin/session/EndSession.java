package io.bytebucket.admin.session;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.http.Response;

/** Ends one of one's own sessions. */
public final class EndSession implements OwnOperation {
  private final Sessions sessions;

  /** Of those sessions. */
  public EndSession(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    boolean isEnded =
        SessionHash.parse(request.name("id"))
            .filter(hash -> sessions.end(sender.caller().id(), hash))
            .isPresent();
    if (!isEnded) {
      throw new AdminException(404, "NoSuchSession", "There is no such session of yours.");
    }
    return Json.none();
  }
}
