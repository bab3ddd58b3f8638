package io.bytebucket.core.user;

import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * When keys and users were last used: by what was signed with them and proved right, or shown in
 * its header, and by sessions that began with them. Requests only note it in memory; now and then
 * it is written for all of them together, and when the server stops. So what is stored, which is
 * all that other servers know, may be older than the last use by as long as that pause, and a crash
 * loses as much. Thread-safe.
 */
public final class LastUses {
  /** How many keys may be noted between two writes; of more, uses are not noted. */
  static final int KEYS_MAX = 10_000;

  private static final int VERSION = 1;

  /** How many are written in one commit. */
  private static final int STEP_KEYS = 500;

  private final MetadataStore metadata;
  private final InstantSource clock;
  private final Map<String, Use> noted = new ConcurrentHashMap<>();

  private record Use(UserId userId, long millis) {}

  /** Uses of the keys of that store. */
  public LastUses(MetadataStore metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /** Notes that a key is used now; takes no longer than to look into a table. */
  public void note(AccessKey key) {
    if (noted.size() < KEYS_MAX || noted.containsKey(key.id())) {
      noted.put(key.id(), new Use(key.userId(), clock.millis()));
    }
  }

  /** Writes what was noted since the last time. */
  public void write() {
    List<Map.Entry<String, Use>> uses = List.copyOf(noted.entrySet());
    for (int from = 0; from < uses.size(); from += STEP_KEYS) {
      List<Map.Entry<String, Use>> step =
          uses.subList(from, Math.min(uses.size(), from + STEP_KEYS));
      metadata.write(transaction -> {
        step.forEach(use -> write(transaction, use.getKey(), use.getValue()));
        return step;
      });
      // Only now, and only what was written: a use that was noted meanwhile is kept.
      step.forEach(use -> noted.remove(use.getKey(), use.getValue()));
    }
  }

  /** A key that is gone stays so, and a later use at another server is not made an earlier one. */
  private static void write(Transaction transaction, String keyId, Use use) {
    if (UserRows.key(transaction, keyId).isPresent()) {
      writeLater(transaction, AccountKeys.lastUse(keyId), use.millis());
    }
    if (transaction.get(Keyspace.user(use.userId().value())).isPresent()) {
      writeLater(transaction, AccountKeys.lastSeen(use.userId().value()), use.millis());
    }
  }

  private static void writeLater(Transaction transaction, Key key, long millis) {
    if (read(transaction, key).filter(there -> there.toEpochMilli() >= millis).isEmpty()) {
      transaction.put(key, new RecordWriter(VERSION).number(millis).toBytes());
    }
  }

  /** When a key was last used, as far as is known here. */
  Optional<Instant> ofKey(Snapshot snapshot, String keyId) {
    Optional<Instant> here =
        Optional.ofNullable(noted.get(keyId)).map(use -> Instant.ofEpochMilli(use.millis()));
    return latest(
        Stream.concat(here.stream(), read(snapshot, AccountKeys.lastUse(keyId)).stream()));
  }

  /** When a user was last seen who has these keys. */
  Optional<Instant> ofUser(Snapshot snapshot, UserId id, List<UserState.KeyState> keys) {
    return latest(
        Stream.concat(
            keys.stream().flatMap(key -> key.lastUsedAt().stream()),
            read(snapshot, AccountKeys.lastSeen(id.value())).stream()));
  }

  private static Optional<Instant> latest(Stream<Instant> uses) {
    return uses.max(Comparator.naturalOrder());
  }

  private static Optional<Instant> read(Snapshot snapshot, Key key) {
    return snapshot.get(key).map(LastUses::decode);
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Instant decode(byte[] bytes) {
    RecordReader in = new RecordReader("last use", bytes, VERSION);
    Instant at = Instant.ofEpochMilli(in.number());
    in.end();
    return at;
  }
}
