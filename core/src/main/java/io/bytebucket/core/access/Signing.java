package io.bytebucket.core.access;

import java.time.Instant;

/**
 * How a request was signed.
 *
 * @param carrier where its signature stands
 * @param version of S3's signatures
 * @param at when it was signed, in whole seconds; absent where a signature only says how long it is
 *     good
 */
public record Signing(Carrier carrier, int version, Value<Instant> at) {
  /** Where a signature stands. */
  public enum Carrier {
    HEADER,
    QUERY,
    FORM
  }
}
