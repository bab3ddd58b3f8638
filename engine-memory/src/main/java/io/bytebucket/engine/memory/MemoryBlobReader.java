package io.bytebucket.engine.memory;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a blob block by block. */
final class MemoryBlobReader implements BlobReader {
  private final BlobId id;
  private final MemoryBlob blob;
  private boolean closed;

  MemoryBlobReader(BlobId id, MemoryBlob blob) {
    this.id = id;
    this.blob = blob;
  }

  @Override
  public long lengthBytes() {
    return blob.lengthBytes();
  }

  @Override
  public void transfer(long offset, long length, Sink sink) throws IOException {
    if (closed) {
      throw new IllegalStateException("the reader is closed");
    }
    if (offset < 0 || length < 0 || length > blob.lengthBytes() - offset) {
      throw new IllegalArgumentException("range outside the blob");
    }
    long at = offset;
    long end = offset + length;
    while (at < end) {
      int skip = (int) (at % BlobStore.BLOCK_BYTES);
      ByteBuffer block = blob.block(id, (int) (at / BlobStore.BLOCK_BYTES));
      int take = (int) Math.min(block.capacity() - skip, end - at);
      sink.accept(block.slice(skip, take));
      at += take;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
