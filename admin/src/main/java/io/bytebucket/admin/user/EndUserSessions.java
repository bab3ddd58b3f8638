package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.util.Optional;

/** Signs a user out everywhere. */
public final class EndUserSessions implements AdminOperation {
  private final Users users;
  private final Sessions sessions;

  /** Of those users. */
  public EndUserSessions(Users users, Sessions sessions) {
    this.users = users;
    this.sessions = sessions;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    sessions.endAll(NamedUser.require(users, request.name(NamedUser.NAME)).id(), Optional.empty());
    return Json.none();
  }
}
