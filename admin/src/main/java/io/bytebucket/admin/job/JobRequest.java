package io.bytebucket.admin.job;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.job.JobTask;
import java.util.Optional;

/**
 * What a job is to do, as a document has it.
 *
 * @param kind empty-bucket, delete-bucket, delete-prefix, copy-prefix or move-prefix
 * @param allVersions of delete-prefix: whether every version goes for good, and uploads too
 * @param overwrite of the last two: whether what is there is replaced, as it is unless this is
 *     false
 */
record JobRequest(
    String kind,
    String bucket,
    Optional<String> prefix,
    Optional<Boolean> allVersions,
    Optional<String> toBucket,
    Optional<String> toPrefix,
    Optional<Boolean> overwrite) {
  private static final String EMPTY = "empty-bucket";
  private static final String DELETE_BUCKET = "delete-bucket";
  private static final String DELETE = "delete-prefix";
  private static final String COPY = "copy-prefix";
  private static final String MOVE = "move-prefix";

  static JobRequest of(JobTask task) {
    return switch (task) {
      case JobTask.Delete delete -> {
        boolean isAll = delete.everyVersion() && delete.uploads() && delete.prefix().isEmpty();
        yield new JobRequest(
            isAll ? delete.bucketToo() ? DELETE_BUCKET : EMPTY : DELETE,
            delete.bucket().value(),
            isAll ? Optional.empty() : Optional.of(delete.prefix()),
            isAll ? Optional.empty() : Optional.of(delete.everyVersion()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
      }
      case JobTask.Transfer transfer ->
          new JobRequest(
              transfer.isMove() ? MOVE : COPY,
              transfer.bucket().value(),
              Optional.of(transfer.prefix()),
              Optional.empty(),
              Optional.of(transfer.toBucket().value()),
              Optional.of(transfer.toPrefix()),
              Optional.of(transfer.mayReplace()));
    };
  }

  /**
   * The task.
   *
   * @throws AdminException when a field is missing, or is one that the kind does not have
   */
  JobTask task() {
    return switch (kind) {
      case EMPTY, DELETE_BUCKET -> {
        refuse(prefix.isPresent() || allVersions.isPresent() || isTransfer());
        BucketName name = new BucketName(bucket);
        yield kind.equals(EMPTY)
            ? JobTask.Delete.everythingIn(name)
            : JobTask.Delete.bucketWithAll(name);
      }
      case DELETE -> {
        refuse(prefix.isEmpty() || isTransfer());
        boolean isAll = allVersions.orElse(false);
        yield new JobTask.Delete(new BucketName(bucket), prefix.orElse(""), isAll, isAll);
      }
      case COPY, MOVE -> {
        refuse(prefix.isEmpty() || toPrefix.isEmpty() || allVersions.isPresent());
        yield new JobTask.Transfer(
            new BucketName(bucket),
            prefix.orElse(""),
            new BucketName(toBucket.orElse(bucket)),
            toPrefix.orElse(""),
            overwrite.orElse(true),
            kind.equals(MOVE));
      }
      default ->
          throw AdminException.invalid(
              "A job is of the kind empty-bucket, delete-bucket, delete-prefix, copy-prefix or"
                  + " move-prefix.");
    };
  }

  private boolean isTransfer() {
    return toBucket.isPresent() || toPrefix.isPresent() || overwrite.isPresent();
  }

  private void refuse(boolean isWrong) {
    if (isWrong) {
      throw AdminException.invalid("A job of the kind " + kind + " has other fields than these.");
    }
  }
}
