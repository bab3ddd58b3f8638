package io.bytebucket.admin.user;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserState;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The access keys of who asks. A new one ends with the key that the sender signed in with, at the
 * latest, and what an administrator took from a key nobody gives back to it here: so a key that was
 * given for a while is good for that while, and one that was disabled stays so; and who has no more
 * than such a key takes nothing from those that last longer.
 */
public final class OwnKeys {
  private final Users users;
  private final UserChanges changes;

  /** Of those users. */
  public OwnKeys(Users users, UserChanges changes) {
    this.users = users;
    this.changes = changes;
  }

  private record Page(List<KeyDocument> keys) {}

  private record Wanted(Optional<String> expiresAt) {}

  private record Change(Optional<Boolean> enabled, Optional<String> expiresAt) {}

  /** Lists them; there are no more than a page. */
  public Response list(AdminRequest request, Sender sender) {
    return Json.answer(
        200,
        new Page(
            keys(sender).stream()
                .map(state -> KeyDocument.of(state.key(), state.lastUsedAt()))
                .toList()));
  }

  /** Makes one more, with a secret that is told this once. */
  public Response create(AdminRequest request, Sender sender) throws IOException {
    return Json.answer(
        201, IssuedDocument.ofKey(changes.addKey(sender.caller().id(), wanted(request, sender))));
  }

  /** Disables one, or lets it end sooner. */
  public Response change(AdminRequest request, Sender sender) throws IOException {
    Change sent = request.document(Change.class);
    AccessKey key = requireNoLonger(sender, request);
    Optional<Instant> end = sent.expiresAt().flatMap(Expiry::parse);
    boolean isMore =
        sent.enabled().orElse(false)
            || (sent.expiresAt().isPresent() && isLater(end, key.expiresAt()));
    if (isMore || (sent.enabled().isEmpty() && end.isEmpty())) {
      throw AdminException.invalid(
          "Send enabled as false, or an expiresAt that is sooner than the one that there is.");
    }
    return Json.answer(
        200,
        KeyDocument.of(
            changes.narrowKey(sender.caller().id(), key.id(), sent.enabled().isPresent(), end),
            Optional.empty()));
  }

  /** Removes one. */
  public Response delete(AdminRequest request, Sender sender) {
    changes.removeKeyOf(sender.caller().id(), requireNoLonger(sender, request).id());
    return Json.none();
  }

  /** Makes one in place of another, which goes on working for a while. */
  public Response rotate(AdminRequest request, Sender sender) throws IOException {
    int grace = request.number("graceSeconds", 0, (int) UserChanges.GRACE_MAX.toSeconds(), 0);
    AccessKey old = requireNoLonger(sender, request);
    NewKey key = wanted(request, sender);
    return Json.answer(
        201,
        IssuedDocument.ofKey(
            changes.rotateKeyOf(sender.caller().id(), old.id(), key, Duration.ofSeconds(grace))));
  }

  private static boolean isLater(Optional<Instant> end, Optional<Instant> than) {
    return than.isPresent() && (end.isEmpty() || end.get().isAfter(than.get()));
  }

  /** What is not said is the end of the key that was signed in with. */
  private NewKey wanted(AdminRequest request, Sender sender) throws IOException {
    Optional<Instant> latest = require(sender, sender.accessKeyId()).expiresAt();
    Optional<String> said = request.documentIfAny(Wanted.class).flatMap(Wanted::expiresAt);
    Optional<Instant> end = said.isPresent() ? Expiry.parse(said.get()) : latest;
    if (isLater(end, latest)) {
      throw AdminException.invalid(
          "A key ends no later than the key with which its user signed in.");
    }
    return new NewKey(Optional.empty(), Optional.empty(), end);
  }

  private List<UserState.KeyState> keys(Sender sender) {
    return users.state(sender.caller().id()).map(UserState::keys).orElse(List.of());
  }

  /** The key that is to be changed, which lasts no longer than the one that was signed in with. */
  private AccessKey requireNoLonger(Sender sender, AdminRequest request) {
    AccessKey key = require(sender, request.name(NamedUser.NAME));
    if (isLater(key.expiresAt(), require(sender, sender.accessKeyId()).expiresAt())) {
      throw new AdminException(
          403, "AccessDenied", "This key lasts longer than the one with which you signed in.");
    }
    return key;
  }

  private AccessKey require(Sender sender, String keyId) {
    return keys(sender).stream()
        .map(UserState.KeyState::key)
        .filter(key -> key.id().equals(keyId))
        .findFirst()
        .orElseThrow(() -> new StoreException(new Failure.NoSuchAccessKey(keyId)));
  }
}
