package io.bytebucket.transfer.s3.listing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * All versions of a key.
 *
 * @param versions the oldest first
 * @param leftOut how many older ones there are that were too many to keep in memory
 */
public record KeyVersions(String key, List<Version> versions, int leftOut) {
  /** Takes a copy. */
  public KeyVersions {
    versions = List.copyOf(versions);
  }

  /** Nothing of that key. */
  static KeyVersions none(String key) {
    return new KeyVersions(key, List.of(), 0);
  }

  /** The order of S3: by the bytes of UTF-8. */
  static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
