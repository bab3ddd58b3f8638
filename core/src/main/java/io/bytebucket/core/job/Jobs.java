package io.bytebucket.core.job;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AccountKeys;
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
import java.util.stream.Stream;

/**
 * Takes jobs on, tells how far they are, and ends them early; {@link JobRunner} does them.
 * Thread-safe; a change is durable on return.
 */
public final class Jobs {
  /** How many may be open at the same time. */
  public static final int OPEN_MAX = 50;

  /** With so many open only administrators start more: their work is not kept waiting by others. */
  public static final int OPEN_FOR_USERS_MAX = 40;

  /** How many of them may be of one user who is no administrator. */
  public static final int OPEN_OF_USER_MAX = 5;

  /** How many are remembered that have ended, about: when one is taken on, older ones go. */
  public static final int ENDED_KEPT = 200;

  /** How many of them are of one user who is no administrator. */
  public static final int ENDED_OF_USER_KEPT = 20;

  /** How many of them are of all those users together. */
  public static final int ENDED_OF_USERS_KEPT = 100;

  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing(Job::startedAt)
          .thenComparing(Job::number, Comparator.naturalOrder())
          .reversed();

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final AccessGate gate;
  private final BlobIds ids;
  private final Clock clock;

  /**
   * Jobs in that store.
   *
   * @param audited how users change it
   * @param gate says what those who start jobs may do
   */
  public Jobs(
      MetadataStore metadata, AuditedStore audited, AccessGate gate, BlobIds ids, Clock clock) {
    this.metadata = metadata;
    this.audited = audited;
    this.gate = gate;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes a job on. It goes on whether the client waits or not.
   *
   * @param asker with whose rights it is done
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.AccessDenied} when the
   *     asker may not list what is to be worked on, or not delete its bucket where that goes too,
   *     {@link Failure.JobTargetInSource} or {@link Failure.TooManyJobs}
   */
  public Job start(JobTask task, JobAsker asker) {
    Instant now = now();
    asker.require(AdminAction.START_JOB, task, gate);
    new JobRights(gate, asker.caller(), new JobContext(now, asker.origin(), task.prefix()))
        .require(task);
    requireSense(task);
    JobId id = new JobId(ids.next());
    return audited.write(transaction -> {
      makeRoom(transaction, asker);
      Bucket source = Buckets.require(transaction, task.bucket());
      Job job =
          new Job(
              id,
              task,
              bucketIds(transaction, task, source),
              asker.caller().id(),
              asker.origin(),
              now,
              now,
              0,
              total(transaction, task, source),
              Job.Progress.from(firstPhase(task)),
              new Job.State.Open());
      JobRows.put(transaction, job);
      transaction.audit("job.start", JobText.target(job), "", JobText.of(job));
      return job;
    });
  }

  /** Of a target inside the source each object would be met again. */
  private static void requireSense(JobTask task) {
    if (task instanceof JobTask.Transfer transfer && transfer.wouldMeet(transfer.toPrefix())) {
      throw new StoreException(new Failure.JobTargetInSource());
    }
  }

  /** What users start who are no administrators takes no room from what others do. */
  private static void makeRoom(Transaction transaction, JobAsker asker) {
    List<Job> open = JobRows.all(transaction, true);
    requireFewer(open.size(), OPEN_MAX);
    List<Job> ended = JobRows.all(transaction, false);
    ended.sort(NEWEST_FIRST);
    forgetAllBut(ENDED_KEPT - 1, ended.stream(), transaction);
    if (!asker.isAdministrator()) {
      requireFewer(open.stream().filter(asker::hasStarted).count(), OPEN_OF_USER_MAX);
      requireFewer(open.size(), OPEN_FOR_USERS_MAX);
      forgetAllBut(ENDED_OF_USER_KEPT - 1, ended.stream().filter(asker::hasStarted), transaction);
      forgetAllBut(
          ENDED_OF_USERS_KEPT - 1,
          ended.stream().filter(job -> !isOfAdministrator(transaction, job)),
          transaction);
    }
  }

  private static void forgetAllBut(int count, Stream<Job> ended, Transaction transaction) {
    ended.skip(count).forEach(job -> JobRows.forget(transaction, job));
  }

  private static boolean isOfAdministrator(Snapshot snapshot, Job job) {
    return snapshot.get(AccountKeys.administrator(job.starter().value())).isPresent();
  }

  private static void requireFewer(long count, int limit) {
    if (count >= limit) {
      throw new StoreException(new Failure.TooManyJobs(limit));
    }
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
   *     was forgotten, or the asker may not see it
   */
  public Job get(JobId id, JobAsker asker) {
    return asker.requireSeen(metadata.read(snapshot -> JobRows.require(snapshot, id)), gate, now());
  }

  /**
   * All jobs that are open or remembered and the asker may see, the newest first: some hundreds at
   * the most.
   */
  public List<Job> list(JobAsker asker) {
    Instant now = now();
    return metadata
        .read(snapshot -> {
          List<Job> jobs = new ArrayList<>(JobRows.all(snapshot, true));
          jobs.addAll(JobRows.all(snapshot, false));
          jobs.sort(NEWEST_FIRST);
          return jobs;
        })
        .stream()
        .filter(job -> asker.sees(job, gate, now))
        .toList();
  }

  /**
   * Ends a job early. What it did stays done, and it does nothing more once this returns. Of a job
   * that has ended nothing changes.
   *
   * @throws StoreException with {@link Failure.NoSuchJob}, as {@link #get}, or {@link
   *     Failure.AccessDenied}
   */
  public Job cancel(JobId id, JobAsker asker) {
    Instant now = now();
    asker.require(AdminAction.CANCEL_JOB, get(id, asker).task(), gate);
    return audited.write(transaction -> {
      Job job = JobRows.require(transaction, id);
      if (!job.isOpen()) {
        return job;
      }
      // There are few of anybody's to be cancelled, and they may be what fills the disk.
      transaction.drawOnReserve();
      Job cancelled = job.ended(new Job.State.Cancelled(), now);
      JobRows.put(transaction, cancelled);
      transaction.audit("job.cancel", JobText.target(job), JobText.of(job), JobText.of(cancelled));
      return cancelled;
    });
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
