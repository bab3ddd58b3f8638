package io.bytebucket.server.jetty;

import io.bytebucket.http.MemoryBudget;

/**
 * What a request holds of the heap at its worst, in bytes: measured, and rounded up. Buffers beside
 * the heap are held only while bytes move. It is taken step by step, so that a request which is
 * refused early never costs what an upload does.
 */
final class RequestCost {
  /** The thread, the request and its small answer, and input that was read and is not yet due. */
  static final long HANDLING = 16 << 10;

  /** The record that is being encrypted, and the one that is being decrypted. */
  static final long TLS = 32 << 10;

  /** An answer up to this length is paid for with the handling. */
  static final int SMALL_ANSWER = 8 << 10;

  /** Bodies up to this length are kept in memory, those beyond pass through it in blocks. */
  private static final long SMALL_BODY = 32 << 10;

  /** The start of a body that may be small, one block, and what decodes it. */
  private static final long LARGE_BODY = 104 << 10;

  /** A block of what is being sent. */
  private static final long BLOCK = 64 << 10;

  private RequestCost() {}

  /** Takes room for what does not come with the handling; large things leave some to small ones. */
  static boolean take(MemoryBudget.Share room, long bytes) {
    return bytes > SMALL_BODY ? room.tryGrowLarge(bytes) : room.tryGrow(bytes);
  }

  /**
   * Taking in a body: its bytes as they come and as they are stored.
   *
   * @param lengthBytes the declared length, or less than 0
   */
  static long ofReading(long lengthBytes) {
    return lengthBytes < 0 || lengthBytes > SMALL_BODY ? LARGE_BODY : 2 * lengthBytes;
  }

  /**
   * Sending a body that is made while it is sent.
   *
   * @param lengthBytes its length, or less than 0
   */
  static long ofStreaming(long lengthBytes) {
    if (lengthBytes < 0) {
      return BLOCK;
    }
    return lengthBytes <= SMALL_ANSWER ? 0 : Math.min(lengthBytes, BLOCK);
  }

  /** Sending a body that is in memory. */
  static long ofHolding(long lengthBytes) {
    return lengthBytes <= SMALL_ANSWER ? 0 : lengthBytes;
  }
}
