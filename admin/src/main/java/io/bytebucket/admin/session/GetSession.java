package io.bytebucket.admin.session;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.http.Response;
import java.util.Optional;

/** Says who is signed in, and what goes with changes in this session. */
public final class GetSession implements AdminOperation {
  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    return Json.answer(
        200,
        new SessionDocument(
            sender.accessKeyId(),
            Optional.of(sender.caller().name()),
            sender.session().map(Administrator.InSession::csrfToken),
            sender.session().map(session -> session.endsAt().toString())));
  }
}
