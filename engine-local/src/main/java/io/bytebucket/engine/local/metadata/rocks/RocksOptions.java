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
 * How RocksDB is set up, for a small process and for values that must survive. It owns native
 * objects that must live longer than the database.
 *
 * <p>All memory of RocksDB is bounded here: the block cache, and the write buffers of both families
 * together. They are sized for a process of 250 MiB, whose heap may grow to 256 MiB but is mostly
 * unused.
 */
final class RocksOptions implements AutoCloseable {
  /**
   * The cache for the blocks of both families, with their indexes and filters. Nothing else in
   * memory grows with the data.
   */
  private static final long BLOCK_CACHE_BYTES = 32L << 20;

  private static final int CHARGES_AS_THEY_COME = 0;
  private static final int SHARDS_BY_SIZE = -1;

  /** When the write buffers of both families together hold this much, they are flushed. */
  private static final long WRITE_BUFFERS_BYTES = 40L << 20;

  /** A record has a few hundred bytes, so 8 MiB hold some ten thousand objects. */
  private static final long RECORD_BUFFER_BYTES = 8L << 20;

  /** A flush of the bulk family makes one blob file, so larger buffers make fewer files. */
  private static final long BULK_BUFFER_BYTES = 16L << 20;

  /** One buffer takes writes while another is flushed. A third would only hide a slow disk. */
  private static final int BUFFERS_PER_FAMILY = 2;

  /**
   * Only as much log is needed as the write buffers hold. The start after a crash reads the whole
   * log, so this bounds how long it takes.
   */
  private static final long LOG_LIMIT_BYTES = 64L << 20;

  /**
   * One flush and one compaction at a time: a machine may have only two cores, and requests need
   * them.
   */
  private static final int BACKGROUND_JOBS = 2;

  /** How many table and blob files are kept open. Others are opened when they are read. */
  private static final int OPEN_FILES = 512;

  /**
   * Values of this length or more go to blob files, so that compaction does not copy them again and
   * again.
   */
  private static final long BLOB_BYTES = 512;

  private static final long BLOB_FILE_BYTES = 256L << 20;

  /** Compaction copies values out of the oldest quarter of the blob files into new ones. */
  private static final double BLOB_AGE_SHARE = 0.25;

  /**
   * Once half of that quarter is garbage, its files are compacted even if nothing else asks for it.
   * A file with nothing but garbage is deleted at once, whatever its age.
   */
  private static final double BLOB_GARBAGE_SHARE = 0.5;

  private static final double FILTER_BITS_PER_KEY = 10;

  /**
   * A file with 10,000 keys in a row of which half are deletions is compacted soon, because
   * listings would have to walk through the deleted keys.
   */
  private static final long DELETION_WINDOW_KEYS = 10_000;

  private static final long INFO_LOG_FILE_BYTES = 1L << 20;
  private static final long INFO_LOG_FILES = 4;
  private static final long MANIFEST_LIMIT_BYTES = 16L << 20;

  /**
   * This kind of cache is read without locks, which matters because one look-up asks it half a
   * dozen times.
   */
  private final HyperClockCache cache =
      new HyperClockCache(BLOCK_CACHE_BYTES, CHARGES_AS_THEY_COME, SHARDS_BY_SIZE, false);

  private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);
  private final TablePropertiesCollectorFactory deletions =
      TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
          DELETION_WINDOW_KEYS, DELETION_WINDOW_KEYS / 2, 0);
  private final DBOptions database;
  private final ColumnFamilyOptions records = recordOptions();
  private final ColumnFamilyOptions bulk = bulkOptions();

  /** For a database that must be whole. */
  RocksOptions() {
    this.database = databaseOptions(withoutSetters());
  }

  /** What may be wrong with a database that is opened all the same. */
  enum Tolerance {
    /**
     * Files that are damaged or missing, but for logs: those may have damage, and must be there.
     */
    FILES,
    /** Logs, too. */
    LOGS,
    /**
     * The files of an earlier moment will do, if those of the last are not all there. The log is
     * not read.
     */
    ANY_MOMENT
  }

  /** For one that is damaged, of which as much is read as can be. It is never written to. */
  @SuppressWarnings("resource") // the setters return what they were called on
  static RocksOptions tolerant(Tolerance tolerance) {
    RocksOptions options =
        new RocksOptions(
            databaseOptions(tolerance == Tolerance.FILES ? withoutSetters() : new Properties()));
    options
        .database()
        .setParanoidChecks(false)
        .setSkipCheckingSstFileSizesOnDbOpen(true)
        .setWalRecoveryMode(WALRecoveryMode.SkipAnyCorruptedRecords)
        .setBestEffortsRecovery(tolerance == Tolerance.ANY_MOMENT);
    return options;
  }

  private RocksOptions(DBOptions database) {
    this.database = database;
  }

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
  private static DBOptions databaseOptions(Properties withoutSetters) {
    DBOptions options =
        withoutSetters.isEmpty()
            ? new DBOptions()
            : DBOptions.getDBOptionsFromProps(withoutSetters);
    // There is one writer, so concurrent inserts, which take an arena for each core, are not
    // needed.
    options.setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    options.setAllowConcurrentMemtableWrite(false);
    options.setMaxBackgroundJobs(BACKGROUND_JOBS);
    options.setDbWriteBufferSize(WRITE_BUFFERS_BYTES);
    // Both families are flushed together, so that neither is ever ahead of the other on disk, even
    // if the log is lost.
    options.setAtomicFlush(true).setMaxTotalWalSize(LOG_LIMIT_BYTES);
    // Recovery drops a torn last write. LogCheck has made sure beforehand that it drops nothing
    // else.
    options.setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
    // If a compaction reads a bad block, all writes stop, instead of the damage being copied.
    options.setParanoidChecks(true);
    // So opening takes the same time however large the store is.
    options.setMaxOpenFiles(OPEN_FILES).setSkipStatsUpdateOnDbOpen(true);
    // Files are deleted by a background thread, never by a reader that closes an iterator.
    options.setAvoidUnnecessaryBlockingIO(true);
    options.setInfoLogLevel(InfoLogLevel.INFO_LEVEL);
    options.setKeepLogFileNum(INFO_LOG_FILES).setMaxLogFileSize(INFO_LOG_FILE_BYTES);
    options.setMaxManifestFileSize(MANIFEST_LIMIT_BYTES);
    // No thread wakes up to write statistics while the server is idle.
    options.setStatsDumpPeriodSec(0).setStatsPersistPeriodSec(0);
    return options;
  }

  /** The options that have no setter in the Java API. */
  private static Properties withoutSetters() {
    Properties properties = new Properties();
    // Opening fails if a log file is missing, or shorter than it was when it was closed.
    properties.setProperty("track_and_verify_wals_in_manifest", "true");
    return properties;
  }

  @SuppressWarnings("resource")
  private ColumnFamilyOptions recordOptions() {
    return shared(RECORD_BUFFER_BYTES)
        // Neighbouring keys share most of their bytes, and so do their records, so compression
        // pays.
        .setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @SuppressWarnings("resource")
  private ColumnFamilyOptions bulkOptions() {
    return shared(BULK_BUFFER_BYTES)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setEnableBlobFiles(true)
        .setMinBlobSize(BLOB_BYTES)
        .setBlobFileSize(BLOB_FILE_BYTES)
        // These are the users' bytes, which are often compressed already, and reading them should
        // be cheap.
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
            // Otherwise the memory for indexes and filters would grow with the store.
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(filter)
            .setOptimizeFiltersForMemory(true);
    // Only the options of a whole database accept the collector, so the options of the family are
    // copied from such.
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
