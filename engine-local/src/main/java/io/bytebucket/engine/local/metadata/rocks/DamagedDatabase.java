package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.engine.local.metadata.rocks.RocksOptions.Tolerance;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
  private static final Pattern MANIFEST = Pattern.compile("MANIFEST-\\d+");

  private final RocksOptions options;
  private final RocksDB rocks;
  private final ColumnFamilyHandle records;
  private final ColumnFamilyHandle bulk;
  private final ReadOptions how = new ReadOptions().setFillCache(false);
  private final Trust trust;

  /** Stretches that do not read, by where they begin. */
  private final TreeMap<byte[], Optional<byte[]>> lost = new TreeMap<>(Arrays::compareUnsigned);

  private long ranges;
  private long bulkValues;

  /**
   * How far a database can be believed that opens.
   *
   * @param isOfEarlier whether any row may have had a later state that is lost
   * @param isRefused whether a start does not open it
   */
  private record Trust(boolean isOfEarlier, boolean isRefused) {}

  private DamagedDatabase(
      RocksOptions options, RocksDB rocks, List<ColumnFamilyHandle> families, Trust trust) {
    this.options = options;
    this.rocks = rocks;
    this.records = families.get(0);
    this.bulk = families.get(1);
    this.trust = trust;
  }

  /**
   * Opens a copy of a database; nothing if it does not open in any way.
   *
   * @param bulkTag the first byte of keys whose values are large
   * @param isKnownToLack whether somebody knows that files of it are gone, though it may not show:
   *     a log that is missing, or ends early, reads as it was before
   * @throws StoreException when it could not be looked at
   */
  public static Optional<DamagedDatabase> open(Path copy, byte bulkTag, boolean isKnownToLack)
      throws IOException {
    RocksDB.loadLibrary();
    nameTheOnlyManifest(copy);
    Start start = start(copy, bulkTag);
    Trust known =
        new Trust(
            isKnownToLack || start == Start.REFUSES_LOG, isKnownToLack || start != Start.OPENS);
    Trust earlier = new Trust(true, true);
    @Nullable DamagedDatabase opened = attempt(copy, Tolerance.FILES, known);
    if (opened == null) {
      opened = attempt(copy, Tolerance.LOGS, earlier);
    }
    if (opened == null) {
      for (Path manifest : manifests(copy)) {
        pointTo(copy, manifest);
        opened = attempt(copy, Tolerance.LOGS, earlier);
        if (opened != null) {
          break;
        }
      }
    }
    if (opened == null) {
      opened = attempt(copy, Tolerance.ANY_MOMENT, earlier);
    }
    return Optional.ofNullable(opened);
  }

  /**
   * Where nothing says which list of files counts, and there is one, it is that one: an older one
   * is deleted as soon as there is a new one.
   */
  private static void nameTheOnlyManifest(Path copy) throws IOException {
    Path current = copy.resolve(CURRENT);
    List<Path> manifests = manifests(copy);
    boolean isNamed =
        Files.exists(current)
            && manifests.stream()
                .map(
                    manifest -> (manifest.getFileName() + "\n").getBytes(StandardCharsets.US_ASCII))
                .anyMatch(name -> Arrays.equals(name, bytes(current)));
    if (!isNamed && manifests.size() == 1) {
      pointTo(copy, manifests.getFirst());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  /** What a start would say of it. */
  private enum Start {
    OPENS,
    REFUSES,
    REFUSES_LOG
  }

  private static Start start(Path copy, byte bulkTag) throws IOException {
    if (LogCheck.scan(copy).lastAfterDamage() == 0) {
      return opens(copy, bulkTag) ? Start.OPENS : Start.REFUSES;
    }
    try {
      LogCheck.require(copy, bulkTag);
      return Start.OPENS;
    } catch (StoreException damaged) {
      return Start.REFUSES_LOG;
    } catch (RocksDBException e) {
      requireDamage(e);
      // Whether the log is needed in which there is damage nobody can tell.
      return Start.REFUSES_LOG;
    }
  }

  private static boolean opens(Path copy, byte bulkTag) {
    try {
      Database.openReadOnly(copy, bulkTag).close();
      return true;
    } catch (RocksDBException e) {
      requireDamage(e);
      return false;
    }
  }

  /** What could not be looked at is not damaged; taken for lost, it would be. */
  private static void requireDamage(RocksDBException e) {
    if (!RocksFailures.isOfDamage(e)) {
      throw RocksFailures.ofOpen(e);
    }
  }

  /** The latest first. */
  static List<Path> manifests(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(copy)) {
      return files
          .filter(file -> MANIFEST.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(DamagedDatabase::number).reversed())
          .toList();
    }
  }

  private static BigInteger number(Path manifest) {
    String name = manifest.getFileName().toString();
    return new BigInteger(name.substring(name.indexOf('-') + 1));
  }

  private static void pointTo(Path copy, Path manifest) throws IOException {
    Files.write(
        copy.resolve(CURRENT),
        (manifest.getFileName() + "\n").getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static @Nullable DamagedDatabase attempt(Path copy, Tolerance tolerance, Trust trust) {
    RocksOptions options = RocksOptions.tolerant(tolerance);
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
      return new DamagedDatabase(options, rocks, families, trust);
    } catch (RocksDBException e) {
      options.close();
      requireDamage(e);
      return null;
    }
  }

  @Override
  public void forEach(Consumer<Row.Entry> action, Runnable stopPoint) {
    List<byte[]> ends = ends();
    byte[] at = {};
    while (ranges < RANGES_MAX) {
      Optional<byte[]> stuck = read(at, action);
      if (stuck.isEmpty()) {
        return;
      }
      ranges++;
      Optional<byte[]> next =
          ReadableKeys.after(
              stuck.get(),
              ends,
              place -> {
                stopPoint.run();
                return reads(place);
              });
      lost.put(stuck.get(), next);
      if (next.isEmpty()) {
        return;
      }
      at = next.get();
    }
    lost.put(at, Optional.empty());
  }

  @Override
  public boolean mayBeLost(Key key) {
    if (trust.isOfEarlier()) {
      return true;
    }
    Map.Entry<byte[], Optional<byte[]>> stretch = lost.floorEntry(key.bytes());
    // One without an end goes to the end of all.
    return stretch != null
        && stretch
            .getValue()
            .filter(until -> Arrays.compareUnsigned(key.bytes(), until) >= 0)
            .isEmpty();
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
    } catch (RocksDBException e) {
      requireDamage(e);
      return Optional.of(at);
    }
  }

  private boolean reads(byte[] place) {
    try (RocksIterator iterator = rocks.newIterator(records, how)) {
      iterator.seek(place);
      iterator.status();
      return true;
    } catch (RocksDBException e) {
      requireDamage(e);
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
  public Optional<byte[]> bulk(Key key, boolean isExpected) {
    try {
      Optional<byte[]> value = Optional.ofNullable(rocks.get(bulk, how, key.bytes()));
      bulkValues += isExpected && value.isEmpty() ? 1 : 0;
      return value;
    } catch (RocksDBException e) {
      requireDamage(e);
      bulkValues++;
      return Optional.empty();
    }
  }

  @Override
  public Loss loss() {
    return new Loss(false, trust.isOfEarlier(), trust.isRefused(), ranges, bulkValues);
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
