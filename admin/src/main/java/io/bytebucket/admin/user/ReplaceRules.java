package io.bytebucket.admin.user;

import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says what a user may do, in place of all that was said before. */
public final class ReplaceRules implements AdminOperation {
  private final Users users;
  private final UserChanges changes;

  /** Of those users. */
  public ReplaceRules(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  private record Document(Optional<List<RuleDocument>> acl) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    List<AccessRule> rules = RuleDocument.require(request.document(Document.class).acl());
    changes.replaceRules(NamedUser.require(users, request.name(NamedUser.NAME)).id(), rules);
    return new Response(200, Headers.EMPTY, ResponseBody.EMPTY);
  }
}
