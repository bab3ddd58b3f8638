package io.bytebucket.core.job;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes jobs on, tells how far they are, and ends them early; {@link JobRunner} does them.
 * Thread-safe; a change is durable on return.
 */
public final class Jobs {
  /** How many may be open at the same time. */
  public static final int OPEN_MAX = 50;

  /** How many are remembered that have ended, about: when one is taken on, older ones go. */
  public static final int ENDED_KEPT = 200;

  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing(Job::startedAt)
          .thenComparing(Job::number, Comparator.naturalOrder())
          .reversed();

  private final MetadataStore metadata;
  private final AccessGate gate;
  private final BlobIds ids;
  private final Clock clock;

  /** Jobs in that store; {@code gate} says what those who start them may do. */
  public Jobs(MetadataStore metadata, AccessGate gate, BlobIds ids, Clock clock) {
    this.metadata = metadata;
    this.gate = gate;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes a job on. It goes on whether the client waits or not.
   *
   * @param caller with whose rights it is done
   * @param origin from where it is asked for
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.AccessDenied} when the
   *     caller may not list what is to be worked on, {@link Failure.JobTargetInSource} or {@link
   *     Failure.TooManyJobs}
   */
  public Job start(JobTask task, Caller caller, Job.Origin origin) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    new JobRights(gate, caller, new JobContext(now, origin, task.prefix())).requireListing(task);
    requireSense(task);
    JobId id = new JobId(ids.next());
    return metadata.write(transaction -> {
      makeRoom(transaction);
      Bucket source = Buckets.require(transaction, task.bucket());
      Job job =
          new Job(
              id,
              task,
              bucketIds(transaction, task, source),
              caller.id(),
              origin,
              now,
              now,
              0,
              total(transaction, task, source),
              Job.Progress.from(firstPhase(task)),
              new Job.State.Open());
      JobRows.put(transaction, job);
      return job;
    });
  }

  /** Of a target inside the source each object would be met again. */
  private static void requireSense(JobTask task) {
    if (task instanceof JobTask.Transfer transfer && transfer.wouldMeet(transfer.toPrefix())) {
      throw new StoreException(new Failure.JobTargetInSource());
    }
  }

  private static void makeRoom(Transaction transaction) {
    if (JobRows.all(transaction, true).size() >= OPEN_MAX) {
      throw new StoreException(new Failure.TooManyJobs(OPEN_MAX));
    }
    JobRows.all(transaction, false).stream()
        .sorted(NEWEST_FIRST)
        .skip(ENDED_KEPT - 1)
        .forEach(job -> JobRows.forget(transaction, job));
  }

  private static Job.BucketIds bucketIds(Snapshot snapshot, JobTask task, Bucket source) {
    long target =
        switch (task) {
          case JobTask.Delete _ -> source.id();
          case JobTask.Transfer transfer -> Buckets.require(snapshot, transfer.toBucket()).id();
        };
    return new Job.BucketIds(source.id(), target);
  }

  private static Job.Phase firstPhase(JobTask task) {
    return switch (task) {
      case JobTask.Delete delete -> DeleteWork.firstPhase(delete);
      case JobTask.Transfer _ -> Job.Phase.OBJECTS;
    };
  }

  private static Optional<Long> total(Snapshot snapshot, JobTask task, Bucket bucket) {
    return switch (task) {
      case JobTask.Delete delete -> DeleteWork.total(snapshot, bucket, delete);
      case JobTask.Transfer transfer ->
          transfer.prefix().isEmpty()
              ? Optional.of(DeleteWork.counted(snapshot, bucket, BucketCounter.OBJECTS))
              : Optional.empty();
    };
  }

  /**
   * A job.
   *
   * @throws StoreException with {@link Failure.NoSuchJob} also when it ended so long ago that it
   *     was forgotten
   */
  public Job get(JobId id) {
    return metadata.read(snapshot -> JobRows.require(snapshot, id));
  }

  /** All jobs that are open or remembered, the newest first: some hundreds at the most. */
  public List<Job> list() {
    return metadata.read(snapshot -> {
      List<Job> jobs = new ArrayList<>(JobRows.all(snapshot, true));
      jobs.addAll(JobRows.all(snapshot, false));
      jobs.sort(NEWEST_FIRST);
      return List.copyOf(jobs);
    });
  }

  /**
   * Ends a job early. What it did stays done, and it does nothing more once this returns. Of a job
   * that has ended nothing changes.
   *
   * @throws StoreException with {@link Failure.NoSuchJob}
   */
  public Job cancel(JobId id) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    return metadata.write(transaction -> {
      Job job = JobRows.require(transaction, id);
      if (!job.isOpen()) {
        return job;
      }
      Job cancelled = job.ended(new Job.State.Cancelled(), now);
      JobRows.put(transaction, cancelled);
      return cancelled;
    });
  }
}
