package io.bytebucket.core.check;

import io.bytebucket.core.store.BlobId;
import java.util.BitSet;

/**
 * Compares how often ids are named with how often they are said to be, for any number of them in
 * half a MiB. The ids fall into slots, and of each slot a weighted sum of the differences is kept:
 * where nothing differs it is 0, and where something does it is not, but for one chance in 2^64. So
 * a sound store takes one walk, and only the slots that differ have to be looked at id by id. Used
 * by one thread.
 */
final class Tally {
  static final int SLOTS = 1 << 16;

  private static final int SLOT_SHIFT = Long.SIZE - 16;

  private final long[] differences = new long[SLOTS];
  private final BitSet suspected = new BitSet(SLOTS);

  /** Something names the id. */
  void named(BlobId id) {
    differences[slot(id)] += weight(id);
  }

  /** The id is said to be named so often. */
  void counted(BlobId id, long times) {
    differences[slot(id)] -= weight(id) * times;
  }

  /** The id is to be looked at, whatever the sums say. */
  void suspect(BlobId id) {
    suspected.set(slot(id));
  }

  /** The slots with ids that differ or are suspected. */
  BitSet slots() {
    BitSet slots = (BitSet) suspected.clone();
    for (int slot = 0; slot < SLOTS; slot++) {
      if (differences[slot] != 0) {
        slots.set(slot);
      }
    }
    return slots;
  }

  /** The slot of an id. */
  static int slot(BlobId id) {
    return (int) (mixed(id, 0x9E3779B97F4A7C15L) >>> SLOT_SHIFT);
  }

  /** An odd number, so that no multiple below 2^64 is 0. */
  private static long weight(BlobId id) {
    return mixed(id, 0xD1B54A32D192ED03L) | 1;
  }

  /** The finalizer of MurmurHash3, which spreads every bit over all. */
  private static long mixed(BlobId id, long seed) {
    long bits = id.sequence() * 0xFF51AFD7ED558CCDL + id.start() * seed + seed;
    bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return bits ^ (bits >>> 33);
  }
}
