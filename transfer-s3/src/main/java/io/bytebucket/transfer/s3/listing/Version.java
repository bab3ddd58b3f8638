package io.bytebucket.transfer.s3.listing;

import java.time.Instant;

/**
 * A version of an object, as listings tell of it.
 *
 * @param id of the version; empty where the listing is one of objects alone
 * @param isMarker whether it only says that the object was deleted
 * @param etag without quotes; empty for a marker
 * @param modified when it was put there
 */
public record Version(String id, boolean isMarker, long sizeBytes, String etag, Instant modified) {
  private static final String NULL = "null";

  /** Whether another may come in its place: so it is where versions are not kept. */
  public boolean isReplaceable() {
    return id.isEmpty() || id.equals(NULL);
  }

  /** Whether it was put in parts, as the ETags of most servers tell. */
  public boolean isInParts() {
    return parts() > 0;
  }

  /** In how many parts it was put, as its ETag tells; 0 when it tells none. */
  public int parts() {
    int dash = etag.lastIndexOf('-');
    if (dash < 1 || etag.length() - dash > 6) {
      return 0;
    }
    int parts = 0;
    for (char digit : etag.substring(dash + 1).toCharArray()) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      parts = parts * 10 + digit - '0';
    }
    return parts;
  }
}
