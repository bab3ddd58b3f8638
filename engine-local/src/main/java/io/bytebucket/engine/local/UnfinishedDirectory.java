package io.bytebucket.engine.local;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.blob.BlobFiles;
import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.engine.local.metadata.LocalMetadataStore;
import io.bytebucket.engine.local.metadata.MetadataReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A data directory that is being filled from a backup. No server takes it for one before it is
 * finished: its format file comes last. For one thread, but for the blobs.
 */
public final class UnfinishedDirectory implements AutoCloseable {
  /** Says what it is filled with, so that the same can go on after it was interrupted. */
  private static final String MARK = "restoring";

  private static final String SCRATCH = "restoring-scratch";
  private static final String WORKSHOP = "restoring-blobs";

  private final Disk disk;
  private final Path path;
  private final DirectoryLock lock;

  private UnfinishedDirectory(Disk disk, Path path, DirectoryLock lock) {
    this.disk = disk;
    this.path = path;
    this.lock = lock;
  }

  /**
   * Begins one in a directory that is empty, or not there; or goes on with one that was begun with
   * the same.
   *
   * @param mark what it is filled with; one line
   * @throws DataDirectoryException when it holds anything else, or cannot be used
   */
  public static UnfinishedDirectory begin(Path directory, String mark) {
    Disk disk = new RealDisk();
    try {
      Files.createDirectories(directory.toAbsolutePath().resolveSibling(""));
      disk.createDirectory(directory.toAbsolutePath());
      Path path = directory.toRealPath();
      requireFree(disk, path, mark);
      Ownership.require(path, false);
      OwnerOnly.write(path.resolve(MARK), mark.getBytes(StandardCharsets.UTF_8));
      return new UnfinishedDirectory(disk, path, DirectoryLock.take(path));
    } catch (IOException e) {
      throw new DataDirectoryException("cannot restore into the directory", directory, e);
    }
  }

  private static void requireFree(Disk disk, Path path, String mark) throws IOException {
    Set<String> names = new TreeSet<>();
    disk.forEachName(path, names::add);
    names.removeAll(DirectoryContents.OF_FILE_SYSTEMS);
    boolean isSame =
        names.contains(MARK)
            && !names.contains(FormatFile.NAME)
            && Files.readString(path.resolve(MARK)).equals(mark);
    if (!names.isEmpty() && !isSame) {
      throw DataDirectoryException.about(
          path,
          names.contains(MARK) && !names.contains(FormatFile.NAME)
              ? "holds a restore of something else that was not finished; empty it first"
              : "is not empty, and a backup is restored into an empty directory only");
    }
  }

  /**
   * Makes empty metadata in it, in place of what an interrupted attempt left.
   *
   * @param bulkTag the first byte of metadata keys whose values are large
   */
  public MetadataStore newMetadata(byte bulkTag) throws IOException {
    return newMetadata(DataDirectory.META, bulkTag);
  }

  /** The same for metadata that are thrown away before it is finished. */
  public MetadataStore newScratch(byte bulkTag) throws IOException {
    return newMetadata(SCRATCH, bulkTag);
  }

  private MetadataStore newMetadata(String name, byte bulkTag) throws IOException {
    CheckpointFiles.removeTree(path.resolve(name));
    OwnerOnly.makeDirectory(path.resolve(name));
    return LocalMetadataStore.open(path.resolve(name), bulkTag, _ -> {});
  }

  /**
   * Opens its metadata to look at, once they were made and closed.
   *
   * @param bulkTag as above
   */
  public MetadataStore lookAtMetadata(byte bulkTag) {
    return MetadataReader.open(path.resolve(DataDirectory.META), bulkTag);
  }

  /** An empty directory on its file system, for files that are being made. */
  public Path workshop() throws IOException {
    Path workshop = path.resolve(WORKSHOP);
    CheckpointFiles.removeTree(workshop);
    OwnerOnly.makeDirectory(workshop);
    return workshop;
  }

  /** The files of its blobs, of which some may be there from an interrupted attempt. */
  public BlobFiles blobs() throws IOException {
    OwnerOnly.makeDirectory(path.resolve(DataDirectory.BLOBS));
    return BlobFiles.make(disk, path.resolve(DataDirectory.BLOBS));
  }

  /**
   * Makes it a data directory, durably. Metadata must be closed, and blobs durable.
   *
   * @param format the one that what was restored has
   * @throws IOException when the disk fails; then it is none yet
   */
  public void finish(int format) throws IOException {
    CheckpointFiles.removeTree(path.resolve(SCRATCH));
    CheckpointFiles.removeTree(path.resolve(WORKSHOP));
    OwnerOnly.closeWithFiles(path.resolve(DataDirectory.META));
    disk.forceDirectory(path.resolve(DataDirectory.META));
    new FormatFile(disk, path, format).write(format);
    disk.delete(path.resolve(MARK));
    disk.forceDirectory(path);
  }

  /** Lets go of it; what is not finished stays as it is. */
  @Override
  public void close() {
    lock.close();
  }
}
