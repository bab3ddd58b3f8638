package io.bytebucket.s3.form;

/**
 * How large a file may be: {@code content-length-range}.
 *
 * @param minBytes the least
 * @param maxBytes the most
 */
public record FileSizeRange(long minBytes, long maxBytes) {
  /** Any size. */
  public static final FileSizeRange ANY = new FileSizeRange(0, Long.MAX_VALUE);

  /** What both this range and another allow. */
  FileSizeRange and(FileSizeRange other) {
    return new FileSizeRange(
        Math.max(minBytes, other.minBytes), Math.min(maxBytes, other.maxBytes));
  }
}
