package io.bytebucket.engine.local.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.DiskFailures;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one blob file under its final name. That is safe because nobody asks for a blob before a
 * record names it, and a file without its footer is not taken for a blob.
 *
 * <p>It holds no bytes back: what {@link #write} takes is in the file when it returns, so a stalled
 * upload costs no buffer.
 */
final class FileBlobWriter implements BlobWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FileBlobWriter.class);

  /** How much goes to the system at once; the JDK copies it, and keeps that copy's memory. */
  private static final int WRITE_BYTES = BufferPool.BUFFER_BYTES;

  private final BlobId id;
  private final Disk disk;
  private final Path path;
  private final DiskFile file;
  private final BlockChecksums checksums = new BlockChecksums();
  private final WriteBack writeBack;
  private long fileBytes;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    /** A call failed. What the file holds is unknown, so nothing but {@link #close} helps. */
    BROKEN,
    COMMITTED,
    CLOSED
  }

  FileBlobWriter(BlobId id, Disk disk, Path path) throws IOException {
    this.id = id;
    this.disk = disk;
    this.path = path;
    this.file = disk.create(path);
    this.writeBack = new WriteBack(file);
  }

  @Override
  public BlobId id() {
    return id;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    if (fileBytes + length > BlobStore.BLOB_LIMIT_BYTES) {
      state = State.BROKEN;
      throw new StoreException(
          new Failure.EntityTooLarge(fileBytes + length, BlobStore.BLOB_LIMIT_BYTES));
    }
    state = State.BROKEN;
    try {
      append(ByteBuffer.wrap(bytes, offset, length));
      checksums.update(bytes, offset, length);
      writeBack.grownTo(fileBytes);
    } catch (IOException e) {
      throw DiskFailures.of("write blob", e);
    }
    state = State.OPEN;
  }

  @Override
  public long commit(byte[] label) {
    if (label.length > BlobStore.LABEL_LIMIT_BYTES) {
      throw new IllegalArgumentException("the label is too long");
    }
    requireOpen();
    state = State.BROKEN;
    long blobBytes = fileBytes;
    try {
      ByteBuffer trailer = checksums.finish();
      BlobFooter footer = new BlobFooter(true, blobBytes, BlobFooter.crc(trailer.duplicate()));
      append(trailer);
      append(end(label, footer.encode(id)));
      writeBack.await();
      file.force();
      disk.forceDirectory(Objects.requireNonNull(path.getParent()));
    } catch (IOException e) {
      throw DiskFailures.of("commit blob", e);
    }
    state = State.COMMITTED;
    return blobBytes;
  }

  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    boolean committed = state == State.COMMITTED;
    state = State.CLOSED;
    file.close();
    if (committed) {
      return;
    }
    try {
      disk.delete(path);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("blob", id).setCause(e).log("left a blob for the sweep to remove");
    }
  }

  private static ByteBuffer end(byte[] label, ByteBuffer footer) {
    return ByteBuffer.allocate(label.length + LabelFrame.LENGTH_BYTES + BlobFooter.LENGTH_BYTES)
        .put(label)
        .put(LabelFrame.of(label).encode())
        .put(footer)
        .flip();
  }

  private void append(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + WRITE_BYTES));
      int piece = bytes.remaining();
      file.writeFully(bytes, fileBytes);
      fileBytes += piece;
    }
  }

  private void requireOpen() {
    switch (state) {
      case OPEN -> {}
      case BROKEN -> throw new StoreException(new Failure.EngineFault("use a broken blob writer"));
      case COMMITTED, CLOSED -> throw new IllegalStateException("blob writer is done");
    }
  }
}
