package io.bytebucket.core.job;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.KnownBuckets;
import io.bytebucket.core.access.OperationName;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionSelector;
import java.util.Optional;

/**
 * What the starter of a job may do, asked anew in every step, with the same permissions that the
 * same work by single requests needs. Used by one thread.
 */
final class JobRights {
  private final AccessGate gate;
  private final Caller caller;
  private final JobContext context;
  private final KnownBuckets known;

  JobRights(AccessGate gate, Caller caller, JobContext context) {
    this.gate = gate;
    this.caller = caller;
    this.context = context;
    this.known = gate.buckets();
  }

  /**
   * Requires that all that a task goes through may be listed; and that its bucket may be deleted,
   * if it is in the end: else nothing in it is.
   *
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.NoSuchBucket} or {@link
   *     io.bytebucket.core.failure.Failure.AccessDenied}
   */
  void require(JobTask task) {
    switch (task) {
      case JobTask.Delete delete -> {
        ofBucket(
            delete.everyVersion() ? OperationName.LIST_OBJECT_VERSIONS : OperationName.LIST_OBJECTS,
            task.bucket());
        if (delete.uploads()) {
          ofBucket(OperationName.LIST_MULTIPART_UPLOADS, task.bucket());
        }
        if (delete.bucketToo()) {
          ofBucket(OperationName.DELETE_BUCKET, task.bucket());
        }
      }
      case JobTask.Transfer transfer -> {
        known.require(transfer.toBucket());
        ofBucket(OperationName.LIST_OBJECTS, task.bucket());
      }
    }
  }

  private void ofBucket(OperationName operation, BucketName bucket) {
    admit(operation, () -> new Resource.OfBucket(bucket));
  }

  /** What deleting some objects of a bucket may do; each of them is still to be asked for. */
  Admission deletion(BucketName bucket) {
    return admit(OperationName.DELETE_OBJECTS, () -> new Resource.OfBucket(bucket));
  }

  /** Lets an upload be aborted. */
  void requireAbort(BucketName bucket, ObjectKey key) {
    admit(OperationName.ABORT_MULTIPART_UPLOAD, () -> new Resource.OfObject(bucket, key));
  }

  /** Lets an object be copied or moved; what depends on its tags is still to be asked for. */
  Admission transfer(JobTask.Transfer task, ObjectKey from, ObjectKey to) {
    return admit(
        task.isMove() ? OperationName.MOVE_OBJECT : OperationName.COPY_OBJECT,
        new Copying(task, from, to));
  }

  private Admission admit(OperationName operation, Demand demand) {
    return gate.admit(
        caller, Permissions.require(operation.text(), true), demand, context.of(demand), known);
  }

  private record Copying(JobTask.Transfer task, ObjectKey from, ObjectKey to) implements Demand {
    @Override
    public Resource resource() {
      return new Resource.OfObject(task.toBucket(), to);
    }

    @Override
    public Optional<Source> accessSource() {
      return Optional.of(
          new Source(task.bucket(), from, VersionSelector.current(), Optional.empty()));
    }
  }
}
