package io.bytebucket.testkit.model;

import io.bytebucket.core.schema.ActivityKeys;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A metadata store that refuses every commit which changes what says what the store is and who may
 * do what, and does not say so in the audit log. It stands under every store of tests: so a service
 * that forgets its record fails the first test of it.
 *
 * <p>The set of tables is sealed. Who adds one says here what it is.
 */
public final class AuditWatch implements MetadataStore {
  private final MetadataStore store;

  /** A watch on that store. */
  public AuditWatch(MetadataStore store) {
    this.store = store;
  }

  /** Whether a row of that table is control data. */
  private static boolean isControl(StoredKey key) {
    return switch (key) {
      case StoredKey.OfBucket _,
          StoredKey.OfBucketSetting _,
          StoredKey.OfSavedSetting _,
          StoredKey.OfUserLimits _,
          StoredKey.OfUser _,
          StoredKey.OfAccessKey _ ->
          true;
      // What follows from others, is counted, or is the log itself.
      case StoredKey.OfUserName _,
          StoredKey.OfCanonicalId _,
          StoredKey.OfAdministrator _,
          StoredKey.OfLastUse _,
          StoredKey.OfLastSeen _,
          StoredKey.OfAuditRecord _,
          StoredKey.OfSession _,
          StoredKey.OfSessionOfUser _,
          StoredKey.OfSecondFactor _,
          StoredKey.OfCounter _,
          StoredKey.OfEndedBucket _,
          StoredKey.OfJob _,
          StoredKey.OfLease _ ->
          false;
      case StoredKey.OfSystem(SystemRecord record) ->
          switch (record) {
            case BUCKET_IDS,
                BUCKETS,
                STARTS,
                EPOCH,
                RUNNING,
                SWEEP_DUE,
                USERS_INDEXED,
                AUDIT_HEAD ->
                false;
          };
      case StoredKey.OfActivity(Key row) -> row.equals(ActivityKeys.settings());
      // Objects and their bytes, and what was moved out of the way.
      case StoredKey.OfQuarantine _,
          StoredKey.OfObject _,
          StoredKey.OfVersion _,
          StoredKey.OfNullVersion _,
          StoredKey.OfUpload _,
          StoredKey.OfPart _,
          StoredKey.OfUploadByAge _,
          StoredKey.OfInlineBytes _,
          StoredKey.OfGarbage _,
          StoredKey.OfReferences _,
          StoredKey.OfLayoutNamings _,
          StoredKey.OfLayoutIndex _,
          StoredKey.OfLayoutExtents _,
          StoredKey.OfLayoutParts _ ->
          false;
    };
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    return store.read(query);
  }

  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    return store.write(transaction -> {
      Watched watched = new Watched(transaction);
      R result = change.apply(watched);
      watched.requireAudited();
      return result;
    });
  }

  @Override
  public void close() {
    store.close();
  }

  /** Notes of what kind the rows are that a transaction changes. */
  private static final class Watched implements Transaction {
    private final Transaction transaction;
    private Optional<StoredKey> control = Optional.empty();
    private boolean isAudited;

    Watched(Transaction transaction) {
      this.transaction = transaction;
    }

    void requireAudited() {
      if (control.isPresent() && !isAudited) {
        throw new IllegalStateException(
            "changed without a record in the audit log: " + control.get());
      }
    }

    private void note(Key key) {
      StoredKey.of(key)
          .ifPresent(stored -> {
            isAudited |= stored instanceof StoredKey.OfAuditRecord;
            if (isControl(stored)) {
              control = Optional.of(stored);
            }
          });
    }

    @Override
    public void put(Key key, byte[] value) {
      note(key);
      transaction.put(key, value);
    }

    @Override
    public void delete(Key key) {
      note(key);
      transaction.delete(key);
    }

    @Override
    public void add(Key key, long delta) {
      transaction.add(key, delta);
    }

    @Override
    public void drawOnReserve() {
      transaction.drawOnReserve();
    }

    @Override
    public Optional<byte[]> get(Key key) {
      return transaction.get(key);
    }

    @Override
    public List<Optional<byte[]>> getAll(List<Key> keys) {
      return transaction.getAll(keys);
    }

    @Override
    public ScanPage scan(ScanRequest request) {
      return transaction.scan(request);
    }
  }
}
