package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Keeps users and the access keys they sign with, the secrets encrypted. Thread-safe; what a change
 * did is durable on return.
 */
public final class Users {
  private static final int PAGE_USERS = 1_000;

  private final MetadataStore metadata;
  private final SecretCipher cipher;
  private final Clock clock;
  private final SecureRandom random;
  private final AtomicLong changes = new AtomicLong();

  /** Users of that store; {@code clock} tells when they were made. */
  public Users(MetadataStore metadata, SecretCipher cipher, Clock clock) {
    this.metadata = metadata;
    this.cipher = cipher;
    this.clock = clock;
    this.random = new SecureRandom();
  }

  /**
   * How often users or keys were changed by way of this object. What was found while this number
   * was the same as now is not older than any such change: caches hold what they have against it.
   */
  public long changes() {
    return changes.get();
  }

  /** Whether there is any user yet. */
  public boolean isEmpty() {
    return metadata.read(Users::isEmpty);
  }

  /**
   * Makes the first user, who may do everything; does nothing when there already is a user.
   *
   * @param keyId the id of its access key, 1 to {@value AccessKey#ID_LENGTH_MAX} characters
   * @return whether the user was made
   * @throws IllegalArgumentException when the id is too short or too long to be found again
   */
  public boolean createFirst(String keyId, String secret) {
    AccessKeyCodec.Stored key = newKey(UserId.random(random), keyId, secret);
    return change(transaction -> {
      boolean first = isEmpty(transaction);
      if (first) {
        create(transaction, keyId, List.of(AccessRule.FULL_ACCESS), key);
      }
      return first;
    });
  }

  /**
   * Makes a user with one access key.
   *
   * @param name what people call it
   * @param keyId 1 to {@value AccessKey#ID_LENGTH_MAX} characters
   * @throws StoreException with {@link Failure.AccessKeyTaken}
   */
  public User create(String name, List<AccessRule> rules, String keyId, String secret) {
    AccessKeyCodec.Stored key = newKey(UserId.random(random), keyId, secret);
    return change(transaction -> {
      requireFree(transaction, keyId);
      return create(transaction, name, rules, key);
    });
  }

  /**
   * Gives a user one more access key.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}, {@link Failure.AccessKeyTaken} or
   *     {@link Failure.TooManyAccessKeys}
   */
  public User addKey(UserId id, String keyId, String secret) {
    AccessKeyCodec.Stored key = newKey(id, keyId, secret);
    return change(transaction -> {
      User user = UserRows.require(transaction, id);
      requireFree(transaction, keyId);
      if (user.keyIds().size() >= User.KEYS_MAX) {
        throw new StoreException(new Failure.TooManyAccessKeys(User.KEYS_MAX));
      }
      return add(transaction, user, key);
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
      UserRows.put(transaction, UserRows.require(transaction, stored.key().userId()));
      AccessKey changed = stored.key().with(status, expiresAt);
      UserRows.put(transaction, new AccessKeyCodec.Stored(changed, stored.secret()));
      return changed;
    });
  }

  /**
   * Gives a key another secret, and changes nothing else about it. The one it has need not be
   * readable.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}
   */
  public AccessKey replaceSecret(String keyId, String secret) {
    EncryptedSecret encrypted = cipher.encrypt(keyId, secret);
    return change(transaction -> {
      AccessKey key = UserRows.requireKey(transaction, keyId).key();
      UserRows.put(transaction, UserRows.require(transaction, key.userId()));
      UserRows.put(transaction, new AccessKeyCodec.Stored(key, encrypted));
      return key;
    });
  }

  /**
   * Removes a key; its user stays, and owns what it owns.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}
   */
  public User removeKey(String keyId) {
    return change(transaction -> {
      AccessKey key = UserRows.requireKey(transaction, keyId).key();
      User user = UserRows.require(transaction, key.userId()).withoutKey(keyId);
      UserRows.put(transaction, user);
      transaction.delete(Keyspace.accessKey(keyId));
      return user;
    });
  }

  /**
   * Lets a user sign in, or no longer.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}
   */
  public User setEnabled(UserId id, boolean isEnabled) {
    return change(transaction -> {
      User user = UserRows.require(transaction, id).enabled(isEnabled);
      UserRows.put(transaction, user);
      return user;
    });
  }

