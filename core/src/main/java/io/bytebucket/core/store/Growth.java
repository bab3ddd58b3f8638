package io.bytebucket.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Whether a transaction makes a store grow, as every engine tells it when room is low: whether more
 * keys have a value afterwards than before, or more than {@value #SLACK_BYTES} bytes are set beyond
 * what they replace under the same keys. Bytes that are removed under other keys do not make up for
 * those, because an engine may get them back much later. An empty value counts as none: it is a
 * mark. Counters count for nothing. Used by one thread.
 */
public final class Growth {
  /** So much longer values may become: by a cursor, a name, a number that has one more digit. */
  static final long SLACK_BYTES = 1 << 10;

  private static final byte[] NOTHING = new byte[0];

  private long rows;
  private long setBytes;

  /**
   * Counts what becomes of the value under a key; not for counters.
   *
   * @param before the value before the transaction; null for none
   * @param after the value after it; null for none
   */
  public void count(byte @Nullable [] before, byte @Nullable [] after) {
    int had = (before == null ? NOTHING : before).length;
    int has = (after == null ? NOTHING : after).length;
    rows += Integer.signum(has) - Integer.signum(had);
    setBytes += Math.max(0, has - had);
  }

  /** Whether what was counted so far is growth. */
  public boolean isGrowth() {
    return rows > 0 || setBytes > SLACK_BYTES;
  }
}
