package io.bytebucket.engine.local.metadata.rocks;

import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB is set up: for a small process, and for values that must survive. Owns native objects
 * that have to outlive the database.
 *
 * <p>Memory, all bounded here: the block cache, the write buffers of both families together, and as
 * much log as these fill. They are sized together for a process of 250 MiB with a heap of 256 MiB
 * that is mostly unused.
 */
final class RocksOptions implements AutoCloseable {
  /**
   * Blocks of both families, with their indexes and filters; no other cache grows with the data.
   */
  private static final long BLOCK_CACHE_BYTES = 32L << 20;

  private static final int CHARGES_AS_THEY_COME = 0;
  private static final int SHARDS_BY_SIZE = -1;

  /** When both families together hold this much unflushed, they are flushed. */
  private static final long WRITE_BUFFERS_BYTES = 40L << 20;

  /** Records are a few hundred bytes: 8 MiB are some ten thousand objects. */
  private static final long RECORD_BUFFER_BYTES = 8L << 20;

  /** A flush of the bulk family makes one blob file: larger buffers make fewer files. */
  private static final long BULK_BUFFER_BYTES = 16L << 20;

  /** One that takes writes, and one that is being flushed; a third would only hide a slow disk. */
  private static final int BUFFERS_PER_FAMILY = 2;

  /**
   * More log than the write buffers hold is never needed, and what is there is read at the next
   * start: this is what bounds the time to start after a crash.
   */
  private static final long LOG_LIMIT_BYTES = 64L << 20;

  /** One flush and one compaction: this machine may have two cores, and requests need them. */
  private static final int BACKGROUND_JOBS = 2;

  /** Table and blob files held open; beyond that they are opened again when read. */
  private static final int OPEN_FILES = 512;

  /**
   * Values from here on go to blob files, so that compaction does not copy them again and again.
   */
  private static final long BLOB_BYTES = 512;

  private static final long BLOB_FILE_BYTES = 256L << 20;

  /** What compaction meets in the oldest quarter of the blob files it copies into new ones. */
  private static final double BLOB_AGE_SHARE = 0.25;

  /**
   * Once half of these is garbage they are compacted on purpose. A file that is garbage altogether
   * goes as it is, whatever its age.
   */
  private static final double BLOB_GARBAGE_SHARE = 0.5;

  private static final double FILTER_BITS_PER_KEY = 10;

  /**
   * A file in which half of any 10,000 keys in a row are deletions is compacted soon, or listing
   * would wade through the dead.
   */
  private static final long DELETION_WINDOW_KEYS = 10_000;

  private static final long INFO_LOG_FILE_BYTES = 1L << 20;
  private static final long INFO_LOG_FILES = 4;
  private static final long MANIFEST_LIMIT_BYTES = 16L << 20;

  /** A cache that is read without locks: a look-up of one key asks it half a dozen times. */
  private final HyperClockCache cache =
      new HyperClockCache(BLOCK_CACHE_BYTES, CHARGES_AS_THEY_COME, SHARDS_BY_SIZE, false);

  private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);
  private final TablePropertiesCollectorFactory deletions =
      TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
          DELETION_WINDOW_KEYS, DELETION_WINDOW_KEYS / 2, 0);
  private final DBOptions database = databaseOptions();
  private final ColumnFamilyOptions records = recordOptions();
  private final ColumnFamilyOptions bulk = bulkOptions();

  DBOptions database() {
    return database;
  }

  ColumnFamilyOptions records() {
    return records;
  }

  ColumnFamilyOptions bulk() {
    return bulk;
  }

  @SuppressWarnings("resource") // the setters return what they were called on
  private static DBOptions databaseOptions() {
    DBOptions options = DBOptions.getDBOptionsFromProps(withoutSetters());
    // One writer: nothing to insert side by side, and so no arena per core.
    options.setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    options.setAllowConcurrentMemtableWrite(false);
    options.setMaxBackgroundJobs(BACKGROUND_JOBS);
    options.setDbWriteBufferSize(WRITE_BUFFERS_BYTES);
    // Both families are flushed as one: neither is ever ahead of the other on disk, whatever
    // becomes of the log.
    options.setAtomicFlush(true).setMaxTotalWalSize(LOG_LIMIT_BYTES);
    // A torn last write is dropped; LogCheck makes sure beforehand that nothing else is.
    options.setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
    // A compaction that reads a bad block stops all writes instead of spreading it.
    options.setParanoidChecks(true);
    // Opening takes the same time however large the store is.
    options.setMaxOpenFiles(OPEN_FILES).setSkipStatsUpdateOnDbOpen(true);
    // Files are deleted by a background thread, never by a reader that closes an iterator.
    options.setAvoidUnnecessaryBlockingIO(true);
    options.setInfoLogLevel(InfoLogLevel.INFO_LEVEL);
    options.setKeepLogFileNum(INFO_LOG_FILES).setMaxLogFileSize(INFO_LOG_FILE_BYTES);
    options.setMaxManifestFileSize(MANIFEST_LIMIT_BYTES);
    // Idle is idle: no thread wakes up to write statistics.
    options.setStatsDumpPeriodSec(0).setStatsPersistPeriodSec(0);
    return options;
  }

  /** What the Java API has no setter for. */
  private static Properties withoutSetters() {
    Properties properties = new Properties();
    // A log file that is missing or shorter than it was when it was full stops the start.
    properties.setProperty("track_and_verify_wals_in_manifest", "true");
    return properties;
  }

  @SuppressWarnings("resource")
  private ColumnFamilyOptions recordOptions() {
    return shared(RECORD_BUFFER_BYTES)
        // Neighbouring keys share most of their bytes, and so do records.
        .setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @SuppressWarnings("resource")
  private ColumnFamilyOptions bulkOptions() {
    return shared(BULK_BUFFER_BYTES)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setEnableBlobFiles(true)
        .setMinBlobSize(BLOB_BYTES)
        .setBlobFileSize(BLOB_FILE_BYTES)
        // Users' bytes: often compressed already, and a read should cost no more than it must.
        .setBlobCompressionType(CompressionType.NO_COMPRESSION)
        .setEnableBlobGarbageCollection(true)
        .setBlobGarbageCollectionAgeCutoff(BLOB_AGE_SHARE)
        .setBlobGarbageCollectionForceThreshold(BLOB_GARBAGE_SHARE);
  }

  @SuppressWarnings("resource")
  private ColumnFamilyOptions shared(long bufferBytes) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            // Or indexes and filters would be memory that grows with the store.
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(filter)
            .setOptimizeFiltersForMemory(true);
    // Only options for a whole database can take the collector; those of a family are a copy.
    try (Options whole = new Options()) {
      whole.setTablePropertiesCollectorFactory(List.of(deletions));
      return new ColumnFamilyOptions(whole)
          .setTableFormatConfig(table)
          .setWriteBufferSize(bufferBytes)
          .setMaxWriteBufferNumber(BUFFERS_PER_FAMILY);
    }
  }

  @Override
  public void close() {
    bulk.close();
    records.close();
    database.close();
    deletions.close();
    filter.close();
    cache.close();
  }
}
