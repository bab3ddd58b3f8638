package io.bytebucket.core.user;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes users that come from elsewhere as they were there: with their ids, names, rules, keys,
 * limits and second factors. For those alone who run the store. What is there is never changed.
 * Thread-safe; a user is durable on return.
 */
public final class UserImporter {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final Users users;
  private final SecretCipher cipher;
  private final SecureRandom random = new SecureRandom();

  /** An importer into that store, which {@code audited} changes. */
  public UserImporter(
      MetadataStore metadata, AuditedStore audited, Users users, SecretCipher cipher) {
    this.metadata = metadata;
    this.audited = audited;
    this.users = users;
    this.cipher = cipher;
  }

  /**
   * A key as it was elsewhere.
   *
   * @param secret none when it was left out: the key is then not in use, with a secret that nobody
   *     knows
   */
  public record GivenKey(
      String id,
      AccessKey.Status status,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<String> secret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "GivenKey[" + id + "]";
    }
  }

  /**
   * A user as it was elsewhere.
   *
   * @param user its keys are those given here
   * @param limits in their stored form
   * @param secondFactor in its stored form, encrypted with the key of this store
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  public record Given(
      User user, List<GivenKey> keys, Optional<byte[]> limits, Optional<byte[]> secondFactor) {}

  /** What came of it. */
  public sealed interface Result {
    /** It was made. */
    record Made() implements Result {}

    /** It was there, and equal as far as can be told. */
    record Equal() implements Result {}

    /**
     * There is another one with its id, its name or one of its keys; nothing was done.
     *
     * @param what which, in a few words
     */
    record Different(String what) implements Result {}
  }

  /**
   * A user that is there, with what belongs to it.
   *
   * @param withSecrets whether secrets are read; else keys come without, and no second factor does
   * @throws StoreException also with {@link Failure.WrongEncryptionKey}
   */
  public Optional<Given> read(UserId id, boolean withSecrets) {
    return metadata.read(
        snapshot -> UserRows.user(snapshot, id).map(user -> given(snapshot, user, withSecrets)));
  }

  private Given given(Snapshot snapshot, User user, boolean withSecrets) {
    List<GivenKey> keys = new ArrayList<>();
    for (String keyId : user.keyIds()) {
      UserRows.key(snapshot, keyId)
          .ifPresent(stored ->
              keys.add(
                  new GivenKey(
                      keyId,
                      stored.key().status(),
                      stored.key().createdAt(),
                      stored.key().expiresAt(),
                      withSecrets
                          ? Optional.of(cipher.decrypt(keyId, stored.secret()))
                          : Optional.empty())));
    }
    return new Given(
        user,
        keys,
        snapshot.get(Keyspace.userLimits(user.id().value())),
        withSecrets ? snapshot.get(SignInKeys.secondFactor(user.id().value())) : Optional.empty());
  }

  /**
   * Makes a user, unless its id, its name or one of its keys is taken.
   *
   * @throws StoreException with {@link Failure.Corrupt} when its limits cannot be read
   */
  public Result make(Given given) {
    users.index();
    given.limits().ifPresent(UserLimitsCodec::decode);
    List<AccessKeyCodec.Stored> keys =
        given.keys().stream().map(key -> stored(given.user().id(), key)).toList();
    try {
      return audited.write(transaction -> make(transaction, given, keys));
    } finally {
      users.changed();
    }
  }

  private AccessKeyCodec.Stored stored(UserId userId, GivenKey key) {
    AccessKey.Status status = key.secret().isPresent() ? key.status() : AccessKey.Status.INACTIVE;
    return new AccessKeyCodec.Stored(
        new AccessKey(key.id(), userId, status, key.createdAt(), key.expiresAt()),
        cipher.encrypt(key.id(), key.secret().orElseGet(() -> Secrets.random(random))));
  }

  private Result make(
      AuditedTransaction transaction, Given given, List<AccessKeyCodec.Stored> keys) {
    User user = given.user();
    Optional<User> there = UserRows.user(transaction, user.id());
    if (there.isPresent()) {
      return compared(transaction, there.get(), given);
    }
    for (AccessKeyCodec.Stored key : keys) {
      if (UserRows.key(transaction, key.key().id()).isPresent()) {
        return new Result.Different("access key " + key.key().id());
      }
    }
    try {
      UserIndex.requireFree(transaction, user.name(), user.id());
    } catch (StoreException taken) {
      return new Result.Different("name");
    }
    UserRows.put(transaction, user);
    keys.forEach(key -> UserRows.put(transaction, key));
    String id = user.id().value();
    given.limits().ifPresent(bytes -> transaction.put(Keyspace.userLimits(id), bytes));
    given.secondFactor().ifPresent(bytes -> transaction.put(SignInKeys.secondFactor(id), bytes));
    transaction.audit("user.import", UserText.target(user), "", UserText.of(user));
    return new Result.Made();
  }

  private Result compared(Snapshot snapshot, User there, Given given) {
    if (!there.equals(given.user())) {
      return new Result.Different("user " + there.id());
    }
    Given stored = given(snapshot, there, false);
    for (int i = 0; i < stored.keys().size(); i++) {
      GivenKey key = stored.keys().get(i);
      GivenKey wanted = given.keys().get(i);
      boolean isSame =
          key.id().equals(wanted.id())
              && key.createdAt().equals(wanted.createdAt())
              && (wanted.secret().isEmpty() || key.status() == wanted.status());
      if (!isSame) {
        return new Result.Different("access key " + key.id());
      }
    }
    byte[] none = new byte[0];
    return Arrays.equals(stored.limits().orElse(none), given.limits().orElse(none))
        ? new Result.Equal()
        : new Result.Different("limits");
  }
}
