package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * A database that does not open, or of which not every row reads, opened as far as it goes. It is
 * to be a copy: the file that says where to begin may be written anew. For one thread.
 *
 * <p>Where a block does not read, no row of its stretch of keys is handed on, not even from files
 * that do: those may hold what the block has a later state of.
 */
public final class DamagedDatabase implements SalvagedRows, AutoCloseable {
  /** With more damage than this the rest is given up. */
  private static final int RANGES_MAX = 10_000;

  private static final String CURRENT = "CURRENT";
  private static final String MANIFEST = "MANIFEST-";

  private final RocksOptions options;
  private final RocksDB rocks;
  private final ColumnFamilyHandle records;
  private final ColumnFamilyHandle bulk;
  private final ReadOptions how = new ReadOptions().setFillCache(false);
  private final boolean isOfEarlier;
  private final List<Lost> lost = new ArrayList<>();
  private long ranges;
  private long bulkValues;

  private DamagedDatabase(
      RocksOptions options, RocksDB rocks, List<ColumnFamilyHandle> families, boolean isOfEarlier) {
    this.options = options;
    this.rocks = rocks;
    this.records = families.get(0);
    this.bulk = families.get(1);
    this.isOfEarlier = isOfEarlier;
  }

  /** Opens a copy of a database; nothing if it does not open in any way. */
  public static Optional<DamagedDatabase> open(Path copy) throws IOException {
    RocksDB.loadLibrary();
    boolean isLogWhole = isLogWhole(copy);
    @Nullable DamagedDatabase opened = attempt(copy, false, !isLogWhole);
    if (opened == null) {
      for (Path manifest : manifests(copy)) {
        pointTo(copy, manifest);
        opened = attempt(copy, false, !isLogWhole);
        if (opened != null) {
          break;
        }
      }
    }
    if (opened == null) {
      opened = attempt(copy, true, true);
    }
    return Optional.ofNullable(opened);
  }

  private static boolean isLogWhole(Path copy) throws IOException {
    LogScan scan = new LogScan();
    for (Path log : LogCheck.logs(copy)) {
      scan.read(log);
    }
    return !scan.isDamaged();
  }

  /** The latest first. */
  private static List<Path> manifests(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(copy)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(MANIFEST))
          .sorted(Comparator.comparing(Path::toString).reversed())
          .toList();
    }
  }

  private static void pointTo(Path copy, Path manifest) throws IOException {
    Files.write(
        copy.resolve(CURRENT),
        (manifest.getFileName() + "\n").getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static @Nullable DamagedDatabase attempt(
      Path copy, boolean isBestEffort, boolean isOfEarlier) {
    RocksOptions options = RocksOptions.tolerant(isBestEffort);
    try {
      List<ColumnFamilyHandle> families = new ArrayList<>();
      RocksDB rocks =
          RocksDB.openReadOnly(
              options.database(),
              copy.toString(),
              List.of(
                  new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.records()),
                  new ColumnFamilyDescriptor(Database.BULK_FAMILY, options.bulk())),
              families);
      return new DamagedDatabase(options, rocks, families, isOfEarlier);
    } catch (RocksDBException doesNotOpen) {
      options.close();
      return null;
    }
  }

  @Override
  public void forEach(Consumer<Row.Entry> action) {
    List<byte[]> ends = ends();
    byte[] at = {};
    while (ranges < RANGES_MAX) {
      Optional<byte[]> stuck = read(at, action);
      if (stuck.isEmpty()) {
        return;
      }
      ranges++;
      Optional<byte[]> next = ReadableKeys.after(stuck.get(), ends, this::reads);
      lost.add(new Lost(stuck.get(), next));
      if (next.isEmpty()) {
        return;
      }
      at = next.get();
    }
    lost.add(new Lost(at, Optional.empty()));
  }

  /** A stretch of keys that does not read; to the end of all without an end. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
  private record Lost(byte[] from, Optional<byte[]> until) {
    boolean has(byte[] key) {
      return Arrays.compareUnsigned(key, from) >= 0
          && until.filter(end -> Arrays.compareUnsigned(key, end) >= 0).isEmpty();
    }
  }

  @Override
  public boolean mayBeLost(Key key) {
    return isOfEarlier || lost.stream().anyMatch(stretch -> stretch.has(key.bytes()));
  }

  /** Hands rows on from a place; where it got stuck, if it did not come to the end. */
  private Optional<byte[]> read(byte[] from, Consumer<Row.Entry> action) {
    byte[] at = from;
    try (RocksIterator iterator = rocks.newIterator(records, how)) {
      for (iterator.seek(from); iterator.isValid(); iterator.next()) {
        byte[] key = iterator.key();
        action.accept(new Row.Entry(Key.of(key), iterator.value()));
        at = Arrays.copyOf(key, key.length + 1);
      }
      iterator.status();
      return Optional.empty();
    } catch (RocksDBException damaged) {
      return Optional.of(at);
    }
  }

  private boolean reads(byte[] place) {
    try (RocksIterator iterator = rocks.newIterator(records, how)) {
      iterator.seek(place);
      iterator.status();
      return true;
    } catch (RocksDBException damaged) {
      return false;
    }
  }

  /** Behind the last key of each file. */
  private List<byte[]> ends() {
    List<byte[]> ends = new ArrayList<>();
    for (LiveFileMetaData file : rocks.getLiveFilesMetaData()) {
      if (Arrays.equals(file.columnFamilyName(), RocksDB.DEFAULT_COLUMN_FAMILY)) {
        ends.add(Arrays.copyOf(file.largestKey(), file.largestKey().length + 1));
      }
    }
    return ends;
  }

  @Override
  public Optional<byte[]> bulk(Key key) {
    try {
      Optional<byte[]> value = Optional.ofNullable(rocks.get(bulk, how, key.bytes()));
      bulkValues += value.isEmpty() ? 1 : 0;
      return value;
    } catch (RocksDBException damaged) {
      bulkValues++;
      return Optional.empty();
    }
  }

  @Override
  public Loss loss() {
    return new Loss(false, isOfEarlier, ranges, bulkValues);
  }

  @Override
  public void close() {
    how.close();
    bulk.close();
    records.close();
    rocks.close();
    options.close();
  }
}
