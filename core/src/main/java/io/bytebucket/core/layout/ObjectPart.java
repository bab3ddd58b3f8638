package io.bytebucket.core.layout;

import io.bytebucket.core.checksum.Checksum;
import java.util.Optional;

/**
 * One part of an object that was uploaded in parts.
 *
 * @param number its number, 1 to {@link #NUMBER_MAX}; numbers may have gaps
 * @param sizeBytes its length
 * @param checksum the checksum kept with it
 */
public record ObjectPart(int number, long sizeBytes, Optional<Checksum> checksum) {
  /** The highest number, and so the most parts of an object. */
  public static final int NUMBER_MAX = 10_000;
}
