package io.bytebucket.core.job;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.user.UserId;
import java.util.Optional;

/** Finds what a job has to copy or move. Thread-safe. */
final class TransferWork {
  private final ObjectCopier copier;
  private final ObjectRemover remover;

  TransferWork(ObjectCopier copier, ObjectRemover remover) {
    this.copier = copier;
    this.remover = remover;
  }

  Batch next(Snapshot snapshot, Bucket bucket, Job job, JobTask.Transfer task, JobRights rights) {
    return new JobTable(snapshot, bucket.id(), task.prefix(), job.progress().cursor())
        .objects((key, record, next) ->
            new Item(
                next,
                key.value(),
                "",
                record.sizeBytes(),
                Refusable.asked(() -> transfer(task, key, record, job.starter(), rights))));
  }

  private Item.Work transfer(
      JobTask.Transfer task, ObjectKey from, ObjectRecord found, UserId starter, JobRights rights) {
    ObjectKey to = new ObjectKey(task.target(from.value()));
    if (task.wouldMeet(to.value())) {
      throw new StoreException(new Failure.JobTargetInSource());
    }
    Admission admission = rights.transfer(task, from, to);
    ObjectCopier.Copy copy =
        new ObjectCopier.Copy(
            admission.judgedOrigin(ObjectReader.Source.current(task.bucket(), from)),
            ReadConditions.NONE,
            task.toBucket(),
            to,
            Optional.empty(),
            Optional.empty(),
            admission::requireKeptTags,
            Optional.of(found.attributes().storageClass()),
            ObjectAccess.UNSAID,
            Optional.empty(),
            starter,
            task.mayReplace() ? new WriteCondition.None() : new WriteCondition.IfAbsent());
    return (transaction, nowMillis) -> {
      ObjectCopier.Copied copied =
          task.isMove()
              ? copier.copyAway(transaction, copy, nowMillis)
              : copier.copy(transaction, copy, nowMillis);
      int pieces = pieces(copied.source().record());
      if (task.isMove()) {
        ObjectRemover.Target target = new ObjectRemover.Target(from, new WriteCondition.None());
        pieces += remover.delete(transaction, task.bucket(), target, starter, nowMillis).pieces();
      }
      return pieces;
    };
  }

  private static int pieces(ObjectRecord object) {
    return object.layout() instanceof Layout.Here here ? here.extents().size() : 1;
  }
}
