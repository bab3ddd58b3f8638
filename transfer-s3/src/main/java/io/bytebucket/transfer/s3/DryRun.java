package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.s3.bucket.BucketCarrier;
import io.bytebucket.transfer.s3.bucket.BucketCarrier.Versioning;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.BothEnds;
import io.bytebucket.transfer.s3.listing.BothEnds.Both;
import io.bytebucket.transfer.s3.listing.KeyPlan;
import io.bytebucket.transfer.s3.listing.Listing;
import io.bytebucket.transfer.s3.listing.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a run would move, and changes nothing. By listings alone. For one thread. */
final class DryRun {
  /** Of keys; what comes after is only counted. */
  private static final int NOTES_MAX = 1_000;

  private final TransferOrder order;
  private final Ends ends;
  private final BucketCarrier carrier;
  private final TransferListener listener;
  private final StopRequest stop;
  private int notes;

  DryRun(
      TransferOrder order,
      Ends ends,
      BucketCarrier carrier,
      TransferListener listener,
      StopRequest stop) {
    this.order = order;
    this.ends = ends;
    this.carrier = carrier;
    this.listener = listener;
    this.stop = stop;
  }

  Ending run(List<String> buckets) {
    for (String bucket : buckets) {
      if (stop.isAsked()) {
        return Ending.STOPPED;
      }
      look(bucket);
    }
    return Ending.CLEAN;
  }

  private void look(String bucket) {
    boolean hasVersions = order.movesVersions() && carrier.versioning(bucket) != Versioning.NEVER;
    boolean isThere = carrier.isThere(bucket);
    BothEnds both =
        new BothEnds(
            Listing.of(ends.source(), bucket, hasVersions, Optional.empty()),
            isThere
                ? Listing.of(ends.target(), bucket, hasVersions, Optional.empty())
                : Listing.empty());
    long versions = 0;
    long bytes = 0;
    long extra = 0;
    for (Optional<Both> next = both.next(); next.isPresent(); next = both.next()) {
      KeyPlan plan = KeyPlan.of(next.get().source(), next.get().target(), DryRun::isLike);
      for (Version missing : plan.missing()) {
        versions++;
        bytes += missing.sizeBytes();
        note("would move", bucket, plan.key(), missing);
      }
      for (Version each : plan.extra()) {
        extra++;
        note("only at the target", bucket, plan.key(), each);
      }
      listener.done(next.get().source().versions().size(), 0);
    }
    for (Loss loss : carrier.after(bucket)) {
      listener.note(
          "cannot be carried",
          Map.of("kind", loss.kind(), "name", loss.name(), "reason", loss.reason()));
    }
    listener.note(
        "in all",
        Map.of(
            "bucket", bucket,
            "isNew", !isThere,
            "versionsToMove", versions,
            "bytesToMove", bytes,
            "onlyAtTheTarget", extra));
  }

  private static boolean isLike(Version one, Version other) {
    return one.isMarker() == other.isMarker()
        && one.sizeBytes() == other.sizeBytes()
        && one.etag().equals(other.etag());
  }

  private void note(String what, String bucket, String key, Version version) {
    if (notes < NOTES_MAX) {
      notes++;
      listener.note(
          what,
          Map.of(
              "bucket", bucket,
              "key", key,
              "version", version.id(),
              "deleteMarker", version.isMarker(),
              "bytes", version.sizeBytes()));
    }
  }
}
