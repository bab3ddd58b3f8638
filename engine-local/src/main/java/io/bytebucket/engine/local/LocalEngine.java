package io.bytebucket.engine.local;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Checkpointer;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.blob.FileBlobStore;
import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.engine.local.metadata.LocalMetadataStore;
import io.bytebucket.engine.local.metadata.MetadataReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The two ports over one data directory of this machine. Thread-safe. */
public final class LocalEngine implements Engine {
  private final DataDirectory directory;
  private final LocalMetadataStore metadata;
  private final FileBlobStore blobs;
  private final CheckpointFiles checkpoints;

  private LocalEngine(DataDirectory directory, LocalMetadataStore metadata, FileBlobStore blobs) {
    this.directory = directory;
    this.checkpoints = new CheckpointFiles(directory.checkpoints(), metadata);
    this.metadata = metadata;
    this.blobs = blobs;
  }

  /**
   * As {@link #open(Path, byte, Consumer)}, for who works on it alone and sees its own failures.
   */
  public static LocalEngine open(Path path, byte bulkTag) {
    return open(path, bulkTag, _ -> {});
  }

  /**
   * Opens the engine over {@code path}, which is made when it is missing.
   *
   * @param bulkTag the first byte of metadata keys whose values are large; always the same for a
   *     data directory
   * @param onFatal called once, by any thread, with the reason, when nothing can be committed any
   *     more until the engine is opened again; every write fails from then on, and reads go on. It
   *     must return soon
   * @throws DataDirectoryException when the directory cannot be used, so when another process does
   * @throws io.bytebucket.core.failure.StoreException when what is in it cannot be opened
   */
  public static LocalEngine open(Path path, byte bulkTag, Consumer<Throwable> onFatal) {
    Disk disk = new RealDisk();
    DataDirectory directory = DataDirectory.open(disk, path);
    LocalMetadataStore metadata = null;
    try {
      CheckpointFiles.removeAll(directory.checkpoints());
      metadata = LocalMetadataStore.open(directory.meta(), bulkTag, onFatal);
      RebuiltDirectory.forget(disk, directory.path());
      return new LocalEngine(directory, metadata, FileBlobStore.open(disk, directory.blobs()));
    } catch (RuntimeException e) {
      if (metadata != null) {
        metadata.close();
      }
      directory.close();
      throw e instanceof StoreException known && known.failure() instanceof Failure.StorageFull
          ? noRoom(disk, directory, e)
          : e;
    }
  }

  /**
   * Opens the metadata of a store to look at. Nothing on the disk is changed, and no lock is taken:
   * only for a store that nobody uses.
   *
   * @param bulkTag as above
   * @throws io.bytebucket.core.failure.StoreException when it cannot be opened
   */
  public static MetadataStore look(Path path, byte bulkTag) {
    return MetadataReader.open(path.resolve(DataDirectory.META), bulkTag);
  }

  /**
   * Opens a state of the metadata that a server has set aside, to look at. Nothing on the disk is
   * changed.
   *
   * @param path the data directory
   * @param name that of the checkpoint
   * @param bulkTag as above
   * @throws io.bytebucket.core.failure.StoreException when it cannot be opened
   */
  public static MetadataStore lookAtCheckpoint(Path path, String name, byte bulkTag) {
    return MetadataReader.open(path.resolve(DataDirectory.CHECKPOINTS).resolve(name), bulkTag);
  }

  private static DataDirectoryException noRoom(
      Disk disk, DataDirectory directory, RuntimeException cause) {
    String free;
    try {
      free = disk.usableBytes(directory.path()) + " bytes are free";
    } catch (IOException e) {
      free = "nobody knows how much is free";
    }
    return new DataDirectoryException(
        "the disk has no room to open the store (%s, and %d are enough)"
            .formatted(free, LocalMetadataStore.RESERVE_BYTES),
        directory.path(),
        cause);
  }

  /** With less room than this, in bytes, what makes the store grow is refused. */
  public static long reserveBytes() {
    return LocalMetadataStore.RESERVE_BYTES;
  }

  @Override
  public MetadataStore metadata() {
    return metadata;
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public List<Figure> figures() {
    return Stream.concat(metadata.figures().stream(), DiskFigures.of(directory.path()).stream())
        .toList();
  }

  @Override
  public Checkpointer checkpointer() {
    return checkpoints;
  }

  /** The lock of the data directory sees to it. */
  @Override
  public boolean isExclusive() {
    return true;
  }

  /** Ends what is under way, and lets go of the directory; idempotent. */
  @Override
  public void close() {
    try (directory;
        metadata) {
      blobs.close();
    }
  }
}
