package io.bytebucket.engine.local.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BooleanSupplier;

/** A file in the page cache, and what of it is on the platters. */
final class SimulatedFile implements SimulatedNode {
  private static final int PAGE_BYTES = 4 << 10;

  private byte[] seen = new byte[PAGE_BYTES];
  private int seenBytes;
  private byte[] durable = new byte[0];
  private final BitSet dirtyPages = new BitSet();

  int lengthBytes() {
    return seenBytes;
  }

  int read(ByteBuffer bytes, long position) {
    if (position >= seenBytes) {
      return -1;
    }
    int length = (int) Math.min(bytes.remaining(), seenBytes - position);
    bytes.put(seen, (int) position, length);
    return length;
  }

  void write(ByteBuffer bytes, long position, int length) {
    if (length == 0) {
      return;
    }
    int end = Math.addExact(Math.toIntExact(position), length);
    if (end > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(end, 2 * seen.length));
    }
    bytes.get(seen, (int) position, length);
    seenBytes = Math.max(seenBytes, end);
    dirtyPages.set((int) position / PAGE_BYTES, (end - 1) / PAGE_BYTES + 1);
  }

  void flip(long position, int bit) {
    seen[Math.toIntExact(position)] ^= (byte) (1 << bit);
    durable[Math.toIntExact(position)] ^= (byte) (1 << bit);
  }

  void force() {
    settle(() -> true);
  }

  /** As Linux does: the pages that could not be written count as clean from then on. */
  void failForce() {
    dirtyPages.clear();
  }

  @Override
  public void restart(BooleanSupplier survives) {
    settle(survives);
    seenBytes = durable.length;
    seen = Arrays.copyOf(durable, Math.max(seenBytes, PAGE_BYTES));
  }

  private void settle(BooleanSupplier survives) {
    if (seenBytes != durable.length && survives.getAsBoolean()) {
      durable = Arrays.copyOf(durable, seenBytes);
    }
    for (int page = dirtyPages.nextSetBit(0); page >= 0; page = dirtyPages.nextSetBit(page + 1)) {
      int start = page * PAGE_BYTES;
      int length = Math.min(PAGE_BYTES, durable.length - start);
      if (survives.getAsBoolean() && length > 0) {
        System.arraycopy(seen, start, durable, start, length);
      }
    }
    dirtyPages.clear();
  }
}
