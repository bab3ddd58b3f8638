package io.bytebucket.admin.user;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/**
 * Calls a user otherwise, or lets it sign in or no longer: one of both, so that it is one change.
 */
public final class UpdateUser implements AdminOperation {
  private final Users users;
  private final UserChanges changes;

  /** Of those users. */
  public UpdateUser(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  /**
   * What changes.
   *
   * @param name empty for none
   */
  private record Document(Optional<String> name, Optional<Boolean> enabled) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    Document sent = request.document(Document.class);
    if (sent.name().isPresent() == sent.enabled().isPresent()) {
      throw AdminException.invalid("Send name or enabled, one of both.");
    }
    UserId id = NamedUser.require(users, request.name(NamedUser.NAME)).id();
    sent.name()
        .ifPresent(name -> changes.rename(id, Optional.of(name).filter(given -> !given.isEmpty())));
    sent.enabled().ifPresent(isEnabled -> changes.setEnabled(id, isEnabled));
    return Json.none();
  }
}
