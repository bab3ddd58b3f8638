package io.bytebucket.core.upload;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Frees the uploads that were open when their bucket was deleted. Each is a commit of its own, as
 * an abort is, so that a bucket may have any number of them; the note that the deletion left goes
 * with the last one, so that a round after a crash ends the work. Thread-safe, but one thread is
 * enough.
 */
public final class EndedUploads {
  private static final int BATCH = 256;

  /** How many uploads and parts a round frees, or the last upload more: it can be waited for. */
  private static final int ROUND_MAX = 2_000;

  private final MetadataStore metadata;
  private final Uploads uploads;

  /** Frees the uploads of that store. */
  public EndedUploads(MetadataStore metadata, Uploads uploads) {
    this.metadata = metadata;
    this.uploads = uploads;
  }

  /**
   * Goes once through what there is, as far as a round goes. With nothing to do it is one short
   * scan.
   *
   * @return how many uploads were freed; after a round that freed none there are none left
   * @throws StoreException as an upload could not be freed, after others were; it is tried again
   */
  public int free() {
    Round round = new Round();
    scan(Keyspace.endedBuckets(), row -> round.free(Keyspace.endedBucketId(row.key())));
    return round.end();
  }

  /** Hands on the rows under a prefix for as long as they are wanted. */
  private void scan(Key prefix, Predicate<Row.Entry> isMoreWanted) {
    RangeReader.of(metadata).rows(prefix, prefix.afterPrefix(), BATCH, isMoreWanted);
  }

  private final class Round {
    private int freed;
    private int left = ROUND_MAX;
    private @Nullable StoreException failure;

    /** Frees the uploads of one bucket; whether the round goes on. */
    boolean free(long bucketId) {
      StoreException before = failure;
      scan(Keyspace.uploads(bucketId, new byte[0]), row -> freeUpload(bucketId, row.key()));
      // None was added meanwhile: the bucket cannot be found any more.
      if (left > 0 && failure == before) {
        metadata.write(transaction -> {
          transaction.delete(Keyspace.counter(bucketId, BucketCounter.UPLOADS));
          transaction.delete(Keyspace.endedBucket(bucketId));
          return bucketId;
        });
      }
      return left > 0;
    }

    /** One upload that cannot be freed must not keep all after it. */
    private boolean freeUpload(long bucketId, Key row) {
      try {
        ObjectKey key = new ObjectKey(Keyspace.uploadKey(row));
        left -= 1 + uploads.abort(new UploadId(Keyspace.uploadId(row)), bucketId, key);
        freed++;
      } catch (StoreException e) {
        failure = e;
        left--;
      }
      return left > 0;
    }

    int end() {
      if (failure != null) {
        throw failure;
      }
      return freed;
    }
  }
}
