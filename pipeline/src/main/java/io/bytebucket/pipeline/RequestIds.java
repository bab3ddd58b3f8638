package io.bytebucket.pipeline;

import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The two ids of a response. They are for finding log lines, not secrets.
 *
 * @param requestId what the log names it by: a random UUID of version 4
 * @param hostId opaque text of the form that AWS sends beside
 */
public record RequestIds(String requestId, String hostId) {
  private static final int HOST_ID_BYTES = 48;
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

  /** Ids that no other response has. */
  static RequestIds mint() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
    long low = (random.nextLong() & VARIANT_MASK) | VARIANT_RFC;
    byte[] host = new byte[HOST_ID_BYTES];
    random.nextBytes(host);
    return new RequestIds(new UUID(high, low).toString(), Base64.getEncoder().encodeToString(host));
  }
}
