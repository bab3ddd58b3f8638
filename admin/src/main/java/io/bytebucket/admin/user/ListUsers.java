package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserState;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.util.List;

/**
 * Lists users in the order of their ids, a page at a time; never a secret. The list is the whole
 * document, as it always was; so where the next page begins stands in the header.
 */
public final class ListUsers implements AdminOperation {
  private static final String NEXT = "x-next-cursor";

  private final Users users;

  /** Of those users. */
  public ListUsers(Users users) {
    this.users = users;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    int limit = request.number("limit", 1, Users.PAGE_USERS, Users.PAGE_USERS);
    UserId after = request.parameter("cursor").map(UserId::new).orElse(UserId.NOBODY);
    Users.UserPage page = users.page(after, limit);
    List<UserState> found = page.users();
    Headers next =
        page.isTruncated() && !found.isEmpty()
            ? Headers.builder().add(NEXT, found.getLast().user().id().value()).build()
            : Headers.EMPTY;
    return Json.answer(200, next, found.stream().map(UserDocument::of).toList());
  }
}
