package io.bytebucket.admin.session;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.http.Response;
import java.util.Optional;

/** Signs oneself out everywhere, here included. */
public final class EndSessions implements OwnOperation {
  private final Sessions sessions;

  /** Of those sessions. */
  public EndSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  private record Document(int ended) {}

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    return Json.answer(200, new Document(sessions.endAll(sender.caller().id(), Optional.empty())));
  }
}
