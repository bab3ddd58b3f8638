package io.bytebucket.admin.session;

import io.bytebucket.admin.auth.BrowserSessions;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.http.Response;
import java.util.Optional;

/**
 * Says who is signed in with a browser, and that nobody is without calling it an error: for a page
 * that has yet to find out whether it is one for signing in.
 */
public final class FindSession implements OpenOperation {
  private static final int UNAUTHORIZED = 401;

  private final BrowserSessions sessions;

  /** Among those sessions. */
  public FindSession(BrowserSessions sessions) {
    this.sessions = sessions;
  }

  private record Document(Optional<SessionDocument> session) {}

  @Override
  public Response handle(AdminRequest request) {
    return Json.answer(200, new Document(session(request)));
  }

  private Optional<SessionDocument> session(AdminRequest request) {
    try {
      return sessions.find(request.http(), request.visit()).map(SessionDocument::of);
    } catch (AdminException e) {
      if (e.status() == UNAUTHORIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
