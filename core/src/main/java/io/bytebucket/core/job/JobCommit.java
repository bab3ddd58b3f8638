package io.bytebucket.core.job;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The commits of one step of a job. Each of them changes what the job works on and, with it, what
 * is remembered of the job; and changes nothing when the job no longer stands where it stood:
 * somebody cancelled it, or another start does it. Used by one thread.
 */
final class JobCommit {
  /**
   * After so many pieces the rest goes into the next commit: an engine limits what one may have.
   */
  private static final int PIECES_A_COMMIT = 20_000;

  private final AuditedStore store;
  private final Instant now;
  private Job job;

  JobCommit(AuditedStore store, Job job, Instant now) {
    this.store = store;
    this.job = job;
    this.now = now;
  }

  /** Items before this one were done, which failed. */
  private static final class ItemFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int before;
    private final transient StoreException why;

    ItemFailed(int before, StoreException why) {
      super("an item failed", why, false, false);
      this.before = before;
      this.why = why;
    }
  }

  /** What a commit came to: the job as it is now, and how many items are behind it. */
  private record Ran(Job job, int items) {}

  /**
   * Does all items of a batch, in as few commits as there can be; ends the job after the last of
   * all.
   */
  void run(Batch batch) {
    List<Item> left = batch.items();
    // Up to one that failed before: it is not tried together with those before it again.
    int until = left.size();
    boolean isStanding = true;
    while (isStanding && !(left.isEmpty() && isBehind(batch))) {
      List<Item> items = left.subList(0, until);
      boolean isAll = until == left.size();
      try {
        Optional<Ran> ran = commit(items, isAll ? Optional.of(batch) : Optional.empty());
        isStanding = goOn(ran);
        left = left.subList(ran.map(Ran::items).orElse(0), left.size());
        until = left.size();
      } catch (ItemFailed failed) {
        if (failed.before > 0) {
          until = failed.before;
        } else {
          isStanding = goOn(skip(items.getFirst(), failed.why));
          left = left.subList(1, left.size());
          until = left.size();
        }
      } catch (StoreException e) {
        stop(JobRunner.reason(e).orElseThrow(() -> e));
        isStanding = false;
      }
    }
  }

  /** Whether the job is still this start's, and has not ended. */
  private boolean goOn(Optional<Ran> ran) {
    ran.ifPresent(after -> job = after.job());
    return ran.isPresent() && job.isOpen();
  }

  /** Whether the job has been brought behind the whole batch. */
  private boolean isBehind(Batch batch) {
    return batch.next().filter(next -> next.equals(job.progress().cursor())).isPresent();
  }

  private Optional<Ran> commit(List<Item> items, Optional<Batch> whole) {
    return change((transaction, standing) -> {
      if (frees(standing.task(), JobRunner.requireSame(transaction, standing))) {
        transaction.drawOnReserve();
      }
      Job.Progress progress = standing.progress();
      int pieces = 0;
      int ran = 0;
      while (ran < items.size() && pieces <= PIECES_A_COMMIT) {
        Item item = items.get(ran);
        try {
          pieces += 1 + item.work().run(transaction, now.toEpochMilli());
          progress =
              item.key().isEmpty()
                  ? progress.at(item.cursor())
                  : progress.withDone(item.cursor(), item.bytes());
        } catch (StoreException e) {
          if (!isGone(e.failure())) {
            throw isOfItem(e.failure()) ? new ItemFailed(ran, e) : e;
          }
          progress = progress.at(item.cursor());
        }
        ran++;
      }
      Job changed = standing.with(progress, now);
      if (whole.isPresent() && ran == items.size()) {
        changed = end(changed, whole.get());
      }
      return new Ran(changed, ran);
    });
  }

  private Job end(Job changed, Batch batch) {
    return batch
        .next()
        .map(next -> changed.with(changed.progress().at(next), now))
        .orElseGet(() -> changed.ended(new Job.State.Done(), now));
  }

  /**
   * Notes that one item failed, and goes on behind it, but where that was the bucket itself; empty
   * when the job stands no longer.
   */
  private Optional<Ran> skip(Item item, StoreException why) {
    Job.Failed failed =
        new Job.Failed(item.key(), item.within(), why.failure().getClass().getSimpleName());
    return change((transaction, standing) -> {
      transaction.drawOnReserve();
      Job noted = standing.with(standing.progress().withFailed(item.cursor(), failed), now);
      return new Ran(
          why.failure() instanceof Failure.BucketNotEmpty
              ? noted.ended(new Job.State.Stopped(Job.Reason.BUCKET_NOT_EMPTY), now)
              : noted,
          1);
    });
  }

  /** Ends the job before it is through. */
  void stop(Job.Reason reason) {
    change((transaction, standing) -> {
      transaction.drawOnReserve();
      return new Ran(standing.ended(new Job.State.Stopped(reason), now), 0);
    });
  }

  /** Whether it takes things away, and leaves no delete markers, which free nothing. */
  private static boolean frees(JobTask task, Bucket bucket) {
    return task instanceof JobTask.Delete delete
        && (delete.everyVersion() || !bucket.isVersioned());
  }

  @FunctionalInterface
  private interface Change {
    Ran of(AuditedTransaction transaction, Job standing);
  }

  private Optional<Ran> change(Change change) {
    Job seen = job;
    return store.write(transaction -> {
      Optional<Job> standing = JobRows.open(transaction, seen.id()).filter(seen::equals);
      if (standing.isEmpty()) {
        return Optional.empty();
      }
      Ran ran = change.of(transaction, standing.get());
      JobRows.put(transaction, ran.job());
      if (!ran.job().isOpen()) {
        transaction.drawOnReserve();
        transaction.audit("job.end", JobText.target(seen), JobText.of(seen), JobText.of(ran.job()));
      }
      return Optional.of(ran);
    });
  }

  /** It was there when it was listed, and somebody deleted it since. */
  private static boolean isGone(Failure failure) {
    return failure instanceof Failure.NoSuchKey
        || failure instanceof Failure.DeleteMarker
        || failure instanceof Failure.NoSuchVersion
        || failure instanceof Failure.NoSuchUpload;
  }

  /** Whether it says something of the item, and not of the store as a whole. */
  private static boolean isOfItem(Failure failure) {
    return switch (failure) {
      case Failure.Busy _, Failure.NoSuchBucket _, Failure.StorageFull _ -> false;
      case Failure.Corrupt _ -> true;
      case Failure other -> !other.isFault();
    };
  }
}
