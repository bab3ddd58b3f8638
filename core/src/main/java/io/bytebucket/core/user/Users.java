package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.secret.SecretRows;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds users and the access keys they sign with; {@link UserChanges} changes them. Thread-safe.
 */
public final class Users {
  /** How many users a page has at the most. */
  public static final int PAGE_USERS = 1_000;

  /** Among so many keys there is one that tells whether the encryption key is the right one. */
  private static final int CHECKED_KEYS = 1_000;

  private final MetadataStore metadata;
  private final SecretCipher cipher;
  private final LastUses uses;
  private final AtomicLong changes = new AtomicLong();

  /**
   * Users of that store, whose secrets that cipher reads.
   *
   * @param uses knows when they were seen
   */
  public Users(MetadataStore metadata, SecretCipher cipher, LastUses uses) {
    this.metadata = metadata;
    this.cipher = cipher;
    this.uses = uses;
  }

  /**
   * Where the secrets of access keys are: in rows of their own, and in those of users of before.
   */
  public static List<SecretRows> secretRows() {
    return UserRows.secrets();
  }

  /**
   * How often users or keys were changed by way of this object. What was found while this number
   * was the same as now is not older than any such change: caches hold what they have against it.
   */
  public long changes() {
    return changes.get();
  }

  void changed() {
    changes.incrementAndGet();
  }

  /** Whether there is any user yet. */
  public boolean isEmpty() {
    return metadata.read(Users::isEmpty);
  }

  /**
   * Makes users be found by name who are from before names were looked up; done at every start.
   * Thereafter it is one look-up.
   */
  public void index() {
    UserIndex.build(metadata);
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

  /** The user who has a key of that id, whatever may be done with it. */
  public Optional<User> byKey(String keyId) {
    return keyId.length() > AccessKey.ID_LENGTH_MAX
        ? Optional.empty()
        : metadata.read(snapshot ->
            UserRows.key(snapshot, keyId)
                .flatMap(stored -> UserRows.user(snapshot, stored.key().userId())));
  }

  /** The user of that name, in upper and lower case as it is. */
  public Optional<User> byName(String name) {
    return name.isEmpty() || name.length() > UserId.LENGTH_MAX
        ? Optional.empty()
        : metadata.read(snapshot -> UserIndex.byName(snapshot, name));
  }

  /** The user whom clients know by that id; see {@link CanonicalId}. */
  public Optional<User> byCanonicalId(String canonicalId) {
    return canonicalId.isEmpty() || canonicalId.length() > CanonicalId.LENGTH
        ? Optional.empty()
        : metadata.read(snapshot -> UserIndex.byCanonicalId(snapshot, canonicalId));
  }

  /** All that is known of a user. */
  public Optional<UserState> state(UserId id) {
    return metadata.read(
        snapshot -> UserRows.user(snapshot, id).map(user -> UserState.of(snapshot, user, uses)));
  }

  /**
   * A page of users, in the order of their ids.
   *
   * @param after the last one of the page before; {@link UserId#NOBODY} for the first page
   * @param limit how many at the most, 1 to {@value #PAGE_USERS}
   */
  public UserPage page(UserId after, int limit) {
    return metadata.read(snapshot -> {
      List<Row> rows = snapshot.scan(after(after, limit + 1)).rows();
      List<UserState> states =
          rows.stream()
              .limit(limit)
              .map(row -> UserRows.require(snapshot, idOf(row)))
              .map(user -> UserState.of(snapshot, user, uses))
              .toList();
      return new UserPage(states, rows.size() > limit);
    });
  }

  /**
   * A page of users.
   *
   * @param users in the order of their ids
   * @param isTruncated whether more follow
   */
  public record UserPage(List<UserState> users, boolean isTruncated) {}

  /**
   * Decrypts secrets until it finds one that it can, to find out at start whether the configured
   * encryption key is the right one. Secrets of another key beside those of this one are no reason
   * not to start: {@link io.bytebucket.core.secret.StoredSecrets} tells of them.
   *
   * @throws StoreException with {@link Failure.WrongEncryptionKey} when it is not
   */
  public void checkEncryptionKey() {
    List<String> keyIds =
        metadata.read(snapshot -> {
          List<String> keys =
              names(snapshot, ScanRequest.prefix(Keyspace.allAccessKeys(), CHECKED_KEYS));
          return keys.isEmpty()
              ? names(snapshot, ScanRequest.prefix(Keyspace.allUsers(), CHECKED_KEYS))
              : keys;
        });
    if (!keyIds.isEmpty() && keyIds.stream().noneMatch(this::isReadable)) {
      Optional<Credential> _ = find(keyIds.getFirst());
    }
  }

  /** At most {@value #PAGE_USERS} users after that one, in the order of their ids. */
  public List<UserId> idsAfter(UserId id) {
    return metadata.read(snapshot -> names(snapshot, after(id, PAGE_USERS))).stream()
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

  private static ScanRequest after(UserId id, int limit) {
    return ScanRequest.range(
        Keyspace.user(id.value()).next(), Keyspace.allUsers().afterPrefix(), limit);
  }

  private static UserId idOf(Row row) {
    return new UserId(Keyspace.accountName(row.key()));
  }

  private static List<String> names(Snapshot snapshot, ScanRequest request) {
    return snapshot.scan(request).rows().stream()
        .map(row -> Keyspace.accountName(row.key()))
        .toList();
  }

  static boolean isEmpty(Snapshot snapshot) {
    return snapshot.scan(ScanRequest.prefix(Keyspace.allUsers(), 1)).rows().isEmpty();
  }
}
