package io.bytebucket.engine.local.blob;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads a blob file, a few blocks at a time, and hands nothing on that does not check. */
final class FileBlobReader implements BlobReader {
  private final BlobId id;
  private final DiskFile file;
  private final BlobTrailer trailer;
  private final BufferPool buffers;
  private final CRC32C crc = new CRC32C();

  /**
   * Reads an open file, which is closed with the reader, and where it cannot be read.
   *
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.Corrupt} when its end is
   *     damaged or cannot be read
   */
  static FileBlobReader over(BlobId id, DiskFile file, BufferPool buffers) {
    boolean isTaken = false;
    try {
      FileBlobReader reader = new FileBlobReader(id, file, BlobTrailer.read(id, file), buffers);
      isTaken = true;
      return reader;
    } catch (IOException e) {
      throw CorruptBlob.unreadable(id, e);
    } finally {
      if (!isTaken) {
        file.close();
      }
    }
  }

  private FileBlobReader(BlobId id, DiskFile file, BlobTrailer trailer, BufferPool buffers) {
    this.id = id;
    this.file = file;
    this.trailer = trailer;
    this.buffers = buffers;
  }

  @Override
  public long lengthBytes() {
    return trailer.blobBytes();
  }

  @Override
  public void transfer(long offset, long length, Sink sink) throws IOException {
    if (offset < 0 || length < 0 || offset > lengthBytes() - length) {
      throw new IllegalArgumentException("range outside the blob");
    }
    long end = offset + length;
    long position = offset;
    ByteBuffer buffer = buffers.take();
    try {
      while (position < end) {
        long start = position - position % BlobStore.BLOCK_BYTES;
        readBlocks(buffer.clear(), start, end);
        int from = (int) (position - start);
        int until = (int) Math.min(end - start, buffer.limit());
        position = start + until;
        sink.accept(buffer.slice(from, until - from));
      }
    } finally {
      buffers.give(buffer);
    }
  }

  /** Fills the buffer with whole blocks from {@code start} on, no more than reach {@code end}. */
  private void readBlocks(ByteBuffer buffer, long start, long end) {
    long wanted = Math.ceilDiv(end - start, BlobStore.BLOCK_BYTES) * BlobStore.BLOCK_BYTES;
    long there = Math.min(wanted, lengthBytes() - start);
    buffer.limit((int) Math.min(there, buffer.capacity()));
    try {
      if (!file.readFully(buffer, start)) {
        throw CorruptBlob.of(id, "bytes missing");
      }
      verify(buffer.flip(), start / BlobStore.BLOCK_BYTES);
    } catch (IOException e) {
      throw CorruptBlob.unreadable(id, e);
    }
  }

  private void verify(ByteBuffer bytes, long firstBlock) throws IOException {
    long block = firstBlock;
    for (int at = 0; at < bytes.limit(); at += BlobStore.BLOCK_BYTES) {
      crc.reset();
      crc.update(bytes.slice(at, Math.min(BlobStore.BLOCK_BYTES, bytes.limit() - at)));
      if ((int) crc.getValue() != trailer.crcOf(block)) {
        throw CorruptBlob.of(id, "crc of block " + block);
      }
      block++;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
