package io.bytebucket.engine.local;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.engine.local.blob.FileBlobStore;
import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.engine.local.metadata.LocalMetadataStore;
import io.bytebucket.engine.local.metadata.MetadataReader;
import io.bytebucket.engine.local.metadata.rocks.DamagedDatabase;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory whose metadata are made anew. Until that is finished the damaged ones stay where
 * they are, and nothing is written to them; then both change their names. A process that dies on
 * the way leaves a directory that is rebuilt again, or finished. For one thread.
 */
public final class RebuiltDirectory implements AutoCloseable {
  /** While the new metadata are made. */
  private static final String UNFINISHED = "meta.rebuilding";

  /** When they are whole, and only names have to change. */
  private static final String READY = "meta.rebuilt";

  private static final String SCRATCH = "meta.rebuilding-scratch";
  private static final String SALVAGE = "meta.rebuilding-salvage";
  private static final String DAMAGED = "meta.damaged-";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int PAGE_ROWS = 1_000;
  private static final Key FIRST = Key.of(new byte[] {0});
  private static final Key LAST = Key.of(new byte[] {(byte) 0xFF});

  private static final Logger LOG = LoggerFactory.getLogger(RebuiltDirectory.class);

  private final Disk disk;
  private final Path path;
  private final DirectoryLock lock;
  private final byte bulkTag;

  private RebuiltDirectory(Disk disk, Path path, DirectoryLock lock, byte bulkTag) {
    this.disk = disk;
    this.path = path;
    this.lock = lock;
    this.bulkTag = bulkTag;
  }

  /**
   * Takes a data directory into use, whatever its metadata are like. What an attempt of before left
   * unfinished is removed.
   *
   * @param bulkTag the first byte of metadata keys whose values are large
   * @throws DataDirectoryException when it is none, is in use, belongs to somebody else, or was
   *     written by a newer version
   */
  public static RebuiltDirectory open(Path directory, byte bulkTag) {
    Disk disk = new RealDisk();
    try {
      Path path = directory.toRealPath();
      if (DirectoryContents.format(disk, path).isEmpty()
          || !Files.isDirectory(path.resolve(DataDirectory.BLOBS))) {
        throw DataDirectoryException.about(
            path, "is no data directory: it has no whole format file, or no blobs");
      }
      Ownership.requireOfFormat(path);
      DirectoryLock lock = DirectoryLock.take(path);
      RebuiltDirectory opened = new RebuiltDirectory(disk, path, lock, bulkTag);
      try {
        for (String left : List.of(UNFINISHED, SCRATCH, SALVAGE)) {
          CheckpointFiles.removeTree(path.resolve(left));
        }
        return opened;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DataDirectoryException("cannot use the data directory", directory, e);
    }
  }

  /**
   * Removes what was made anew and never put in its place, because the metadata that were there are
   * used on: put there later, it would take back what was written since. Durable on return.
   */
  static void forget(Disk disk, Path path) {
    try {
      if (Files.isDirectory(path.resolve(READY))) {
        CheckpointFiles.removeTree(path.resolve(UNFINISHED));
        // First by its name, so that what is half removed is not taken for whole.
        disk.rename(path.resolve(READY), path.resolve(UNFINISHED));
        disk.forceDirectory(path);
        CheckpointFiles.removeTree(path.resolve(UNFINISHED));
        LOG.atWarn()
            .addKeyValue("directory", path)
            .log("removed metadata that were made anew: those of before open, and are used on");
      }
    } catch (IOException e) {
      throw new DataDirectoryException("cannot use the data directory", path, e);
    }
  }

  /** Whether an attempt of before made all, and only names have to change. */
  public boolean isReady() {
    return Files.isDirectory(path.resolve(READY));
  }

  /**
   * Whether the metadata open as a start opens them, and every row reads.
   *
   * @param goesOn asked before each row; once it says no, the answer may be yes although later rows
   *     do not read
   */
  public boolean isWhole(BooleanSupplier goesOn) {
    Path meta = path.resolve(DataDirectory.META);
    if (!Files.isDirectory(meta) || Files.notExists(meta.resolve("CURRENT"))) {
      return false;
    }
    try (MetadataStore metadata = MetadataReader.open(meta, bulkTag)) {
      RangeReader.of(metadata).rows(FIRST, LAST, PAGE_ROWS, row -> goesOn.getAsBoolean());
      return true;
    } catch (StoreException e) {
      if (!RocksFailures.isOfDamage(e)) {
        throw e;
      }
      return false;
    }
  }

  /**
   * What can be read of the damaged metadata; to be closed.
   *
   * @param isKnownToLack whether somebody knows that files of them are gone, though it may not show
   * @throws StoreException when they could not be looked at
   */
  public Salvage salvage(boolean isKnownToLack) throws IOException {
    Path meta = path.resolve(DataDirectory.META);
    if (!Files.isDirectory(meta)) {
      return new Salvage(Optional.empty());
    }
    Path copy = path.resolve(SALVAGE);
    OwnerOnly.makeDirectory(copy);
    try (Stream<Path> files = Files.list(meta)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(file.getFileName());
        String name = file.getFileName().toString();
        if (name.endsWith(".sst") || name.endsWith(".blob")) {
          // These never change, so that they need not be copied.
          Files.createLink(target, file);
        } else if (!name.equals("LOCK") && !name.startsWith("LOG")) {
          Files.copy(file, target);
        }
      }
    }
    return new Salvage(DamagedDatabase.open(copy, bulkTag, isKnownToLack));
  }

