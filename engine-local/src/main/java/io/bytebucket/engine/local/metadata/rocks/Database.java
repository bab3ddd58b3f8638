package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Change;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A RocksDB with two families: one for the keys that begin with the bulk tag, one for all others.
 * Thread-safe, except that nothing may be called during or after {@link #close()}, which frees
 * native memory.
 */
public final class Database implements AutoCloseable {
  static final byte[] BULK_FAMILY = "bulk".getBytes(StandardCharsets.UTF_8);

  private static final byte[] END_MARK = "end".getBytes(StandardCharsets.UTF_8);

  private final RocksOptions options;
  private final RocksDB rocks;
  private final ColumnFamilyHandle records;
  private final ColumnFamilyHandle bulk;
  private final byte bulkTag;
  private final Key bulkStart;
  private final @Nullable Key bulkEnd;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final ReadOptions latest = new ReadOptions();
  private final RecordCache cache = new RecordCache();

  /** The latest snapshot, which is kept until there is a newer one. */
  private final AtomicReference<@Nullable SharedSnapshot> shared = new AtomicReference<>();

  private Database(
      RocksOptions options, RocksDB rocks, List<ColumnFamilyHandle> families, byte bulkTag) {
    this.options = options;
    this.rocks = rocks;
    this.records = families.get(0);
    this.bulk = families.get(1);
    this.bulkTag = bulkTag;
    this.bulkStart = Key.of(new byte[] {bulkTag});
    this.bulkEnd = bulkTag == (byte) 0xFF ? null : bulkStart.afterPrefix();
  }

  /** Opens the database, which is made if it does not exist. */
  public static Database open(Path directory, byte bulkTag) throws RocksDBException {
    return open(directory, bulkTag, false);
  }

  /** Opens the database with the same recovery as {@link #open}, but changes nothing on disk. */
  public static Database openReadOnly(Path directory, byte bulkTag) throws RocksDBException {
    return open(directory, bulkTag, true);
  }

  private static Database open(Path directory, byte bulkTag, boolean readOnly)
      throws RocksDBException {
    RocksDB.loadLibrary();
    RocksOptions options = new RocksOptions();
    try {
      List<ColumnFamilyDescriptor> wanted =
          List.of(
              new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.records()),
              new ColumnFamilyDescriptor(BULK_FAMILY, options.bulk()));
      List<ColumnFamilyHandle> families = new ArrayList<>();
      RocksDB rocks =
          readOnly
              ? RocksDB.openReadOnly(options.database(), directory.toString(), wanted, families)
              : RocksDB.open(options.database(), directory.toString(), wanted, families);
      return new Database(options, rocks, families, bulkTag);
    } catch (RocksDBException | RuntimeException e) {
      options.close();
      throw e;
    }
  }

  /** The number of the last write, which is that of a snapshot taken now. */
  public long sequence() {
    return rocks.getLatestSequenceNumber();
  }

  /** A snapshot of the latest state, to be released once. */
  SharedSnapshot snapshot() {
    SharedSnapshot known = shared.get();
    if (known != null && known.sequence() == sequence() && known.hold()) {
      return known;
    }
    SharedSnapshot fresh = new SharedSnapshot(rocks);
    fresh.hold();
    SharedSnapshot old = shared.getAndSet(fresh);
    if (old != null) {
      old.release();
    }
    return fresh;
  }

  /** The options to read the latest state with. */
  ReadOptions latest() {
    return latest;
  }

  /**
   * The value under a key.
   *
   * @param how options that read the state after write number {@code sequence}
   */
  byte @Nullable [] get(ReadOptions how, Key key, long sequence) {
    if (key.tag() == bulkTag) {
      return get(bulk, how, key);
    }
    byte[] known = cache.get(key, sequence);
    if (known != null) {
      return known;
    }
    byte[] value = get(records, how, key);
    if (value != null) {
      cache.keep(key, value, sequence);
    }
    return value;
  }

  private byte @Nullable [] get(ColumnFamilyHandle family, ReadOptions how, Key key) {
    try {
      return rocks.get(family, how, key.bytes());
    } catch (RocksDBException e) {
      throw RocksFailures.ofRead(e);
    }
  }

  /** What may be known of its cache; it can be read after {@link #close()} as well. */
  public List<Figure> figures() {
    return cache.figures();
  }

  /** An iterator over the bulk keys, or over all others. */
  RocksIterator iterator(boolean overBulk, ReadOptions how) {
    return rocks.newIterator(overBulk ? bulk : records, how);
  }

  /** Whether keys of the bulk family may lie in a range that is not empty. */
  boolean touchesBulk(Key from, Key until) {
    return Byte.compareUnsigned(from.tag(), bulkTag) <= 0 && until.compareTo(bulkStart) > 0;
  }

  /** Whether other keys may lie in a range that is not empty. */
  boolean touchesRecords(Key from, Key until) {
    boolean endsInBulk = until.tag() == bulkTag || until.equals(bulkEnd);
    return from.tag() != bulkTag || !endsInBulk;
  }

  /** Makes these changes, in which every sum has been computed. On return they are durable. */
  public void write(Map<Key, Change> changes) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (var change : changes.entrySet()) {
        Key key = change.getKey();
        if (key.tag() != bulkTag) {
          cache.begin(key);
        }
        switch (change.getValue()) {
          case Change.Put(byte[] value) -> batch.put(family(key), key.bytes(), value);
          case Change.Delete() -> batch.delete(family(key), key.bytes());
          case Change.Add add -> throw new IllegalArgumentException("an unsettled sum");
        }
      }
      rocks.write(synced, batch);
    }
    long sequence = sequence();
    changes.forEach((key, change) -> {
      if (key.tag() != bulkTag) {
        cache.end(key, change.over(null), sequence);
      }
    });
  }

  /** Writes a record that changes nothing to the log. On return it is durable. */
  public void markEndOfLog() throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.putLogData(END_MARK);
      rocks.write(synced, batch);
    }
  }

  /**
   * Makes a database of the present state, which shares the files of this one by hard links. What
   * is still in memory is written to files before.
   *
   * @param directory is not there; its parent is, on the same file system
   */
  public void checkpoint(Path directory) throws RocksDBException {
    try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
      checkpoint.createCheckpoint(directory.toString());
    }
  }

  private ColumnFamilyHandle family(Key key) {
    return key.tag() == bulkTag ? bulk : records;
  }

  @Override
  public void close() {
    SharedSnapshot last = shared.getAndSet(null);
    if (last != null) {
      last.release();
    }
    latest.close();
    synced.close();
    bulk.close();
    records.close();
    rocks.close();
    options.close();
  }
}
