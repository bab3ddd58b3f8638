package io.bytebucket.core.user;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.secret.EncryptedSecret;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.Snapshot;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes, changes and removes users and the access keys they sign with. Thread-safe; what a change
 * did is durable on return, heeded by every request that begins after it at this server, and stands
 * in the audit log.
 *
 * <p>Each fails with {@link Failure.LastAdministrator} when afterwards nobody were left who may do
 * everything and can sign in for good: with an active key that never expires. That is so in the
 * commit itself: of two administrators who remove each other at the same moment one stays.
 */
public final class UserChanges {
  /** How long a rotated key may at the most go on working beside the new one. */
  public static final Duration GRACE_MAX = Duration.ofDays(90);

  private final AuditedStore store;
  private final Users users;
  private final SecretCipher cipher;
  private final InstantSource clock;
  private final AccessRules rules;
  private final SecureRandom random = new SecureRandom();

  UserChanges(
      AuditedStore store,
      Users users,
      SecretCipher cipher,
      InstantSource clock,
      AccessRules rules) {
    this.store = store;
    this.users = users;
    this.cipher = cipher;
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * Makes a user with one access key.
   *
   * @return the key with its secret, which nobody is told again
   * @throws StoreException with {@link Failure.InvalidUser}, {@link Failure.UserNameTaken} or
   *     {@link Failure.AccessKeyTaken}
   */
  public IssuedKey create(NewUser wanted) {
    UserId id = UserId.random(random);
    String name = wanted.name().map(UserName::require).orElse(id.value());
    List<AccessRule> checked = rules.require(wanted.rules());
    Made made = make(id, wanted.key());
    return change(transaction -> {
      requireFree(transaction, made.keyId());
      User user = new User(id, name, true, checked, List.of(made.keyId()), made.key().createdAt());
      UserRows.put(transaction, user);
      UserRows.put(transaction, made.stored());
      transaction.audit("user.create", target(user), "", UserText.of(user));
      return made.issued(user);
    });
  }

  /**
   * Says what a user may do, in place of all that was said before.
   *
   * @throws StoreException with {@link Failure.NoSuchUser} or {@link Failure.InvalidUser}
   */
  public User replaceRules(UserId id, List<AccessRule> wanted) {
    List<AccessRule> checked = rules.require(wanted);
    return changeUser("user.rules", id, user -> user.withRules(checked));
  }

  /**
   * Calls a user otherwise. Who it is, what it owns and what it may do stay.
   *
   * @param name none for its id
   * @throws StoreException with {@link Failure.NoSuchUser}, {@link Failure.InvalidUser} or {@link
   *     Failure.UserNameTaken}
   */
  public User rename(UserId id, Optional<String> name) {
    String wanted = name.map(UserName::require).orElse(id.value());
    return changeUser("user.rename", id, user -> user.renamed(wanted));
  }

  /**
   * Lets a user sign in, or no longer.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}
   */
  public User setEnabled(UserId id, boolean isEnabled) {
    return changeUser(
        isEnabled ? "user.enable" : "user.disable", id, user -> user.enabled(isEnabled));
  }

  /**
   * Removes a user with all of its keys. What it owns stays its own, and so nobody's: its id is
   * never given again, and its name only to somebody else.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}
   */
  public User remove(UserId id) {
    return change(transaction -> {
      User user = UserRows.require(transaction, id);
      UserRows.delete(transaction, user);
      transaction.audit("user.remove", target(user), UserText.of(user), "");
      return user;
    });
  }

  /**
   * Gives a user one more access key.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}, {@link Failure.InvalidUser}, {@link
   *     Failure.AccessKeyTaken} or {@link Failure.TooManyAccessKeys}
   */
  public IssuedKey addKey(UserId id, NewKey wanted) {
    Made made = make(id, wanted);
    return change(transaction -> {
      User user = add(transaction, UserRows.require(transaction, id), made);
      transaction.audit("key.create", target(user), "", UserText.of(made.key()));
      return made.issued(user);
    });
  }

  /**
   * Changes whether, and for how long, a key may be used.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}
   */
  public AccessKey changeKey(String keyId, AccessKey.Status status, Optional<Instant> expiresAt) {
    return change(transaction -> {
      AccessKeyCodec.Stored stored = UserRows.requireKey(transaction, keyId);
      AccessKey changed = stored.key().with(status, expiresAt);
      User user = put(transaction, new AccessKeyCodec.Stored(changed, stored.secret()));
      transaction.audit(
          "key.change", target(user), UserText.of(stored.key()), UserText.of(changed));
      return changed;
    });
  }

  /**
   * Lets a key of that user be used less than before: no longer at all, or for a shorter time.
   *
   * @param end when it ends, unless it ends sooner anyway; none leaves its end as it is
   * @throws StoreException with {@link Failure.NoSuchAccessKey}, also when it is another user's
   */
  public AccessKey narrowKey(UserId owner, String keyId, boolean disables, Optional<Instant> end) {
    return change(transaction -> {
      AccessKeyCodec.Stored stored = requireKeyOf(transaction, owner, keyId);
      AccessKey key = stored.key();
      Optional<Instant> sooner =
          Stream.of(key.expiresAt(), end).flatMap(Optional::stream).min(Instant::compareTo);
      AccessKey changed = key.with(disables ? AccessKey.Status.INACTIVE : key.status(), sooner);
      User user = put(transaction, new AccessKeyCodec.Stored(changed, stored.secret()));
      transaction.audit("key.change", target(user), UserText.of(key), UserText.of(changed));
      return changed;
    });
  }

  /**
   * Gives a key another secret, and changes nothing else about it. The one it has need not be
   * readable.
   *
   * @param secret none to get one that nobody guesses
   * @throws StoreException with {@link Failure.NoSuchAccessKey} or {@link Failure.InvalidUser}
   */
  public IssuedKey replaceSecret(String keyId, Optional<String> secret) {
    String given = secret.map(Secrets::require).orElseGet(() -> Secrets.random(random));
    EncryptedSecret encrypted = cipher.encrypt(keyId, given);
    return change(transaction -> {
      AccessKey key = UserRows.requireKey(transaction, keyId).key();
      User user = put(transaction, new AccessKeyCodec.Stored(key, encrypted));
      transaction.audit("key.secret", target(user), "", UserText.of(key));
      return new IssuedKey(user, key, given);
    });
  }

  /**
   * Gives a user another key in place of one it has, which goes on working for a while, so that
   * nobody has to stop while the new one is brought to where it is used.
   *
   * @param grace how long the old key goes on working, up to {@link #GRACE_MAX}; zero removes it at
   *     once. One that expires sooner still does
   * @throws StoreException with {@link Failure.NoSuchAccessKey}, {@link Failure.InvalidUser},
   *     {@link Failure.AccessKeyTaken} or {@link Failure.TooManyAccessKeys}
   */
  public IssuedKey rotate(String keyId, NewKey wanted, Duration grace) {
    UserId id =
        users
            .byKey(keyId)
            .map(User::id)
            .orElseThrow(() -> new StoreException(new Failure.NoSuchAccessKey(keyId)));
    return rotateKeyOf(id, keyId, wanted, grace);
  }

  /**
   * The same of a key of that user.
   *
   * @throws StoreException as {@link #rotate}; with {@link Failure.NoSuchAccessKey} also when it is
   *     another user's
   */
  public IssuedKey rotateKeyOf(UserId id, String keyId, NewKey wanted, Duration grace) {
    if (grace.isNegative() || grace.compareTo(GRACE_MAX) > 0) {
      throw new IllegalArgumentException("a rotated key does not work on for so long");
    }
    Made made = make(id, wanted);
    Instant end = Instant.ofEpochMilli(clock.millis()).plus(grace);
    return change(transaction -> {
      AccessKeyCodec.Stored old = requireKeyOf(transaction, id, keyId);
      User before = UserRows.require(transaction, id);
      User user = add(transaction, grace.isZero() ? before.withoutKey(keyId) : before, made);
      if (grace.isZero()) {
        UserRows.deleteKey(transaction, keyId);
      } else {
        Instant sooner = old.key().expiresAt().filter(end::isAfter).orElse(end);
        AccessKey ending = old.key().with(old.key().status(), Optional.of(sooner));
        UserRows.put(transaction, new AccessKeyCodec.Stored(ending, old.secret()));
      }
      transaction.audit(
          "key.rotate", target(user), UserText.of(old.key()), UserText.of(made.key()));
      return made.issued(user);
    });
  }

  /**
   * Removes a key; its user stays, and owns what it owns.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}
   */
  public User removeKey(String keyId) {
    return change(
        transaction -> remove(transaction, UserRows.requireKey(transaction, keyId).key()));
  }

  /**
   * The same of a key of that user.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}, also when it is another user's
   */
  public User removeKeyOf(UserId owner, String keyId) {
    return change(
        transaction -> remove(transaction, requireKeyOf(transaction, owner, keyId).key()));
  }

  private static User remove(AuditedTransaction transaction, AccessKey key) {
    User user = UserRows.require(transaction, key.userId()).withoutKey(key.id());
    // The user first: its row of before may hold the key.
    UserRows.put(transaction, user);
    UserRows.deleteKey(transaction, key.id());
    transaction.audit("key.remove", target(user), UserText.of(key), "");
    return user;
  }

  private static AccessKeyCodec.Stored requireKeyOf(
      AuditedTransaction transaction, UserId owner, String keyId) {
    AccessKeyCodec.Stored stored = UserRows.requireKey(transaction, keyId);
    if (!stored.key().userId().equals(owner)) {
      throw new StoreException(new Failure.NoSuchAccessKey(keyId));
    }
    return stored;
  }

  private User changeUser(String action, UserId id, Function<User, User> change) {
    return change(transaction -> {
      User before = UserRows.require(transaction, id);
      User after = change.apply(before);
      UserRows.put(transaction, after);
      transaction.audit(action, target(before), UserText.of(before), UserText.of(after));
      return after;
    });
  }

  /** Counted behind the commit: who sees the count of before may have read what was before. */
  private <T> T change(Function<AuditedTransaction, T> work) {
    try {
      return store.write(transaction -> {
        boolean wasThere = Administrators.exist(transaction);
        T result = work.apply(transaction);
        if (wasThere && !Administrators.exist(transaction)) {
          throw new StoreException(new Failure.LastAdministrator());
        }
        return result;
      });
    } finally {
      users.changed();
    }
  }

  private static User add(AuditedTransaction transaction, User user, Made made) {
    requireFree(transaction, made.keyId());
    if (user.keyIds().size() >= User.KEYS_MAX) {
      throw new StoreException(new Failure.TooManyAccessKeys(User.KEYS_MAX));
    }
    User changed = user.withKey(made.keyId());
    UserRows.put(transaction, changed);
    UserRows.put(transaction, made.stored());
    return changed;
  }

  /** Writes a key, and its user apart from it. */
  private static User put(AuditedTransaction transaction, AccessKeyCodec.Stored key) {
    User user = UserRows.require(transaction, key.key().userId());
    UserRows.put(transaction, user);
    UserRows.put(transaction, key);
    return user;
  }

  /** The id of a user of before is not free either: it is the owner in records, and its name. */
  private static void requireFree(Snapshot snapshot, String keyId) {
    if (UserRows.key(snapshot, keyId).isPresent()
        || UserRows.user(snapshot, new UserId(keyId)).isPresent()) {
      throw new StoreException(new Failure.AccessKeyTaken(keyId));
    }
  }

  /** A key that is not stored yet. */
  private record Made(AccessKeyCodec.Stored stored, String secret) {
    AccessKey key() {
      return stored.key();
    }

    String keyId() {
      return key().id();
    }

    IssuedKey issued(User user) {
      return new IssuedKey(user, key(), secret);
    }
  }

  private Made make(UserId userId, NewKey wanted) {
    String keyId =
        wanted.id().map(Secrets::requireKeyId).orElseGet(() -> Secrets.randomKeyId(random));
    String secret = wanted.secret().map(Secrets::require).orElseGet(() -> Secrets.random(random));
    AccessKey key =
        new AccessKey(
            keyId,
            userId,
            AccessKey.Status.ACTIVE,
            Instant.ofEpochMilli(clock.millis()),
            wanted.expiresAt().map(end -> Instant.ofEpochMilli(end.toEpochMilli())));
    return new Made(new AccessKeyCodec.Stored(key, cipher.encrypt(keyId, secret)), secret);
  }

  private static String target(User user) {
    return UserText.target(user);
  }
}