  /**
   * Removes a user with all of its keys. What it owns stays its own, and so nobody's.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}
   */
  public User remove(UserId id) {
    return change(transaction -> {
      User user = UserRows.require(transaction, id);
      user.keyIds().forEach(keyId -> transaction.delete(Keyspace.accessKey(keyId)));
      transaction.delete(Keyspace.user(id.value()));
      return user;
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
        create(transaction, keyId, List.of(AccessRule.FULL_ACCESS), added);
        return true;
      }
      AccessKey old = there.orElseGet(() -> renamed(added.key(), id));
      AccessKeyCodec.Stored key =
          new AccessKeyCodec.Stored(
              old.with(AccessKey.Status.ACTIVE, Optional.empty()), added.secret());
      User enabled = user.get().enabled(true);
      if (there.isPresent()) {
        UserRows.put(transaction, enabled);
        UserRows.put(transaction, key);
      } else {
        add(transaction, enabled, key);
      }
      return false;
    });
  }

  /**
   * Who signs with that key, whether they may or not: {@link Credential#isUsable}.
   *
   * @throws StoreException with {@link Failure.WrongEncryptionKey} or {@link Failure.Corrupt} when
   *     the secret cannot be decrypted
   */
  public Optional<Credential> find(String keyId) {
    if (keyId.length() > AccessKey.ID_LENGTH_MAX) {
      return Optional.empty();
    }
    return metadata.read(snapshot ->
        UserRows.key(snapshot, keyId)
            .flatMap(stored ->
                UserRows.user(snapshot, stored.key().userId())
                    .map(user ->
                        new Credential(
                            user, stored.key(), cipher.decrypt(keyId, stored.secret())))));
  }

  /** The user with that id. */
  public Optional<User> user(UserId id) {
    return metadata.read(snapshot -> UserRows.user(snapshot, id));
  }

  /**
   * Decrypts the secret of some key, to find out at start whether the configured encryption key is
   * the right one.
   *
   * @throws StoreException with {@link Failure.WrongEncryptionKey} when it is not
   */
  public void checkEncryptionKey() {
    metadata
        .read(snapshot -> {
          List<String> keys = names(snapshot, ScanRequest.prefix(Keyspace.allAccessKeys(), 1));
          return keys.isEmpty()
              ? names(snapshot, ScanRequest.prefix(Keyspace.allUsers(), 1))
              : keys;
        })
        .forEach(this::find);
  }

  /** At most {@value #PAGE_USERS} users after that one, in the order of their ids. */
  public List<UserId> idsAfter(UserId id) {
    return metadata
        .read(snapshot ->
            names(
                snapshot,
                ScanRequest.range(
                    Keyspace.user(id.value()).next(),
                    Keyspace.allUsers().afterPrefix(),
                    PAGE_USERS)))
        .stream()
        .map(UserId::new)
        .toList();
  }

  /**
   * Whether the secret of that key can be read with the encryption key; false as well when there is
   * no such key.
   */
  public boolean isReadable(String keyId) {
    try {
      return find(keyId).isPresent();
    } catch (StoreException e) {
      return switch (e.failure()) {
        case Failure.WrongEncryptionKey wrongKey -> false;
        case Failure.Corrupt damaged -> false;
        case Failure other -> throw e;
      };
    }
  }

  /** Counted behind the commit: who sees the count of before may have read what was before. */
  private <T> T change(Function<Transaction, T> work) {
    try {
      return metadata.write(work);
    } finally {
      changes.incrementAndGet();
    }
  }

  private AccessKeyCodec.Stored newKey(UserId userId, String keyId, String secret) {
    if (keyId.isEmpty() || keyId.length() > AccessKey.ID_LENGTH_MAX) {
      throw new IllegalArgumentException("an access key id has 1 to 128 characters");
    }
    AccessKey key =
        new AccessKey(
            keyId,
            userId,
            AccessKey.Status.ACTIVE,
            Instant.ofEpochMilli(clock.millis()),
            Optional.empty());
    return new AccessKeyCodec.Stored(key, cipher.encrypt(keyId, secret));
  }

  private static AccessKey renamed(AccessKey key, UserId userId) {
    return new AccessKey(key.id(), userId, key.status(), key.createdAt(), key.expiresAt());
  }

  private static User create(
      Transaction transaction, String name, List<AccessRule> rules, AccessKeyCodec.Stored key) {
    UserId id = key.key().userId();
    if (UserRows.user(transaction, id).isPresent()) {
      throw new IllegalStateException("a random id was given before");
    }
    User user = new User(id, name, true, List.copyOf(rules), List.of(), key.key().createdAt());
    return add(transaction, user, key);
  }

  private static User add(Transaction transaction, User user, AccessKeyCodec.Stored key) {
    User changed = user.withKey(key.key().id());
    UserRows.put(transaction, changed);
    UserRows.put(transaction, key);
    return changed;
  }

  /** The id of a user of before is not free either: it is the owner in records, and its name. */
  private static void requireFree(Snapshot snapshot, String keyId) {
    if (UserRows.key(snapshot, keyId).isPresent()
        || UserRows.user(snapshot, new UserId(keyId)).isPresent()) {
      throw new StoreException(new Failure.AccessKeyTaken(keyId));
    }
  }

  private static List<String> names(Snapshot snapshot, ScanRequest request) {
    return snapshot.scan(request).rows().stream()
        .map(row -> Keyspace.accountName(row.key()))
        .toList();
  }

  private static boolean isEmpty(Snapshot snapshot) {
    return snapshot.scan(ScanRequest.prefix(Keyspace.allUsers(), 1)).rows().isEmpty();
  }
}
