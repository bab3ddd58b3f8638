package io.bytebucket.core.job;

import io.bytebucket.core.audit.AuditEvent;

/** Jobs in few words, for the audit log. */
final class JobText {
  private JobText() {}

  static String target(Job job) {
    return "job/" + job.id().text();
  }

  /** Which job it is, and whose: for what is done by it. */
  static String doer(Job job) {
    return target(job) + " starter=" + job.starter();
  }

  static String of(Job job) {
    String state =
        switch (job.state()) {
          case Job.State.Open _ -> "open";
          case Job.State.Done _ -> "done";
          case Job.State.Cancelled _ -> "cancelled";
          case Job.State.Stopped(Job.Reason reason) -> "stopped for " + reason;
        };
    Job.Progress progress = job.progress();
    return AuditEvent.brief(of(job.task()))
        + " starter=%s state=%s done=%d failed=%d"
            .formatted(job.starter(), state, progress.done(), progress.failed());
  }

  private static String of(JobTask task) {
    return switch (task) {
      case JobTask.Delete delete ->
          "%s bucket=%s prefix=%s every-version=%s uploads=%s"
              .formatted(
                  delete.bucketToo() ? "delete-bucket" : "delete",
                  delete.bucket().value(),
                  delete.prefix(),
                  delete.everyVersion(),
                  delete.uploads());
      case JobTask.Transfer transfer ->
          "%s bucket=%s prefix=%s to-bucket=%s to-prefix=%s replace=%s"
              .formatted(
                  transfer.isMove() ? "move" : "copy",
                  transfer.bucket().value(),
                  transfer.prefix(),
                  transfer.toBucket().value(),
                  transfer.toPrefix(),
                  transfer.mayReplace());
    };
  }
}
