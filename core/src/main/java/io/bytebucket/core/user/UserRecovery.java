package io.bytebucket.core.user;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.secret.EncryptedSecret;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.Key;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What whoever runs the store does to users, with nobody signed in: makes the first one, and brings
 * back who has lost a secret. Nothing of it needs a secret that can be read, and it does not ask
 * who is left. Thread-safe; what it did is durable on return, and stands in the audit log.
 */
public final class UserRecovery {
  private final AuditedStore store;
  private final Users users;
  private final SecretCipher cipher;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  UserRecovery(AuditedStore store, Users users, SecretCipher cipher, InstantSource clock) {
    this.store = store;
    this.users = users;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * Makes the first user, who may do everything; does nothing when there already is a user.
   *
   * @param keyId the id of its access key, 1 to {@value AccessKey#ID_LENGTH_MAX} characters; its
   *     name too, if that can be one
   * @return whether the user was made
   * @throws IllegalArgumentException when the id is too short or too long to be found again
   */
  public boolean createFirst(String keyId, String secret) {
    AccessKeyCodec.Stored key = newKey(UserId.random(random), keyId, secret);
    return change(transaction -> {
      boolean isFirst = Users.isEmpty(transaction);
      if (isFirst) {
        create(transaction, key);
      }
      return isFirst;
    });
  }

  /**
   * Makes a key work, with another secret: its user may sign in and keeps what it may do. When
   * there is no such key but a user who had it before there were others, that one gets it back;
   * when there is none, a user who may do everything is made.
   *
   * @return whether a user was made
   */
  public boolean reset(String keyId, String secret) {
    AccessKeyCodec.Stored added = newKey(UserId.random(random), keyId, secret);
    return change(transaction -> {
      Optional<AccessKey> there = UserRows.key(transaction, keyId).map(AccessKeyCodec.Stored::key);
      UserId id = there.map(AccessKey::userId).orElseGet(() -> new UserId(keyId));
      Optional<User> user = UserRows.user(transaction, id);
      if (user.isEmpty()) {
        create(transaction, added);
        return true;
      }
      AccessKey old = there.orElseGet(() -> ofUser(added.key(), id));
      AccessKey working = old.with(AccessKey.Status.ACTIVE, Optional.empty());
      User enabled = user.get().enabled(true);
      User changed = there.isPresent() ? enabled : enabled.withKey(keyId);
      UserRows.put(transaction, changed);
      UserRows.put(transaction, new AccessKeyCodec.Stored(working, added.secret()));
      // Who has lost the secret may have lost that too.
      transaction.delete(SignInKeys.secondFactor(id.value()));
      transaction.audit(
          "key.reset", UserText.target(changed), UserText.of(user.get()), UserText.of(changed));
      return false;
    });
  }

  /**
   * Takes a key out of use whose secret nobody can read any more, with one in its place that nobody
   * knows. Else it would look like one that somebody has the secret of.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}
   */
  public void retire(String keyId) {
    EncryptedSecret unknown = cipher.encrypt(keyId, Secrets.random(random));
    change(transaction -> {
      AccessKey key = UserRows.requireKey(transaction, keyId).key();
      AccessKey retired = key.with(AccessKey.Status.INACTIVE, key.expiresAt());
      User user = UserRows.require(transaction, key.userId());
      UserRows.put(transaction, user);
      UserRows.put(transaction, new AccessKeyCodec.Stored(retired, unknown));
      transaction.audit(
          "key.retire", UserText.target(user), UserText.of(key), UserText.of(retired));
      return retired;
    });
  }

  /**
   * Takes away a second factor that nobody can check any more: its user could not sign in else.
   * Does nothing where there is none.
   */
  public void removeFactor(UserId id) {
    boolean _ =
        change(transaction -> {
          Key key = SignInKeys.secondFactor(id.value());
          boolean isThere = transaction.get(key).isPresent();
          if (isThere) {
            transaction.delete(key);
            transaction.audit("second-factor.remove", "user/" + id.value(), "on", "");
          }
          return isThere;
        });
  }

  private <T> T change(Function<AuditedTransaction, T> work) {
    users.index();
    try {
      return store.write(work);
    } finally {
      users.changed();
    }
  }

  /** By the name of its key, unless that cannot be one, or somebody else has it. */
  private static void create(AuditedTransaction transaction, AccessKeyCodec.Stored key) {
    UserId id = key.key().userId();
    String keyId = key.key().id();
    User user =
        new User(
            id,
            isFreeName(transaction, keyId, id) ? keyId : id.value(),
            true,
            List.of(AccessRule.FULL_ACCESS),
            List.of(keyId),
            key.key().createdAt());
    UserRows.put(transaction, user);
    UserRows.put(transaction, key);
    transaction.audit("user.create", UserText.target(user), "", UserText.of(user));
  }

  private static boolean isFreeName(AuditedTransaction transaction, String name, UserId id) {
    if (!UserName.isAllowed(name)) {
      return false;
    }
    try {
      UserIndex.requireFree(transaction, name, id);
      return true;
    } catch (StoreException taken) {
      return false;
    }
  }

  private AccessKeyCodec.Stored newKey(UserId userId, String keyId, String secret) {
    if (keyId.isEmpty() || keyId.length() > AccessKey.ID_LENGTH_MAX) {
      throw new IllegalArgumentException("an access key id has 1 to 128 characters");
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    AccessKey key = new AccessKey(keyId, userId, AccessKey.Status.ACTIVE, now, Optional.empty());
    return new AccessKeyCodec.Stored(key, cipher.encrypt(keyId, secret));
  }

  private static AccessKey ofUser(AccessKey key, UserId userId) {
    return new AccessKey(key.id(), userId, key.status(), key.createdAt(), key.expiresAt());
  }
}
