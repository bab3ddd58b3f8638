package io.bytebucket.selftest;

import io.bytebucket.selftest.wire.Endpoint;
import java.util.Optional;

/**
 * The server to ask, and as whom.
 *
 * @param secretAccessKey never shown
 * @param region which requests are signed for, and buckets made in
 * @param bucket a bucket that is empty, or is not there yet; else one is made
 */
public record Target(
    Endpoint endpoint,
    String accessKeyId,
    String secretAccessKey,
    String region,
    Optional<String> bucket) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Target[%s:%d, %s, %s, %s]"
        .formatted(endpoint.host(), endpoint.port(), accessKeyId, region, bucket);
  }
}
