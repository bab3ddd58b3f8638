package io.bytebucket.engine.local;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.blob.BlobFiles;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.engine.local.metadata.MetadataReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data directory that no server uses, kept from being used meanwhile, to be read. */
public final class HeldDirectory implements AutoCloseable {
  private final Path path;
  private final DirectoryLock lock;

  private HeldDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes its lock.
   *
   * @throws DataDirectoryException when somebody has it
   */
  public static HeldDirectory take(Path directory) {
    try {
      Path real = directory.toRealPath();
      return new HeldDirectory(real, DirectoryLock.take(real));
    } catch (IOException e) {
      throw new DataDirectoryException("cannot use the data directory", directory, e);
    }
  }

  /**
   * Opens its metadata to look at.
   *
   * @param bulkTag the first byte of metadata keys whose values are large
   */
  public MetadataStore metadata(byte bulkTag) {
    return MetadataReader.open(path.resolve(DataDirectory.META), bulkTag);
  }

  /** The files of its blobs. */
  public BlobFiles blobs() {
    return blobsOf(path);
  }

  /** The files of the blobs of a data directory, whoever uses it. */
  public static BlobFiles blobsOf(Path directory) {
    return BlobFiles.in(new RealDisk(), directory.resolve(DataDirectory.BLOBS));
  }

  /**
   * The format of a data directory.
   *
   * @throws DataDirectoryException when there is none that this version knows
   */
  public static int formatOf(Path directory) {
    try {
      return new FormatFile(new RealDisk(), directory, newestFormat())
          .number()
          .orElseThrow(() -> DataDirectoryException.about(directory, "is no data directory"));
    } catch (IOException e) {
      throw new DataDirectoryException("cannot use the data directory", directory, e);
    }
  }

  /** The newest format that this version knows. */
  public static int newestFormat() {
    return Upgrades.ALL.newest();
  }

  /** Whether a data directory has a checkpoint of that name. */
  public static boolean hasCheckpoint(Path directory, String name) {
    return Files.isDirectory(directory.resolve(DataDirectory.CHECKPOINTS).resolve(name));
  }

  /** Lets others use it. */
  @Override
  public void close() {
    lock.close();
  }
}
