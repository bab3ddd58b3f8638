package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.DiskFailures;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of blobs below a directory that need not belong to a store: for who copies and checks
 * them. They lie as those of a store do. Thread-safe.
 */
public final class BlobFiles {
  private static final int BUFFER_LIMIT = 16;

  private final Disk disk;
  private final BlobLayout layout;
  private final BufferPool buffers = new BufferPool(BUFFER_LIMIT);

  private BlobFiles(Disk disk, BlobLayout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /** Those below a directory that is there. Nothing is made. */
  public static BlobFiles in(Disk disk, Path directory) {
    return new BlobFiles(disk, BlobLayout.of(directory));
  }

  /** The same; what is missing of the directories that they lie in is made, and durable. */
  public static BlobFiles make(Disk disk, Path directory) throws IOException {
    return new BlobFiles(disk, BlobLayout.prepare(disk, directory));
  }

  /** Where the file of a blob is, or would be. */
  public Path fileOf(BlobId id) {
    return layout.fileOf(id);
  }

  /** Whether there is a file of that name, whatever it holds. */
  public boolean has(BlobId id) {
    return Files.exists(layout.fileOf(id));
  }

  /** Into how many directories they are spread; the low byte of an id says which is its own. */
  public int directories() {
    return layout.directories().size();
  }

  /** Hands on every blob of one of the directories that has a file there, in no order. */
  public void forEach(int directory, Consumer<BlobId> action) throws IOException {
    Path path = layout.directories().get(directory);
    if (Files.isDirectory(path)) {
      disk.forEachName(path, name -> BlobLayout.idOf(name).ifPresent(action));
    }
  }

  /**
   * What the end of a blob's file says of it; the blob itself is not read.
   *
   * @return nothing when there is no file
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when that is damaged
   */
  public Optional<BlobMark> mark(BlobId id) {
    Path path = layout.fileOf(id);
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    try (DiskFile file = disk.open(path)) {
      return Optional.of(markOf(id, file));
    } catch (IOException e) {
      throw DiskFailures.of("open blob", e);
    }
  }

  /**
   * Opens a file for reading as that of a blob, wherever it is.
   *
   * @throws io.bytebucket.core.failure.StoreException as {@link #mark}, or as the disk fails
   */
  public BlobReader open(BlobId id, Path path) {
    DiskFile file;
    try {
      file = disk.open(path);
    } catch (IOException e) {
      throw DiskFailures.of("open blob", e);
    }
    return FileBlobReader.over(id, file, buffers);
  }

  private static BlobMark markOf(BlobId id, DiskFile file) {
    try {
      return BlobTrailer.read(id, file).mark();
    } catch (IOException e) {
      throw CorruptBlob.unreadable(id, e);
    }
  }

  /** Makes durable which files are there. */
  public void force() throws IOException {
    for (Path directory : layout.directories()) {
      disk.forceDirectory(directory);
    }
  }
}
