package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;

/** Removes a user with all of its keys; one that is not there is gone already. */
public final class DeleteUser implements AdminOperation {
  private final Users users;
  private final UserChanges changes;

  /** Of those users. */
  public DeleteUser(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    NamedUser.find(users, request.name(NamedUser.NAME)).ifPresent(this::remove);
    return Json.none();
  }

  private void remove(User user) {
    try {
      changes.remove(user.id());
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.NoSuchUser)) {
        throw e;
      }
    }
  }
}
