package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobStore;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksums of the blocks of a blob, taken while its bytes arrive. Used by one thread. The
 * largest blob needs 320 KiB for them.
 */
final class BlockChecksums {
  private static final int FIRST_CAPACITY_BYTES = 64;

  private final CRC32C block = new CRC32C();
  private int blockBytes;
  private ByteBuffer checksums = ByteBuffer.allocate(FIRST_CAPACITY_BYTES);

  /** Takes in the next bytes of the blob. */
  void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      int piece = Math.min(left, BlobStore.BLOCK_BYTES - blockBytes);
      block.update(bytes, at, piece);
      blockBytes += piece;
      at += piece;
      left -= piece;
      if (blockBytes == BlobStore.BLOCK_BYTES) {
        endBlock();
      }
    }
  }

  /** Ends the last block; the checksums of all, as they are stored. Called once. */
  ByteBuffer finish() {
    if (blockBytes > 0) {
      endBlock();
    }
    return checksums.flip();
  }

  private void endBlock() {
    if (!checksums.hasRemaining()) {
      checksums = ByteBuffer.allocate(2 * checksums.capacity()).put(checksums.flip());
    }
    checksums.putInt((int) block.getValue());
    block.reset();
    blockBytes = 0;
  }
}
