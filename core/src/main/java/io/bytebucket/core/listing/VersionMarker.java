package io.bytebucket.core.listing;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import java.util.Optional;

/**
 * Where a client wants a page of versions to begin.
 *
 * @param key after all versions of this key; empty for the first page
 * @param version after this version of the key instead, as clients call it; empty for none
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
public record VersionMarker(String key, String version) {
  /**
   * Checks that a version has a key.
   *
   * @throws StoreException with {@link Failure.VersionMarkerWithoutKey}
   */
  public VersionMarker {
    if (key.isEmpty() && !version.isEmpty()) {
      throw new StoreException(new Failure.VersionMarkerWithoutKey(version));
    }
  }

  /**
   * The place in the listing; empty for its beginning.
   *
   * @throws StoreException with {@link Failure.InvalidVersionMarker} when no version was ever
   *     called that
   */
  public Optional<VersionLister.Marker> start() {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<VersionSelector> selector =
        version.isEmpty()
            ? Optional.empty()
            : Optional.of(
                VersionId.parse(version)
                    .orElseThrow(
                        () -> new StoreException(new Failure.InvalidVersionMarker(version))));
    return Optional.of(new VersionLister.Marker(key, selector));
  }
}
