package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Finds users by their names and by their canonical ids. A name is taken in the commit that gives
 * it, so no two users ever have the same one, whichever servers they are made at.
 */
public final class UserIndex {
  private static final int VERSION = 1;

  /** How many users of before are looked at in one commit. */
  private static final int STEP_USERS = 100;

  private UserIndex() {}

  static Optional<User> byName(Snapshot snapshot, String name) {
    return find(snapshot, AccountKeys.userName(name)).filter(user -> user.name().equals(name));
  }

  static Optional<User> byCanonicalId(Snapshot snapshot, String canonicalId) {
    return find(snapshot, AccountKeys.canonicalId(canonicalId));
  }

  private static Optional<User> find(Snapshot snapshot, Key key) {
    return snapshot.get(key).flatMap(bytes -> UserRows.user(snapshot, decode(bytes)));
  }

  /**
   * Asks whether a name is free for a user: nobody else has it, and nobody else has it for an id,
   * which is the name of who was given none.
   *
   * @throws StoreException with {@link Failure.UserNameTaken}
   */
  static void requireFree(Snapshot snapshot, String name, UserId forUser) {
    boolean isTaken =
        snapshot
                .get(AccountKeys.userName(name))
                .filter(bytes -> !decode(bytes).equals(forUser))
                .isPresent()
            || (!forUser.value().equals(name) && snapshot.get(Keyspace.user(name)).isPresent());
    if (isTaken) {
      throw new StoreException(new Failure.UserNameTaken(name));
    }
  }

  /**
   * Makes a user be found as it is called now, and no longer as it was.
   *
   * @throws StoreException with {@link Failure.UserNameTaken} when it is given a name that another
   *     one has; one that it has from before there was an index it keeps
   */
  static void file(Transaction transaction, Optional<User> before, User user) {
    boolean isRenamed = before.filter(old -> old.name().equals(user.name())).isEmpty();
    if (isRenamed) {
      requireFree(transaction, user.name(), user.id());
      before.ifPresent(old -> deleteName(transaction, old));
    }
    add(transaction, user);
  }

  /** Keeps who else may have the same name from before there was an index. */
  private static void add(Transaction transaction, User user) {
    Key name = AccountKeys.userName(user.name());
    if (transaction.get(name).isEmpty()) {
      transaction.put(name, encode(user.id()));
    }
    Key canonicalId = AccountKeys.canonicalId(CanonicalId.of(user.id()));
    if (transaction.get(canonicalId).isEmpty()) {
      transaction.put(canonicalId, encode(user.id()));
    }
  }

  /** Makes nobody find a user any more. */
  static void remove(Transaction transaction, User user) {
    deleteName(transaction, user);
    transaction.delete(AccountKeys.canonicalId(CanonicalId.of(user.id())));
  }

  private static void deleteName(Transaction transaction, User user) {
    Key name = AccountKeys.userName(user.name());
    if (transaction.get(name).filter(bytes -> decode(bytes).equals(user.id())).isPresent()) {
      transaction.delete(name);
    }
  }

  /**
   * Sees to it that users are found who are from before there was an index; does nothing when that
   * was done before. Several servers may do it at once. A user whose record is damaged is passed
   * over.
   */
  static void build(MetadataStore metadata) {
    Key mark = Keyspace.system(SystemRecord.USERS_INDEXED);
    if (metadata.read(snapshot -> snapshot.get(mark)).isPresent()) {
      return;
    }
    Key from = Keyspace.allUsers();
    boolean isMore = true;
    while (isMore) {
      Key start = from;
      List<Key> done = metadata.write(transaction -> addAll(transaction, start));
      isMore = !done.isEmpty();
      from = isMore ? done.getLast().next() : from;
    }
    metadata.write(transaction -> {
      transaction.put(mark, new byte[0]);
      return mark;
    });
  }

  private static List<Key> addAll(Transaction transaction, Key from) {
    List<Key> keys =
        transaction
            .scan(ScanRequest.range(from, Keyspace.allUsers().afterPrefix(), STEP_USERS))
            .rows()
            .stream()
            .map(row -> row.key())
            .toList();
    for (Key key : keys) {
      try {
        User user = UserRows.require(transaction, new UserId(Keyspace.accountName(key)));
        add(transaction, user);
        Administrators.settle(transaction, user);
      } catch (StoreException e) {
        if (!(e.failure() instanceof Failure.Corrupt)) {
          throw e;
        }
      }
    }
    return keys;
  }

  private static byte[] encode(UserId id) {
    return new RecordWriter(VERSION).text(id.value()).toBytes();
  }

  /**
   * Whom a row of the index is about.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  public static UserId decode(byte[] bytes) {
    RecordReader in = new RecordReader("user index", bytes, VERSION);
    UserId id = new UserId(in.text());
    in.end();
    return id;
  }
}
