package io.bytebucket.core.job;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Instant;

/**
 * Who asks about jobs. A job tells of keys, so it is shown to those who may list the buckets that
 * it has to do with, and to nobody to whom one of them is forbidden; and to who is no
 * administrator, none but the user's own.
 *
 * @param origin from where it is asked
 */
public record JobAsker(Caller.Known caller, Job.Origin origin) {
  /**
   * Requires that an action may be done to a job of the asker's own, or to one that it sees, with
   * every bucket of its task.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  void require(AdminAction action, JobTask task, AccessGate gate) {
    for (BucketName bucket : task.buckets()) {
      AdminGate.requireOwn(caller, action, bucket, gate.buckets());
    }
  }

  boolean isAdministrator() {
    return AdminGate.isAdministrator(caller.rules());
  }

  boolean hasStarted(Job job) {
    return job.starter().equals(caller.id());
  }

  /**
   * Requires that a job may be shown.
   *
   * @throws StoreException with {@link Failure.NoSuchJob}: whoever may not see it does not learn
   *     that it is there
   */
  Job requireSeen(Job job, AccessGate gate, Instant now) {
    if (!sees(job, gate, now)) {
      throw new StoreException(new Failure.NoSuchJob(job.id().text()));
    }
    return job;
  }

  boolean sees(Job job, AccessGate gate, Instant now) {
    if (!isAdministrator() && !hasStarted(job)) {
      return false;
    }
    for (BucketName bucket : job.task().buckets()) {
      if (!AdminGate.judgeAny(caller, AdminAction.LIST_JOBS, bucket, gate.buckets()).isAllowed()
          || !lists(bucket, job.task().prefix(), gate, now)) {
        return false;
      }
    }
    return true;
  }

  /** Of a bucket that has gone no policy speaks any more. */
  private boolean lists(BucketName bucket, String prefix, AccessGate gate, Instant now) {
    try {
      return gate.ask(
              caller,
              Action.LIST_BUCKET,
              new Resource.OfBucket(bucket),
              new JobContext(now, origin, prefix))
          .isAllowed();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.NoSuchBucket) {
        return true;
      }
      throw e;
    }
  }
}
