package io.bytebucket.core.job;

import io.bytebucket.core.audit.AuditEvent;

/** Jobs in few words, for the audit log. */
final class JobText {
  private JobText() {}

  static String target(Job job) {
    return "job/" + job.id().text();
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
    return AuditEvent.brief(job.task().toString())
        + " starter=%s state=%s done=%d failed=%d"
            .formatted(job.starter(), state, progress.done(), progress.failed());
  }
}
