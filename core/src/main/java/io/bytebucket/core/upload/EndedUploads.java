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
 * Frees the uploads that were open when their bucket was deleted. Each of them is freed in a commit
 * of its own, like an aborted upload, so a bucket may have had any number of them. The note that
 * the deletion left is removed with the last one; so a later round goes on after a crash.
 * Thread-safe, but one thread is enough.
 */
public final class EndedUploads {
  private static final int BATCH = 256;

  /**
   * After how many uploads and parts a round ends; the last upload may exceed this. Closing waits
   * for a round, so it must be short.
   */
  private static final int ROUND_MAX = 2_000;

  private final MetadataStore metadata;
  private final Uploads uploads;

  /** Frees the uploads of that store. */
  public EndedUploads(MetadataStore metadata, Uploads uploads) {
    this.metadata = metadata;
    this.uploads = uploads;
  }

  /**
   * Does one round. If there is nothing to do, it takes one short scan.
   *
   * @return how many uploads were freed; after a round that freed none there are none left
   * @throws StoreException when an upload could not be freed; others have been freed by then, and
   *     this one is tried again
   */
  public int free() {
    Round round = new Round();
    scan(Keyspace.endedBuckets(), row -> round.free(Keyspace.endedBucketId(row.key())));
    return round.end();
  }

  /** Hands on the rows under a prefix until no more are wanted. */
  private void scan(Key prefix, Predicate<Row.Entry> isMoreWanted) {
    RangeReader.of(metadata).rows(prefix, prefix.afterPrefix(), BATCH, isMoreWanted);
  }

  private final class Round {
    private int freed;
    private int left = ROUND_MAX;
    private @Nullable StoreException failure;

    /** Frees the uploads of one bucket, and says whether the round goes on. */
    boolean free(long bucketId) {
      StoreException before = failure;
      scan(Keyspace.uploads(bucketId, new byte[0]), row -> freeUpload(bucketId, row.key()));
      // No upload can have been added meanwhile, because nobody can find the bucket any more.
      if (left > 0 && failure == before) {
        metadata.write(transaction -> {
          transaction.delete(Keyspace.counter(bucketId, BucketCounter.UPLOADS));
          transaction.delete(Keyspace.counter(bucketId, BucketCounter.PART_BYTES));
          transaction.delete(Keyspace.endedBucket(bucketId));
          return bucketId;
        });
      }
      return left > 0;
    }

    /** One upload that cannot be freed must not keep the others from being freed. */
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
