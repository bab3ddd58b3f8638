package io.bytebucket.engine.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** The bytes of a blob, in blocks with a CRC32C each. Grows while it is written, then stays. */
final class MemoryBlob {
  private final List<byte[]> blocks = new ArrayList<>();
  private final List<Long> checksums = new ArrayList<>();
  private final BlobId id;
  private long lengthBytes;
  private byte[] label = BlobStore.NO_LABEL;

  MemoryBlob(BlobId id) {
    this.id = id;
  }

  /** Whether it was written under that id. */
  boolean isOf(BlobId other) {
    return id.equals(other);
  }

  /** Takes away the last block; returns how many bytes that were. */
  long cut() {
    long bytes = blocks.removeLast().length;
    checksums.removeLast();
    lengthBytes -= bytes;
    return bytes;
  }

  /** Keeps what it says of itself. */
  void label(byte[] said) {
    label = said.clone();
  }

  byte[] label() {
    return label.clone();
  }

  long lengthBytes() {
    return lengthBytes;
  }

  /** Appends a block; only the last may be shorter than {@link BlobStore#BLOCK_BYTES}. */
  void append(byte[] block) {
    blocks.add(block);
    checksums.add(checksum(block));
    lengthBytes += block.length;
  }

  /** The block with this number, checked, as a buffer of its own. */
  ByteBuffer block(BlobId id, int number) {
    byte[] block = blocks.get(number);
    if (checksum(block) != checksums.get(number)) {
      throw new StoreException(new Failure.Corrupt("blob", id + " checksum"));
    }
    return ByteBuffer.wrap(block).asReadOnlyBuffer();
  }

  void flip(long offset) {
    byte[] block = blocks.get((int) (offset / BlobStore.BLOCK_BYTES));
    block[(int) (offset % BlobStore.BLOCK_BYTES)] ^= 1;
  }

  private static long checksum(byte[] block) {
    CRC32C checksum = new CRC32C();
    checksum.update(block, 0, block.length);
    return checksum.getValue();
  }
}
