package io.bytebucket.admin.job;

import io.bytebucket.core.job.Job;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A job as a document has it.
 *
 * @param status waiting, running, done, cancelled or stopped
 * @param reason why it stopped
 * @param failures the first of what it could not do
 */
record JobDocument(
    String id,
    JobRequest task,
    String status,
    Optional<String> reason,
    String startedBy,
    String startedAt,
    String changedAt,
    Optional<Long> total,
    long done,
    long doneBytes,
    long failed,
    List<Failed> failures) {
  /** Something that could not be done. */
  record Failed(String key, Optional<String> versionId, String code) {
    static Failed of(Job.Failed failed) {
      return new Failed(
          failed.key(), Optional.of(failed.within()).filter(id -> !id.isEmpty()), failed.why());
    }
  }

  static JobDocument of(Job job) {
    Job.Progress progress = job.progress();
    return new JobDocument(
        job.id().text(),
        JobRequest.of(job.task()),
        status(job),
        job.state() instanceof Job.State.Stopped(Job.Reason reason)
            ? Optional.of(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            : Optional.empty(),
        job.starter().value(),
        job.startedAt().toString(),
        job.changedAt().toString(),
        job.total(),
        progress.done(),
        progress.doneBytes(),
        progress.failed(),
        progress.failures().stream().map(Failed::of).toList());
  }

  private static String status(Job job) {
    return switch (job.state()) {
      case Job.State.Open _ -> job.holder() == 0 ? "waiting" : "running";
      case Job.State.Done _ -> "done";
      case Job.State.Cancelled _ -> "cancelled";
      case Job.State.Stopped _ -> "stopped";
    };
  }
}
