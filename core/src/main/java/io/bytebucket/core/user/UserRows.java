package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.secret.EncryptedSecret;
import io.bytebucket.core.secret.SecretRows;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The rows of users and of their keys, in the form of today and in that of before, where a user and
 * its only key shared a row: see {@link UserCodec}. What finds a user by something else is kept
 * with them: {@link UserIndex}.
 */
final class UserRows {
  /** What the record of a user begins with that holds its only key. */
  private static final byte VERSION_OF_BEFORE = 1;

  private UserRows() {}

  /** Where the secrets of access keys are. */
  static List<SecretRows> secrets() {
    return List.of(new OfKeys(), new OfUsersOfBefore());
  }

  static Optional<User> user(Snapshot snapshot, UserId id) {
    return stored(snapshot, id).map(UserCodec.Stored::user);
  }

  /**
   * The user with that id.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}
   */
  static User require(Snapshot snapshot, UserId id) {
    return user(snapshot, id)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchUser(id.value())));
  }

  static Optional<AccessKeyCodec.Stored> key(Snapshot snapshot, String keyId) {
    return snapshot
        .get(Keyspace.accessKey(keyId))
        .map(bytes -> AccessKeyCodec.decode(keyId, bytes))
        .or(() -> stored(snapshot, new UserId(keyId)).flatMap(UserCodec.Stored::key));
  }

  /**
   * The key with that id.
   *
   * @throws StoreException with {@link Failure.NoSuchAccessKey}
   */
  static AccessKeyCodec.Stored requireKey(Snapshot snapshot, String keyId) {
    return key(snapshot, keyId)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchAccessKey(keyId)));
  }

  /**
   * Writes a user, and apart from it the key that its row of before may have held.
   *
   * @throws StoreException with {@link Failure.UserNameTaken}
   */
  static void put(Transaction transaction, User user) {
    Optional<UserCodec.Stored> before = stored(transaction, user.id());
    before.flatMap(UserCodec.Stored::key).ifPresent(key -> write(transaction, key));
    UserIndex.file(transaction, before.map(UserCodec.Stored::user), user);
    transaction.put(Keyspace.user(user.id().value()), UserCodec.encode(user));
    Administrators.settle(transaction, user);
  }

  /** Writes a key of a user that is there, or that is written next. */
  static void put(Transaction transaction, AccessKeyCodec.Stored key) {
    write(transaction, key);
    user(transaction, key.key().userId())
        .ifPresent(user -> Administrators.settle(transaction, user));
  }

  /** Deletes a key of a user that is written next, without it. */
  static void deleteKey(Transaction transaction, String keyId) {
    transaction.delete(Keyspace.accessKey(keyId));
    transaction.delete(AccountKeys.lastUse(keyId));
  }

  /** Deletes a user with all that is kept of it. */
  static void delete(Transaction transaction, User user) {
    user.keyIds().forEach(keyId -> deleteKey(transaction, keyId));
    UserIndex.remove(transaction, user);
    transaction.delete(AccountKeys.administrator(user.id().value()));
    transaction.delete(AccountKeys.lastSeen(user.id().value()));
    transaction.delete(Keyspace.userLimits(user.id().value()));
    transaction.delete(SignInKeys.secondFactor(user.id().value()));
    transaction.delete(Keyspace.user(user.id().value()));
  }

  private static void write(Transaction transaction, AccessKeyCodec.Stored key) {
    transaction.put(Keyspace.accessKey(key.key().id()), AccessKeyCodec.encode(key));
  }

  private static Optional<UserCodec.Stored> stored(Snapshot snapshot, UserId id) {
    return snapshot.get(Keyspace.user(id.value())).map(bytes -> UserCodec.decode(id, bytes));
  }

  /** Access keys in rows of their own. */
  private static final class OfKeys implements SecretRows {
    @Override
    public Key prefix() {
      return Keyspace.allAccessKeys();
    }

    @Override
    public String owner(Key key) {
      return Keyspace.accountName(key);
    }

    @Override
    public Optional<EncryptedSecret> secret(Key key, byte[] value) {
      return Optional.of(AccessKeyCodec.decode(owner(key), value).secret());
    }

    @Override
    public void put(Transaction transaction, Row.Entry row, EncryptedSecret secret) {
      AccessKey key = AccessKeyCodec.decode(owner(row.key()), row.value()).key();
      transaction.put(row.key(), AccessKeyCodec.encode(new AccessKeyCodec.Stored(key, secret)));
    }
  }

  /** Those that share a row with their user. */
  private static final class OfUsersOfBefore implements SecretRows {
    @Override
    public Key prefix() {
      return Keyspace.allUsers();
    }

    @Override
    public String owner(Key key) {
      return Keyspace.accountName(key);
    }

    @Override
    public Optional<EncryptedSecret> secret(Key key, byte[] value) {
      // A user's record of today that is damaged has lost no secret.
      return value.length > 0 && value[0] == VERSION_OF_BEFORE
          ? stored(key, value).key().map(AccessKeyCodec.Stored::secret)
          : Optional.empty();
    }

    /** Written as user and key apart from then on, as by any change of either. */
    @Override
    public void put(Transaction transaction, Row.Entry row, EncryptedSecret secret) {
      UserCodec.Stored stored = stored(row.key(), row.value());
      UserRows.put(transaction, stored.user());
      UserRows.put(
          transaction, new AccessKeyCodec.Stored(stored.key().orElseThrow().key(), secret));
    }

    private UserCodec.Stored stored(Key key, byte[] value) {
      return UserCodec.decode(new UserId(owner(key)), value);
    }
  }
}
