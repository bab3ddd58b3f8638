package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.End;
import io.bytebucket.transfer.s3.listing.KeyVersions;
import io.bytebucket.transfer.s3.listing.Listing;
import io.bytebucket.transfer.s3.listing.Version;
import java.util.List;
import java.util.Optional;

/** Finds out whether a request that seemed to fail has put a version all the same. Thread-safe. */
final class Landed {
  private final End target;

  Landed(End target) {
    this.target = target;
  }

  /** What the target has, if it is what was to be moved. */
  Optional<Moved> find(Work work) {
    return Listing.ofKey(target, work.bucket(), work.key())
        .map(KeyVersions::versions)
        .filter(versions -> !versions.isEmpty())
        .map(List::getLast)
        .filter(newest -> !newest.id().equals(work.newestThere()))
        .filter(newest -> isIt(work.version(), newest))
        .map(newest ->
            new Moved(
                newest.id(),
                newest.sizeBytes(),
                newest.etag(),
                "",
                "",
                true,
                "an answer was lost on the way",
                List.of()));
  }

  private static boolean isIt(Version wanted, Version newest) {
    return wanted.isMarker() == newest.isMarker()
        && wanted.sizeBytes() == newest.sizeBytes()
        && (wanted.isMarker() || wanted.etag().equals(newest.etag()));
  }
}