  /** Damaged metadata, as far as they open. */
  public static final class Salvage implements AutoCloseable {
    private final Optional<DamagedDatabase> database;

    private Salvage(Optional<DamagedDatabase> database) {
      this.database = database;
    }

    /** Their rows. */
    public SalvagedRows rows() {
      return database.<SalvagedRows>map(opened -> opened).orElse(SalvagedRows.NONE);
    }

    @Override
    public void close() {
      database.ifPresent(DamagedDatabase::close);
    }
  }

  /** Empty metadata, to be filled and closed before {@link #finish}. */
  public MetadataStore newMetadata() throws IOException {
    return make(UNFINISHED);
  }

  /** Empty metadata that are thrown away at the end: room for what memory has none for. */
  public MetadataStore newScratch() throws IOException {
    return make(SCRATCH);
  }

  private MetadataStore make(String name) throws IOException {
    CheckpointFiles.removeTree(path.resolve(name));
    OwnerOnly.makeDirectory(path.resolve(name));
    return LocalMetadataStore.open(path.resolve(name), bulkTag, _ -> {});
  }

  /** The blobs. */
  public BlobStore blobs() {
    return FileBlobStore.open(disk, path.resolve(DataDirectory.BLOBS));
  }

  /** Says that the new metadata are whole. Durable on return. */
  public void ready() throws IOException {
    Path made = path.resolve(UNFINISHED);
    OwnerOnly.closeWithFiles(made);
    disk.forceDirectory(made);
    disk.rename(made, path.resolve(READY));
    disk.forceDirectory(path);
  }

  /**
   * Puts the new metadata in the place of the damaged ones. Durable on return.
   *
   * @return what the damaged ones are called now; nothing when there were none
   * @throws IOException when the disk fails; then it is to be called again
   */
  public Optional<Path> finish(Instant now) throws IOException {
    // Before anything that an older version could not read stands where it looks.
    Upgrades.ALL.bring(disk, path);
    Path meta = path.resolve(DataDirectory.META);
    Optional<Path> moved = Optional.empty();
    if (Files.isDirectory(meta)) {
      moved = Optional.of(path.resolve(DAMAGED + STAMP.format(now)));
      disk.rename(meta, moved.get());
      disk.forceDirectory(path);
    }
    disk.rename(path.resolve(READY), meta);
    disk.forceDirectory(path);
    for (String left : List.of(SCRATCH, SALVAGE)) {
      CheckpointFiles.removeTree(path.resolve(left));
    }
    return moved;
  }

  /** Lets go of it; what is not finished is removed by the next attempt. */
  @Override
  public void close() {
    lock.close();
  }
}
