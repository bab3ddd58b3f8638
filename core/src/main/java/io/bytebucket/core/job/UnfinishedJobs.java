package io.bytebucket.core.job;

import io.bytebucket.core.store.MetadataStore;
import java.time.Instant;
import java.util.List;

/** The jobs of a store that is not the one any more that they were started on. */
public final class UnfinishedJobs {
  private UnfinishedJobs() {}

  /**
   * Stops all jobs that are open. One that was under way when a backup was made would delete or
   * move what came back with it; one of which the end is lost would begin anew with what was
   * written since. One whose record does not read is left to a check. Durable on return.
   *
   * @param metadata of a store that is not served
   */
  public static void stop(MetadataStore metadata, Instant now) {
    List<Job> open = metadata.read(JobRows::openThatRead);
    for (Job job : open) {
      metadata.write(transaction -> {
        JobRows.put(transaction, job.ended(new Job.State.Stopped(Job.Reason.RESTORED), now));
        return job;
      });
    }
  }
}
