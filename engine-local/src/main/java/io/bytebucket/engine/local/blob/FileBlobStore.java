package io.bytebucket.engine.local.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.DiskFailures;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Blobs as plain files: the first bytes of a blob's file are the blob. Thread-safe. */
public final class FileBlobStore implements BlobStore {
  /** 16 MiB in all. */
  private static final int BUFFER_LIMIT = 64;

  private final Disk disk;
  private final BlobLayout layout;
  private final BufferPool buffers = new BufferPool(BUFFER_LIMIT);
  private volatile boolean closed;

  private FileBlobStore(Disk disk, BlobLayout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /**
   * Opens the store in {@code directory}, which is there and durable. Fills it with the directories
   * that the blobs need; they are durable on return.
   *
   * @throws StoreException when the disk fails
   */
  public static FileBlobStore open(Disk disk, Path directory) {
    try {
      return new FileBlobStore(disk, BlobLayout.prepare(disk, directory));
    } catch (IOException e) {
      throw DiskFailures.of("open blob store", e);
    }
  }

  /** A blob that is known not to fit is refused here, before it fills the disk for all others. */
  @Override
  public BlobWriter create(BlobId id, long expectedBytes) {
    requireOpen();
    try {
      if (expectedBytes >= WriteBack.STRIDE_BYTES
          && expectedBytes > disk.usableBytes(layout.directoryOf(id))) {
        throw new StoreException(new Failure.StorageFull());
      }
      return new FileBlobWriter(id, disk, layout.fileOf(id));
    } catch (IOException e) {
      throw DiskFailures.of("create blob", e);
    }
  }

  @Override
  public BlobReader open(BlobId id) {
    requireOpen();
    try {
      return FileBlobReader.over(id, disk.open(layout.fileOf(id)), buffers);
    } catch (NoSuchFileException e) {
      throw CorruptBlob.of(id, "file missing");
    } catch (IOException e) {
      throw DiskFailures.of("open blob", e);
    }
  }

  @Override
  public byte[] label(BlobId id) {
    requireOpen();
    try (DiskFile file = disk.open(layout.fileOf(id))) {
      return labelOf(id, file);
    } catch (NoSuchFileException e) {
      throw CorruptBlob.of(id, "file missing");
    } catch (IOException e) {
      throw DiskFailures.of("read label", e);
    }
  }

  private static byte[] labelOf(BlobId id, DiskFile file) {
    try {
      return BlobTrailer.read(id, file).label();
    } catch (IOException e) {
      throw CorruptBlob.unreadable(id, e);
    }
  }

  /**
   * The removal need not be durable: a file that comes back after a power cut is one that no record
   * names, and the sweep removes it again.
   */
  @Override
  public void delete(BlobId id) {
    requireOpen();
    try {
      disk.delete(layout.fileOf(id));
    } catch (IOException e) {
      throw DiskFailures.of("delete blob", e);
    }
  }

  @Override
  public void forEach(Consumer<BlobId> action) {
    requireOpen();
    try {
      for (Path directory : layout.directories()) {
        disk.forEachName(directory, name -> BlobLayout.idOf(name).ifPresent(action));
      }
    } catch (IOException e) {
      throw DiskFailures.of("list blobs", e);
    }
  }

  /** Readers and writers that are open work on. */
  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException(new Failure.EngineFault("use a closed blob store"));
    }
  }
}
