package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.io.IOException;

/** Gives a user one more access key, whose secret is told this once. */
public final class CreateAccessKey implements AdminOperation {
  private final Users users;
  private final UserChanges changes;

  /** Of those users. */
  public CreateAccessKey(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    NewKey key = NewKeyDocument.of(request);
    return Json.answer(
        201,
        IssuedDocument.ofKey(
            changes.addKey(NamedUser.require(users, request.name(NamedUser.NAME)).id(), key)));
  }
}
