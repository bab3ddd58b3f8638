package io.bytebucket.transfer.source;

import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserImporter;
import io.bytebucket.core.user.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes users of other programs, which know them by an access key and nothing else. Less is asked
 * of keys and secrets than where they are made: who signed with a short secret there goes on doing
 * so. Thread-safe.
 */
public final class ForeignUsers {
  private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7E&&[^,/=]]{1,128}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");
  private static final int SECRET_CHARACTERS_MAX = 128;
  private static final int ID_LENGTH = 20;

  /** As many rules, and names in each, as users may be given; and as many characters together. */
  private static final int RULES_MAX = 100;

  private static final int CHARACTERS_MAX = 20_480;

  private final Users users;
  private final UserImporter importer;

  /** Into that store. */
  public ForeignUsers(Users users, UserImporter importer) {
    this.users = users;
    this.importer = importer;
  }

  /**
   * A key as it was.
   *
   * @param expiresAt empty for never
   */
  public record Key(String id, String secret, boolean isActive, Optional<Instant> expiresAt) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  /**
   * Makes a user, called by its first key where nobody is and where that can be a name.
   *
   * @param keys at least one, and at most as many as a user may have
   * @return why it cannot be made, in words; empty when it was
   */
  public Optional<String> make(
      String name, boolean isEnabled, List<AccessRule> rules, List<Key> keys, Instant createdAt) {
    Optional<String> refused = refused(rules, keys);
    if (refused.isPresent()) {
      return refused;
    }
    UserId id = idOf(keys.getFirst().id());
    boolean isNamed = NAME.matcher(name).matches() && users.byName(name).isEmpty();
    Instant madeAt = Instant.ofEpochMilli(createdAt.toEpochMilli());
    User user =
        new User(
            id,
            isNamed ? name : id.value(),
            isEnabled,
            rules,
            keys.stream().map(Key::id).toList(),
            madeAt);
    return importer.make(
                new UserImporter.Given(
                    user,
                    keys.stream().map(key -> given(key, madeAt)).toList(),
                    Optional.empty(),
                    Optional.empty()))
            instanceof UserImporter.Result.Different(String what)
        ? Optional.of("its " + what + " is somebody else's here")
        : Optional.empty();
  }

  private static UserImporter.GivenKey given(Key key, Instant createdAt) {
    return new UserImporter.GivenKey(
        key.id(),
        key.isActive() ? AccessKey.Status.ACTIVE : AccessKey.Status.INACTIVE,
        createdAt,
        key.expiresAt().map(end -> Instant.ofEpochMilli(end.toEpochMilli())),
        Optional.of(key.secret()));
  }

  private static Optional<String> refused(List<AccessRule> rules, List<Key> keys) {
    long characters = 0;
    boolean isTooLong = rules.size() > RULES_MAX;
    for (AccessRule rule : rules) {
      isTooLong |= rule.buckets().size() > RULES_MAX || rule.actions().size() > RULES_MAX;
      characters += String.join("", rule.buckets()).length();
      characters += String.join("", rule.actions()).length();
    }
    if (isTooLong || characters > CHARACTERS_MAX) {
      return Optional.of("it has more rules, or longer ones, than a user may have");
    }
    for (Key key : keys) {
      if (!KEY_ID.matcher(key.id()).matches()) {
        return Optional.of("no request can name the access key '" + key.id() + "'");
      }
      if (key.secret().isEmpty() || key.secret().length() > SECRET_CHARACTERS_MAX) {
        return Optional.of(
            "the secret of %s has not from 1 to %d characters"
                .formatted(key.id(), SECRET_CHARACTERS_MAX));
      }
    }
    return Optional.empty();
  }

  /** The same each time, so that a second run finds the user of the first. */
  private static UserId idOf(String keyId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(keyId.getBytes(StandardCharsets.UTF_8));
      return new UserId("m" + HexFormat.of().formatHex(digest).substring(1, ID_LENGTH));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }
}
