package io.bytebucket.admin.session;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.Session;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Optional;

/** Lists one's own sessions, the latest first; there are no more than a page. */
public final class ListSessions implements OwnOperation {
  private final Sessions sessions;

  /** Of those sessions. */
  public ListSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  private record Document(List<Entry> sessions) {}

  private record Entry(
      String id,
      boolean current,
      String accessKeyID,
      String createdAt,
      String lastSeenAt,
      String endsAt,
      String address,
      String userAgent) {}

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    Optional<SessionHash> current = sender.session().map(Sender.InSession::hash);
    return Json.answer(
        200,
        new Document(
            sessions.of(sender.caller().id()).stream()
                .map(session -> entry(session, current))
                .toList()));
  }

  private static Entry entry(Session session, Optional<SessionHash> current) {
    return new Entry(
        session.hash().hex(),
        current.equals(Optional.of(session.hash())),
        session.accessKeyId(),
        session.createdAt().toString(),
        session.lastSeenAt().toString(),
        session.endsAt().toString(),
        session.address(),
        session.agent());
  }
}
