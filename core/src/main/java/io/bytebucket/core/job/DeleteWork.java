package io.bytebucket.core.job;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.Uploads;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a job has to delete. Versions that are not current come first: the deletion of a
 * current one makes the one before it current, which would take it out of a table that the job has
 * not gone through yet, into one that it has. Thread-safe.
 */
final class DeleteWork {
  private final ObjectRemover remover;
  private final Uploads uploads;

  DeleteWork(ObjectRemover remover, Uploads uploads) {
    this.remover = remover;
    this.uploads = uploads;
  }

  static Job.Phase firstPhase(JobTask.Delete task) {
    return task.everyVersion() ? Job.Phase.VERSIONS : Job.Phase.OBJECTS;
  }

  private static Optional<Job.Phase> after(JobTask.Delete task, Job.Phase phase) {
    return switch (phase) {
      case VERSIONS -> Optional.of(Job.Phase.OBJECTS);
      case OBJECTS -> task.uploads() ? Optional.of(Job.Phase.UPLOADS) : last(task);
      case UPLOADS -> last(task);
      case BUCKET -> Optional.empty();
    };
  }

  private static Optional<Job.Phase> last(JobTask.Delete task) {
    return task.bucketToo() ? Optional.of(Job.Phase.BUCKET) : Optional.empty();
  }

  Batch next(Snapshot snapshot, Bucket bucket, Job job, JobTask.Delete task, JobRights rights) {
    Job.Cursor cursor = job.progress().cursor();
    JobTable table = new JobTable(snapshot, bucket.id(), task.prefix(), cursor);
    Batch batch =
        switch (cursor.phase()) {
          case VERSIONS -> {
            Admission admission = rights.deletion(task.bucket());
            yield table.versions(
                (key, record, next) -> item(job, admission, next, key, record, selector(record)));
          }
          case OBJECTS -> {
            Admission admission = rights.deletion(task.bucket());
            boolean byVersion = task.everyVersion() && bucket.isVersioned();
            yield table.objects((key, record, next) ->
                item(
                    job,
                    admission,
                    next,
                    key,
                    record,
                    byVersion ? selector(record) : VersionSelector.current()));
          }
          case UPLOADS -> table.uploads((key, id, next) -> abort(task, rights, next, key, id));
          case BUCKET -> new Batch(List.of(bucketItself(job)), Optional.empty());
        };
    return batch.next().isPresent()
        ? batch
        : new Batch(
            batch.items(), after(task, cursor.phase()).map(phase -> new Job.Cursor(phase, "", "")));
  }

  private static VersionSelector selector(ObjectRecord record) {
    return record.version().isNull()
        ? new VersionSelector.Null()
        : new VersionSelector.Exactly(record.version().sequence());
  }

  private Item item(
      Job job,
      Admission admission,
      Job.Cursor next,
      ObjectKey key,
      ObjectRecord record,
      VersionSelector version) {
    boolean isCurrent = version instanceof VersionSelector.Current;
    // An object that somebody else deleted meanwhile is not to get one more delete marker.
    ObjectRemover.Target target =
        new ObjectRemover.Target(
            key,
            version,
            isCurrent
                ? new WriteCondition.IfMatch(new ETagMatcher.Any())
                : new WriteCondition.None());
    return new Item(
        next,
        key.value(),
        version.text(),
        record.sizeBytes(),
        Refusable.asked(() -> {
          admission.requireEach(target);
          return (transaction, nowMillis) ->
              remover
                  .delete(transaction, job.task().bucket(), target, job.starter(), nowMillis)
                  .pieces();
        }));
  }

  private Item abort(
      JobTask.Delete task, JobRights rights, Job.Cursor next, ObjectKey key, UploadId id) {
    Uploads.Handle handle = new Uploads.Handle(task.bucket(), key, id);
    return new Item(
        next,
        key.value(),
        id.text(),
        0,
        Refusable.asked(() -> {
          rights.requireAbort(task.bucket(), key);
          return (transaction, _) -> uploads.abort(transaction, handle);
        }));
  }

  private static Item bucketItself(Job job) {
    return new Item(
        job.progress().cursor(),
        "",
        "",
        0,
        (transaction, _) -> {
          Buckets.delete(transaction, job.task().bucket(), JobText.doer(job));
          return 0;
        });
  }

  /** How many things there are to be deleted, where that is counted. */
  static Optional<Long> total(Snapshot snapshot, Bucket bucket, JobTask.Delete task) {
    if (!task.prefix().isEmpty()) {
      return Optional.empty();
    }
    long total = counted(snapshot, bucket, Keyspace.BucketCounter.OBJECTS);
    if (task.everyVersion()) {
      total += counted(snapshot, bucket, Keyspace.BucketCounter.NONCURRENT_VERSIONS);
    }
    if (task.uploads()) {
      total += counted(snapshot, bucket, Keyspace.BucketCounter.UPLOADS);
    }
    return Optional.of(total);
  }

  static long counted(Snapshot snapshot, Bucket bucket, Keyspace.BucketCounter counter) {
    return snapshot.counter(Keyspace.counter(bucket.id(), counter));
  }
}
