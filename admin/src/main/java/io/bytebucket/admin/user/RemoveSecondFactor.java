package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;

/** Takes a user's second factor away: for who has lost it, and the codes that work without. */
public final class RemoveSecondFactor implements AdminOperation {
  private final Users users;
  private final SecondFactors factors;

  /** Of those users. */
  public RemoveSecondFactor(Users users, SecondFactors factors) {
    this.users = users;
    this.factors = factors;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    boolean _ = factors.remove(NamedUser.require(users, request.name(NamedUser.NAME)).id());
    return Json.none();
  }
}
