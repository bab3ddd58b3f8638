package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.s3.bucket.BucketCarrier;
import io.bytebucket.transfer.s3.bucket.BucketCarrier.Versioning;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.client.StoppedException;
import io.bytebucket.transfer.s3.listing.KeyVersions;
import io.bytebucket.transfer.s3.listing.Listing;
import java.util.List;
import java.util.Optional;

/**
 * Counts what there is while it is moved already, so that the time left can be told. Nothing
 * depends on it.
 */
final class Census implements AutoCloseable {
  private final Thread thread;

  private Census(Thread thread) {
    this.thread = thread;
  }

  static Census begin(
      TransferOrder order,
      Ends ends,
      BucketCarrier carrier,
      List<String> buckets,
      TransferListener listener) {
    return new Census(
        Thread.ofVirtual()
            .name("census")
            .start(() -> {
              try {
                count(order, ends, carrier, buckets, listener);
              } catch (CallFailedException | RemoteException | StoppedException e) {
                // How much there is stays unknown; what keeps it from being listed is met
                // elsewhere.
                listener.total(-1, -1);
              }
            }));
  }

  private static void count(
      TransferOrder order,
      Ends ends,
      BucketCarrier carrier,
      List<String> buckets,
      TransferListener listener) {
    long objects = 0;
    long bytes = 0;
    for (String bucket : buckets) {
      boolean hasVersions = order.movesVersions() && carrier.versioning(bucket) != Versioning.NEVER;
      Listing listing = Listing.of(ends.source(), bucket, hasVersions, Optional.empty());
      for (Optional<KeyVersions> key = listing.peek(); key.isPresent(); key = listing.peek()) {
        listing.skip();
        objects += key.get().versions().size();
        bytes += key.get().versions().stream().mapToLong(version -> version.sizeBytes()).sum();
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
    listener.total(objects, bytes);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
