package io.bytebucket.admin.session;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.http.Response;

/** Says who is signed in, and what goes with changes in this session. */
public final class GetSession implements OwnOperation {
  @Override
  public Response handle(AdminRequest request, Sender sender) {
    return Json.answer(200, SessionDocument.of(sender));
  }
}
