package io.bytebucket.engine.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import java.util.Arrays;
import java.util.Objects;

/** Cuts what arrives into blocks, and hands the blob to its store at the end. */
final class MemoryBlobWriter implements BlobWriter {
  private final MemoryBlobStore store;
  private final BlobId id;
  private final MemoryBlob blob;
  private final byte[] tail = new byte[BlobStore.BLOCK_BYTES];
  private int tailBytes;
  private boolean ended;

  MemoryBlobWriter(MemoryBlobStore store, BlobId id) {
    this.store = store;
    this.id = id;
    this.blob = new MemoryBlob(id);
  }

  @Override
  public BlobId id() {
    return id;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    requireWriting();
    Objects.checkFromIndexSize(offset, length, bytes.length);
    long total = blob.lengthBytes() + tailBytes + length;
    if (total > BlobStore.BLOB_LIMIT_BYTES) {
      throw new StoreException(new Failure.EntityTooLarge(total, BlobStore.BLOB_LIMIT_BYTES));
    }
    store.reserve(length);
    int at = offset;
    while (at < offset + length) {
      int take = Math.min(tail.length - tailBytes, offset + length - at);
      System.arraycopy(bytes, at, tail, tailBytes, take);
      tailBytes += take;
      at += take;
      if (tailBytes == tail.length) {
        appendTail();
      }
    }
  }

  @Override
  public long commit(byte[] label) {
    if (label.length > BlobStore.LABEL_LIMIT_BYTES) {
      throw new IllegalArgumentException("the label is too long");
    }
    requireWriting();
    if (tailBytes > 0) {
      appendTail();
    }
    blob.label(label);
    store.commit(id, blob);
    ended = true;
    return blob.lengthBytes();
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      store.abandon(blob.lengthBytes() + tailBytes);
    }
  }

  private void appendTail() {
    blob.append(Arrays.copyOf(tail, tailBytes));
    tailBytes = 0;
  }

  private void requireWriting() {
    if (ended) {
      throw new IllegalStateException("the writer has ended");
    }
  }
}
