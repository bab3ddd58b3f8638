package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;

/** Describes a user with its keys; never a secret. */
public final class GetUser implements AdminOperation {
  private final Users users;

  /** Among those users. */
  public GetUser(Users users) {
    this.users = users;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    UserId id = NamedUser.require(users, request.name(NamedUser.NAME)).id();
    return Json.answer(
        200,
        UserDocument.of(
            users
                .state(id)
                .orElseThrow(() -> new StoreException(new Failure.NoSuchUser(id.value())))));
  }
}
