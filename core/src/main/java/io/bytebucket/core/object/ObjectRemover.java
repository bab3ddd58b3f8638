package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes objects. Thread-safe; what was deleted stays deleted on return, through a loss of power.
 */
public final class ObjectRemover {
  /** How many objects one call deletes at the most: AWS's limit for DeleteObjects. */
  public static final int BATCH_LIMIT = 1_000;

  private final MetadataStore metadata;

  /** A remover from that store. */
  public ObjectRemover(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /**
   * One object to delete.
   *
   * @param condition what must hold for it to be deleted
   */
  public record Target(ObjectKey key, WriteCondition condition) {}

  /**
   * Deletes an object; nothing happens when there is none.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, or when the condition does not hold
   */
  public void delete(BucketName bucketName, Target target) {
    metadata.write(transaction -> {
      delete(transaction, Buckets.require(transaction, bucketName), target);
      return target;
    });
  }

  /**
   * Deletes many objects in one commit; those whose condition does not hold stay.
   *
   * @param targets at most {@value #BATCH_LIMIT}
   * @return for each target, in the same order, why it was not deleted, if so
   * @throws StoreException with {@link Failure.NoSuchBucket}, or a failure of the engine; nothing
   *     has then been deleted
   */
  public List<Optional<Failure>> deleteAll(BucketName bucketName, List<Target> targets) {
    if (targets.size() > BATCH_LIMIT) {
      throw new IllegalArgumentException("too many objects for one batch");
    }
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, bucketName);
      List<Optional<Failure>> outcomes = new ArrayList<>(targets.size());
      for (Target target : targets) {
        outcomes.add(attempt(transaction, bucket, target));
      }
      return outcomes;
    });
  }

  private static Optional<Failure> attempt(Transaction transaction, Bucket bucket, Target target) {
    try {
      delete(transaction, bucket, target);
      return Optional.empty();
    } catch (StoreException e) {
      if (e.failure().isFault()) {
        throw e;
      }
      return Optional.of(e.failure());
    }
  }

  private static void delete(Transaction transaction, Bucket bucket, Target target) {
    Optional<ObjectRecord> current = CurrentObjects.find(transaction, bucket, target.key());
    target.condition().check(target.key(), current);
    current.ifPresent(object -> CurrentObjects.remove(transaction, bucket, target.key(), object));
  }
}
