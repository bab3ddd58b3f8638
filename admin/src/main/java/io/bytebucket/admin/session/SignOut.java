package io.bytebucket.admin.session;

import io.bytebucket.admin.auth.BrowserSessions;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;

/** Signs a browser out; one that is not signed in is told the same. */
public final class SignOut implements OpenOperation {
  private final BrowserSessions sessions;

  /** Of those sessions. */
  public SignOut(BrowserSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Response handle(AdminRequest request) {
    String cookie = sessions.leave(request.http());
    return new Response(
        204, Headers.builder().add("set-cookie", cookie).build(), ResponseBody.EMPTY);
  }
}
