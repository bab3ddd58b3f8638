package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Deletes objects and versions. Thread-safe; a deletion is durable on return. */
public final class ObjectRemover {
  /** The most objects that one call deletes, which is AWS's limit for DeleteObjects. */
  public static final int BATCH_LIMIT = 1_000;

  /**
   * When the objects of a batch have more extents than this, the rest of the batch goes into the
   * next commit: each extent costs a read and a write, and an engine limits how many of these one
   * commit may have.
   */
  private static final int PIECES_A_COMMIT = 20_000;

  private final MetadataStore metadata;
  private final VersionChanges changes;
  private final Clock clock;

  /** A remover from that store; {@code clock} tells when delete markers were made. */
  public ObjectRemover(MetadataStore metadata, VersionChanges changes, Clock clock) {
    this.metadata = metadata;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * What to delete.
   *
   * @param version which version. The current one stands for the object as a whole, which is
   *     deleted as its bucket deletes objects: for good, or by a delete marker
   * @param condition what must hold of that version for it to be deleted
   */
  public record Target(ObjectKey key, VersionSelector version, WriteCondition condition) {
    /** The object. */
    public Target(ObjectKey key, WriteCondition condition) {
      this(key, VersionSelector.current(), condition);
    }
  }

  /** What became of a target. */
  public sealed interface Outcome {
    /** The object is gone, or there was none before. */
    record Gone() implements Outcome {}

    /** The object is hidden by this delete marker. */
    record Marked(VersionId marker) implements Outcome {}

    /**
     * The version is gone, or there was none before.
     *
     * @param wasMarker whether it was a delete marker
     */
    record VersionGone(VersionSelector version, boolean wasMarker) implements Outcome {}

    /** It was not deleted. */
    record Refused(Failure failure) implements Outcome {}
  }

  /**
   * Deletes an object or a version. When there is none, nothing happens, except that a bucket with
   * versions gets a delete marker nevertheless.
   *
   * @param ownerId the user who deletes it
   * @throws StoreException with {@link Failure.NoSuchBucket}, or when the condition does not hold
   */
  public Outcome delete(BucketName bucketName, Target target, UserId ownerId) {
    long nowMillis = clock.millis();
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, bucketName);
      if (isForGood(bucket, target)) {
        transaction.drawOnReserve();
      }
      VersionChange change = begin(transaction, bucket, target, ownerId);
      return delete(transaction, bucket, change, target, ownerId, nowMillis);
    });
  }

  /** Whether something goes, and no delete marker comes, which frees nothing. */
  private static boolean isForGood(Bucket bucket, Target target) {
    return !bucket.isVersioned() || !(target.version() instanceof VersionSelector.Current);
  }

  /**
   * The same of an object that somebody is told of as it is found, and may keep.
   *
   * @param source which version, and who is told
   * @param condition what must hold of that version for it to be deleted
   */
  public Outcome delete(ObjectReader.Source source, WriteCondition condition, UserId ownerId) {
    Target target = new Target(source.key(), source.version(), condition);
    if (source.finder().equals(ObjectReader.Finder.NONE)) {
      return delete(source.bucket(), target, ownerId);
    }
    long nowMillis = clock.millis();
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, source.bucket());
      if (isForGood(bucket, target)) {
        transaction.drawOnReserve();
      }
      VersionIndex.find(transaction, bucket, source.key(), source.version())
          .ifPresent(source.finder()::found);
      return delete(transaction, source.bucket(), target, ownerId, nowMillis).outcome();
    });
  }

  /**
   * What a deletion came to.
   *
   * @param pieces how many extents it let go, which is what it costs
   */
  public record Deleted(Outcome outcome, int pieces) {}

  /**
   * Deletes an object or a version as part of a commit.
   *
   * @throws StoreException as {@link #delete(BucketName, Target, UserId)}
   */
  public Deleted delete(
      Transaction transaction,
      BucketName bucketName,
      Target target,
      UserId ownerId,
      long nowMillis) {
    Bucket bucket = Buckets.require(transaction, bucketName);
    VersionChange change = begin(transaction, bucket, target, ownerId);
    Outcome outcome = delete(transaction, bucket, change, target, ownerId, nowMillis);
    return new Deleted(outcome, change.released());
  }

  /** Says of each object of a batch whether it may be deleted. */
  @FunctionalInterface
  public interface Guard {
    /** Where nobody has to be asked. */
    Guard NONE = _ -> {};

    /**
     * Lets an object be deleted, or throws. Called before the commit, so that no other one waits
     * for what is asked about a thousand objects.
     *
     * @throws StoreException when it may not be; the others are deleted all the same
     */
    void require(Target target);
  }

  /**
   * Deletes many objects in one commit, except those whose condition does not hold and those that
   * the guard keeps. If the objects have very many parts, several commits follow each other, in the
   * order of the targets.
   *
   * @param targets at most {@value #BATCH_LIMIT}
   * @param guard is asked about each
   * @return for each target, in the same order, what became of it
   * @throws StoreException with {@link Failure.NoSuchBucket}, with {@link Failure.TooManyObjects},
   *     or with a failure of the engine; what earlier commits deleted is gone
   */
  public List<Outcome> deleteAll(
      BucketName bucketName, List<Target> targets, UserId ownerId, Guard guard) {
    if (targets.size() > BATCH_LIMIT) {
      throw new StoreException(new Failure.TooManyObjects(BATCH_LIMIT));
    }
    List<Guarded> guarded = targets.stream().map(target -> Guarded.by(guard, target)).toList();
    long nowMillis = clock.millis();
    List<Outcome> outcomes = new ArrayList<>(targets.size());
    do {
      List<Guarded> left = guarded.subList(outcomes.size(), guarded.size());
      outcomes.addAll(
          metadata.write(
              transaction -> deleteSome(transaction, bucketName, left, ownerId, nowMillis)));
    } while (outcomes.size() < targets.size());
    return outcomes;
  }

  /** A target, and why it is kept, if it is. */
  private record Guarded(Target target, Optional<Outcome> refused) {
    static Guarded by(Guard guard, Target target) {
      try {
        guard.require(target);
        return new Guarded(target, Optional.empty());
      } catch (StoreException e) {
        if (e.failure().isFault()) {
          throw e;
        }
        return new Guarded(target, Optional.of(new Outcome.Refused(e.failure())));
      }
    }
  }

  /**
   * Deletes as many targets as fit into one commit, at least one, beginning with the first; returns
   * what became of them.
   */
  private List<Outcome> deleteSome(
      Transaction transaction,
      BucketName bucketName,
      List<Guarded> targets,
      UserId ownerId,
      long nowMillis) {
    Bucket bucket = Buckets.require(transaction, bucketName);
    List<Outcome> outcomes = new ArrayList<>(targets.size());
    int released = 0;
    if (targets.stream().allMatch(guarded -> isForGood(bucket, guarded.target()))) {
      transaction.drawOnReserve();
    }
    for (Guarded guarded : targets) {
      if (released > PIECES_A_COMMIT) {
        break;
      }
      if (guarded.refused().isPresent()) {
        outcomes.add(guarded.refused().get());
      } else {
        Target target = guarded.target();
        VersionChange change = begin(transaction, bucket, target, ownerId);
        outcomes.add(
            attempt(() -> delete(transaction, bucket, change, target, ownerId, nowMillis)));
        released += change.released();
      }
    }
    return outcomes;
  }

  private VersionChange begin(Transaction transaction, Bucket bucket, Target target, UserId user) {
    Cause cause =
        target.version() instanceof VersionSelector.Current ? Cause.DELETE : Cause.DELETE_VERSION;
    return changes.begin(transaction, bucket, target.key(), Reason.of(cause, user));
  }

  private static Outcome attempt(Supplier<Outcome> deletion) {
    try {
      return deletion.get();
    } catch (StoreException e) {
      if (e.failure().isFault()) {
        throw e;
      }
      return new Outcome.Refused(e.failure());
    }
  }

  private static Outcome delete(
      Transaction transaction,
      Bucket bucket,
      VersionChange change,
      Target target,
      UserId ownerId,
      long nowMillis) {
    if (target.version() instanceof VersionSelector.Current) {
      target.condition().check(target.key(), change.current());
      return change
          .delete(nowMillis, ownerId)
          .<Outcome>map(marker -> new Outcome.Marked(marker.version()))
          .orElseGet(Outcome.Gone::new);
    }
    if (!(target.condition() instanceof WriteCondition.None)) {
      target
          .condition()
          .check(
              target.key(),
              VersionIndex.find(transaction, bucket, target.key(), target.version())
                  .filter(version -> !version.isDeleteMarker()));
    }
    Optional<ObjectRecord> version = change.delete(target.version());
    return new Outcome.VersionGone(
        target.version(), version.filter(ObjectRecord::isDeleteMarker).isPresent());
  }
}
