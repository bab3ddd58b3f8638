package io.bytebucket.engine.local.metadata.rocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Reads RocksDB's write-ahead logs in order and finds damage in them, without changing anything.
 *
 * <p>A log consists of blocks of 32 KiB, and a block of records. A record has a masked CRC32C (4
 * bytes), a length (2), a type (1) and its data. Data that does not fit the block goes on in
 * another record in the next one. A batch starts in a record of type FULL or FIRST, with the number
 * of its first write (8) and the number of its writes (4). Numbers are little-endian.
 */
final class LogScan {
  private static final int BLOCK_BYTES = 32 << 10;
  private static final int HEADER_BYTES = 7;
  private static final int BATCH_HEADER_BYTES = 12;
  private static final int CHECKSUM_MASK = 0xa282ead8;

  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;

  private final byte[] bytes = new byte[BLOCK_BYTES];
  private final ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();
  private boolean isDamaged;
  private long lastAfterDamage;

  /** Reads one log. Logs must be read in their order. */
  void read(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      while (readBlock(channel)) {
        scanBlock();
      }
    }
  }

  /**
   * The number of the last write in the batches that start after the first damage; 0 if there are
   * none, so that only the end of the last log can be missing.
   */
  long lastAfterDamage() {
    return lastAfterDamage;
  }

  private boolean readBlock(FileChannel channel) throws IOException {
    block.clear();
    int count;
    do {
      count = channel.read(block);
    } while (count >= 0 && block.hasRemaining());
    block.flip();
    return block.hasRemaining();
  }

  private void scanBlock() {
    int at = 0;
    boolean inStep = true;
    while (at + HEADER_BYTES <= block.limit()) {
      int type = bytes[at + HEADER_BYTES - 1];
      boolean starts = type == FULL || type == FIRST;
      if ((starts || (inStep && (type == MIDDLE || type == LAST))) && holds(at)) {
        if (isDamaged && starts) {
          noteBatch(at);
        }
        at += HEADER_BYTES + length(at);
        inStep = true;
      } else {
        // After damage, the next good record may start at any byte.
        isDamaged = true;
        inStep = false;
        at++;
      }
    }
    // A full block may have a rest that is too short for a header. In a shorter block, such a rest
    // is a header that was cut.
    isDamaged |= block.limit() < BLOCK_BYTES && at < block.limit();
  }

  private boolean holds(int at) {
    int end = at + HEADER_BYTES + length(at);
    if (end > block.limit()) {
      return false;
    }
    checksum.reset();
    checksum.update(bytes, at + HEADER_BYTES - 1, end - (at + HEADER_BYTES - 1));
    int value = (int) checksum.getValue();
    return Integer.rotateRight(value, 15) + CHECKSUM_MASK == block.getInt(at);
  }

  private int length(int at) {
    return Short.toUnsignedInt(block.getShort(at + Integer.BYTES));
  }

  private void noteBatch(int at) {
    if (length(at) >= BATCH_HEADER_BYTES) {
      long first = block.getLong(at + HEADER_BYTES);
      int count = block.getInt(at + HEADER_BYTES + Long.BYTES);
      lastAfterDamage = Math.max(lastAfterDamage, first + count - 1);
    }
  }
}
