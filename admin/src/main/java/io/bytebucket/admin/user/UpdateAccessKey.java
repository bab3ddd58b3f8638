package io.bytebucket.admin.user;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserState;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Says whether, and for how long, an access key may be used; what is not said stays. */
public final class UpdateAccessKey implements AdminOperation {
  private final Users users;
  private final UserChanges changes;

  /** Of those users. */
  public UpdateAccessKey(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  private record Document(Optional<Boolean> enabled, Optional<String> expiresAt) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    Document sent = request.document(Document.class);
    if (sent.enabled().isEmpty() && sent.expiresAt().isEmpty()) {
      throw AdminException.invalid("Send enabled, expiresAt, or both.");
    }
    AccessKey key = require(request.name(NamedUser.NAME));
    AccessKey.Status status =
        sent.enabled()
            .map(isEnabled -> isEnabled ? AccessKey.Status.ACTIVE : AccessKey.Status.INACTIVE)
            .orElse(key.status());
    Optional<Instant> end =
        sent.expiresAt().isPresent() ? Expiry.parse(sent.expiresAt().get()) : key.expiresAt();
    return Json.answer(
        200, KeyDocument.of(changes.changeKey(key.id(), status, end), Optional.empty()));
  }

  private AccessKey require(String keyId) {
    return users.byKey(keyId).map(User::id).flatMap(users::state).stream()
        .flatMap(state -> state.keys().stream())
        .map(UserState.KeyState::key)
        .filter(key -> key.id().equals(keyId))
        .findFirst()
        .orElseThrow(() -> new StoreException(new Failure.NoSuchAccessKey(keyId)));
  }
}
