package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.util.ArrayList;
import java.util.List;

/** Lists all users, in the order of their ids; never a secret. */
public final class ListUsers implements AdminOperation {
  private final Users users;

  /** Of those users. */
  public ListUsers(Users users) {
    this.users = users;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    List<UserDocument> all = new ArrayList<>();
    UserId last = new UserId("");
    for (List<UserId> page = users.idsAfter(last); !page.isEmpty(); page = users.idsAfter(last)) {
      for (UserId id : page) {
        users.user(id).map(UserDocument::of).ifPresent(all::add);
        last = id;
      }
    }
    return Json.answer(200, all);
  }

  private record UserDocument(
      String accessKeyID, List<String> keys, List<RuleDocument> acl, String createdAt) {
    static UserDocument of(User user) {
      return new UserDocument(
          user.keyIds().isEmpty() ? "" : user.keyIds().getFirst(),
          user.keyIds(),
          user.rules().stream().map(RuleDocument::of).toList(),
          user.createdAt().toString());
    }
  }
}
