package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.http.Response;

/** Removes an access key; its user stays. */
public final class DeleteAccessKey implements AdminOperation {
  private final UserChanges changes;

  /** Of those users. */
  public DeleteAccessKey(UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    changes.removeKey(request.name(NamedUser.NAME));
    return Json.none();
  }
}
