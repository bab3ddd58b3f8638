package io.bytebucket.server.jetty;

import io.bytebucket.http.MemoryBudget;

/**
 * What the requests of one listening address may cost, one by one and all together. What one alone
 * asks too much of is refused for good; what finds all taken is told to come back later, and never
 * at the cost of those that are being served.
 *
 * @param connections how many connections may be open at once; more wait in the kernel's queue
 * @param headerBytes how long the request line and header fields may be together
 * @param headerFields how many fields there may be, trailing ones included
 * @param queryParameters how many parameters the query may have
 * @param headerMemory what headers take beyond {@link HeaderMeter#FREE_BYTES}
 * @param requestMemory what requests take while they are being answered
 */
public record RequestLimits(
    int connections,
    int headerBytes,
    int headerFields,
    int queryParameters,
    MemoryBudget headerMemory,
    MemoryBudget requestMemory) {
  /**
   * How many bytes of memory a byte of a header takes while it is read and acted on: as characters
   * in a buffer that is twice as long as need be, as text, decoded, and encoded again to check its
   * signature.
   */
  public static final int HEADER_BYTE_COST = 12;

  /** Of the connections, so many percent may have a request answered at once. */
  private static final int ANSWERED_PERCENT = 75;

  /**
   * How many requests may be answered at once: fewer than there are connections, so that however
   * slow their clients are, others are taken in.
   */
  public int answered() {
    return Math.max(1, connections * ANSWERED_PERCENT / 100);
  }
}
