package io.bytebucket.transfer.original;

import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserImporter;
import io.bytebucket.core.user.Users;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.ForeignUsers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes in the users of the original, each with its access key and its secret. One that is there
 * already and equal is left as it is, and so is one that is another.
 */
final class UserIntake {
  private final Users users;
  private final ForeignUsers importer;
  private final RuleReading reading;
  private final OriginalListener listener;
  private final Clock clock;
  private final List<User> taken = new ArrayList<>();

  UserIntake(
      Users users,
      UserImporter importer,
      RuleReading reading,
      OriginalListener listener,
      Clock clock) {
    this.users = users;
    this.importer = new ForeignUsers(users, importer);
    this.reading = reading;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Takes them in.
   *
   * @throws OriginalException when no secret can be read: then the key is that of another store
   */
  void take(List<OriginalUser> all) throws OriginalException {
    if (!all.isEmpty() && all.stream().allMatch(user -> user.secret().isEmpty())) {
      throw new OriginalException(
          "no secret of a user of the original can be read: give the ENCRYPTION_KEY that it ran"
              + " with, or leave its users out with --without-users");
    }
    all.forEach(this::take);
  }

  private void take(OriginalUser user) {
    if (user.secret().isEmpty()) {
      found(Finding.Kind.USER, user, "its secret cannot be read: it is damaged, or of another key");
      return;
    }
    OriginalRules rules = OriginalRules.of(user, reading);
    rules.lost().forEach(lost -> found(Finding.Kind.USER, user, lost));
    rules.remarks().forEach(remark -> found(Finding.Kind.REMARK, user, remark));
    Optional<Credential> there = users.find(user.keyId());
    if (there.isEmpty()) {
      create(user, rules);
    } else if (isEqual(there.get(), user, rules)) {
      taken.add(there.get().user());
    } else {
      found(
          Finding.Kind.CONFLICT,
          user,
          "there is an access key of that id with another secret or other rules; it was left as"
              + " it is");
    }
  }

  private static boolean isEqual(Credential there, OriginalUser user, OriginalRules rules) {
    return there.secret().equals(user.secret().orElseThrow())
        && there.user().isEnabled()
        && there.user().rules().equals(rules.rules());
  }

  private void create(OriginalUser user, OriginalRules rules) {
    Optional<String> refused =
        importer.make(
            user.keyId(),
            true,
            rules.rules(),
            List.of(
                new ForeignUsers.Key(
                    user.keyId(), user.secret().orElseThrow(), true, Optional.empty())),
            user.createdAt().orElseGet(clock::instant));
    refused.ifPresentOrElse(
        reason -> found(Finding.Kind.USER, user, "it cannot be kept: " + reason),
        () -> taken.add(users.byKey(user.keyId()).orElseThrow()));
  }

  private void found(Finding.Kind kind, OriginalUser user, String reason) {
    listener.found(new Finding(kind, user.keyId(), reason));
  }

  /**
   * Who owns what is brought in, which belonged to nobody in the original: whoever is named, or the
   * administrator among its users who was there first, or one of the store.
   *
   * @throws OriginalException when there is nobody
   */
  UserId owner(Optional<String> keyId) throws OriginalException {
    if (keyId.isPresent()) {
      return users
          .byKey(keyId.get())
          .map(User::id)
          .orElseThrow(() ->
              new OriginalException("--owner " + keyId.get() + ": there is no such access key"));
    }
    return taken.stream()
        .filter(User::isAdministrator)
        .min(Comparator.comparing(User::createdAt).thenComparing(User::name))
        .map(User::id)
        .or(this::administrator)
        .orElseThrow(() ->
            new OriginalException(
                "nobody may do everything who could own the buckets: name somebody with --owner"));
  }

  private Optional<UserId> administrator() {
    for (List<UserId> ids = users.idsAfter(UserId.NOBODY);
        !ids.isEmpty();
        ids = users.idsAfter(ids.getLast())) {
      Optional<UserId> found =
          ids.stream()
              .flatMap(id -> users.user(id).stream())
              .filter(User::isAdministrator)
              .map(User::id)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
