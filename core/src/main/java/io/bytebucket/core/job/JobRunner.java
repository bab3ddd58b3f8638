package io.bytebucket.core.job;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Does jobs, a step at a time: of all that are open each gets a step in turn. A job belongs to one
 * start of a server, until its lease is gone; and since each step is one commit with what is
 * remembered of it, which looks whether the job still stands where it stood, no step is done twice,
 * by whomever. Thread-safe, but one thread is enough.
 */
public final class JobRunner {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final Users users;
  private final AccessGate gate;
  private final IntSupplier start;
  private final Clock clock;
  private final DeleteWork deletion;
  private final TransferWork transfer;

  /** Whose turn it was. */
  private Optional<JobId> last = Optional.empty();

  /** What jobs work with. */
  public record Tools(ObjectRemover remover, ObjectCopier copier, Uploads uploads) {}

  /**
   * A runner for one start of a server.
   *
   * @param users knows what those may do who started jobs
   * @param start the number of the start, for now
   */
  public JobRunner(
      MetadataStore metadata,
      Users users,
      AccessGate gate,
      IntSupplier start,
      Tools tools,
      Clock clock) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofUsers(metadata, clock, AuditLog.Limits.NONE);
    this.users = users;
    this.gate = gate;
    this.start = start;
    this.clock = clock;
    this.deletion = new DeleteWork(tools.remover(), tools.uploads());
    this.transfer = new TransferWork(tools.copier(), tools.remover());
  }

  /**
   * Does one step of the job whose turn it is.
   *
   * @return whether there was one to do
   * @throws StoreException when the store failed, or was busy; the step is done another time
   */
  public synchronized boolean step() {
    Optional<JobId> first = Optional.empty();
    while (true) {
      Optional<Job> found = metadata.read(snapshot -> JobRows.openAfter(snapshot, last));
      Optional<JobId> id = found.map(Job::id);
      if (id.isEmpty() || id.equals(first)) {
        return false;
      }
      first = first.or(() -> id);
      last = id;
      Optional<Job> held = hold(found.get());
      if (held.isPresent()) {
        stepOf(held.get());
        return true;
      }
    }
  }

  /** The job as this start's; empty when it is another one's, or has ended. */
  private Optional<Job> hold(Job job) {
    int own = start.getAsInt();
    if (job.holder() == own) {
      return Optional.of(job);
    }
    if (metadata.<Boolean>read(snapshot -> Lease.stands(snapshot, job.holder()))) {
      return Optional.empty();
    }
    return metadata.write(transaction -> {
      transaction.drawOnReserve();
      Optional<Job> free =
          JobRows.open(transaction, job.id())
              .filter(open -> !Lease.stands(transaction, open.holder()))
              .filter(_ -> Lease.stands(transaction, own))
              .map(open -> open.heldBy(own));
      free.ifPresent(mine -> JobRows.put(transaction, mine));
      return free;
    });
  }

  private void stepOf(Job job) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    JobCommit commit = new JobCommit(audited, job, now);
    Optional<User> starter = users.user(job.starter());
    if (starter.isEmpty()) {
      commit.stop(Job.Reason.STARTER_GONE);
    } else if (!starter.get().isEnabled()) {
      commit.stop(Job.Reason.STARTER_DISABLED);
    } else {
      stepOf(job, callerOf(starter.get()), commit, now);
    }
  }

  private static Caller callerOf(User user) {
    return new Caller.Known(user.id(), user.name(), user.rules());
  }

  private void stepOf(Job job, Caller caller, JobCommit commit, Instant now) {
    JobContext context = new JobContext(now, job.origin(), job.task().prefix());
    JobRights rights = new JobRights(gate, caller, context);
    Batch batch;
    try {
      rights.require(job.task());
      batch = metadata.read(snapshot -> next(snapshot, job, rights));
    } catch (StoreException e) {
      commit.stop(reason(e).orElseThrow(() -> e));
      return;
    }
    commit.run(batch);
  }

  private Batch next(Snapshot snapshot, Job job, JobRights rights) {
    Bucket bucket = requireSame(snapshot, job);
    return switch (job.task()) {
      case JobTask.Delete delete -> deletion.next(snapshot, bucket, job, delete, rights);
      case JobTask.Transfer move -> transfer.next(snapshot, bucket, job, move, rights);
    };
  }

  /**
   * The bucket of a job, if that is still the bucket that was meant, and so is its target.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  static Bucket requireSame(Snapshot snapshot, Job job) {
    if (job.task() instanceof JobTask.Transfer move) {
      requireSame(snapshot, move.toBucket(), job.bucketIds().target());
    }
    return requireSame(snapshot, job.task().bucket(), job.bucketIds().source());
  }

  private static Bucket requireSame(Snapshot snapshot, BucketName name, long id) {
    Bucket bucket = Buckets.require(snapshot, name);
    if (bucket.id() != id) {
      throw new StoreException(new Failure.NoSuchBucket(name.value()));
    }
    return bucket;
  }

  /** Why a job cannot go on, if that is what a failure means. */
  static Optional<Job.Reason> reason(StoreException failed) {
    return switch (failed.failure()) {
      case Failure.NoSuchBucket _ -> Optional.of(Job.Reason.BUCKET_GONE);
      case Failure.AccessDenied _ -> Optional.of(Job.Reason.ACCESS_DENIED);
      case Failure.StorageFull _ -> Optional.of(Job.Reason.STORAGE_FULL);
      case Failure.Corrupt _ -> Optional.of(Job.Reason.DAMAGED);
      case Failure _ -> Optional.empty();
    };
  }
}
