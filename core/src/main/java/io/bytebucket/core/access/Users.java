package io.bytebucket.core.access;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps users, their secrets encrypted. Thread-safe; what a change did is durable on return. */
public final class Users {
  /** The longest access key id, in characters. */
  public static final int ACCESS_KEY_ID_LIMIT = 128;

  private static final int PAGE_USERS = 1_000;

  private final MetadataStore metadata;
  private final UserCodec codec;
  private final Clock clock;

  /** Users of that store; {@code clock} tells when they were made. */
  public Users(MetadataStore metadata, SecretCipher cipher, Clock clock) {
    this.metadata = metadata;
    this.codec = new UserCodec(cipher);
    this.clock = clock;
  }

  /** Whether there is any user yet. */
  public boolean isEmpty() {
    return metadata.read(Users::isEmpty);
  }

  /**
   * Makes the first user, who may do everything; does nothing when there already is a user.
   *
   * @param accessKeyId 1 to {@value #ACCESS_KEY_ID_LIMIT} characters
   * @return whether the user was made
   * @throws IllegalArgumentException when the id is too short or too long to be found again
   */
  public boolean createFirst(String accessKeyId, String secretAccessKey) {
    requireLength(accessKeyId);
    User user =
        new User(
            accessKeyId,
            secretAccessKey,
            List.of(AccessRule.FULL_ACCESS),
            Instant.ofEpochMilli(clock.millis()));
    byte[] record = codec.encode(user);
    return metadata.write(transaction -> {
      boolean first = isEmpty(transaction);
      if (first) {
        transaction.put(Keyspace.user(accessKeyId), record);
      }
      return first;
    });
  }

  /**
   * The user with that access key id.
   *
   * @throws StoreException with {@link Failure.WrongEncryptionKey} or {@link Failure.Corrupt} when
   *     the secret cannot be decrypted
   */
  public Optional<User> find(String accessKeyId) {
    if (accessKeyId.length() > ACCESS_KEY_ID_LIMIT) {
      return Optional.empty();
    }
    return metadata
        .read(snapshot -> snapshot.get(Keyspace.user(accessKeyId)))
        .map(record -> codec.decode(accessKeyId, record));
  }

  /**
   * Decrypts the secret of some user, to find out at start whether the configured key is the right
   * one.
   *
   * @throws StoreException with {@link Failure.WrongEncryptionKey} when it is not
   */
  public void checkEncryptionKey() {
    metadata
        .read(snapshot -> snapshot.scan(ScanRequest.prefix(Keyspace.allUsers(), 1)))
        .rows()
        .stream()
        .map(row -> Keyspace.accessKeyId(row.key()))
        .forEach(this::find);
  }

  /** The access key ids of at most {@value #PAGE_USERS} users after that one, in order. */
  public List<String> idsAfter(String accessKeyId) {
    return metadata
        .read(snapshot ->
            snapshot.scan(
                ScanRequest.range(
                    Keyspace.user(accessKeyId).next(),
                    Keyspace.allUsers().afterPrefix(),
                    PAGE_USERS)))
        .rows()
        .stream()
        .map(row -> Keyspace.accessKeyId(row.key()))
        .toList();
  }

  /**
   * Gives a user another secret; the rules stay what they are. When there is no such user, one who
   * may do everything is made.
   *
   * @return whether the user was made
   */
  public boolean reset(String accessKeyId, String secretAccessKey) {
    requireLength(accessKeyId);
    User added =
        new User(
            accessKeyId,
            secretAccessKey,
            List.of(AccessRule.FULL_ACCESS),
            Instant.ofEpochMilli(clock.millis()));
    return metadata.write(transaction -> {
      Optional<byte[]> stored = transaction.get(Keyspace.user(accessKeyId));
      User user =
          stored
              .map(record -> codec.withSecret(accessKeyId, record, secretAccessKey))
              .orElse(added);
      transaction.put(Keyspace.user(accessKeyId), codec.encode(user));
      return stored.isEmpty();
    });
  }

  /**
   * Whether the secret of that user can be read with the encryption key; false as well when there
   * is no such user.
   */
  public boolean isReadable(String accessKeyId) {
    try {
      return find(accessKeyId).isPresent();
    } catch (StoreException e) {
      return switch (e.failure()) {
        case Failure.WrongEncryptionKey wrongKey -> false;
        case Failure.Corrupt damaged -> false;
        case Failure other -> throw e;
      };
    }
  }

  private static void requireLength(String accessKeyId) {
    if (accessKeyId.isEmpty() || accessKeyId.length() > ACCESS_KEY_ID_LIMIT) {
      throw new IllegalArgumentException("an access key id has 1 to 128 characters");
    }
  }

  private static boolean isEmpty(Snapshot snapshot) {
    return snapshot.scan(ScanRequest.prefix(Keyspace.allUsers(), 1)).rows().isEmpty();
  }
}
