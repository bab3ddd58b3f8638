package io.bytebucket.admin.job;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.Jobs;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What can be asked about jobs. */
public final class JobOperations {
  private static final int PAGE_MAX = 100;

  private JobOperations() {}

  private static JobAsker asker(AdminRequest request, Sender sender) {
    return new JobAsker(
        sender.caller(),
        new Job.Origin(
            address(request.http().remoteAddress()), request.http().scheme().equals("https")));
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** Starts one, with the rights of who asks. */
  public static final class Start implements OwnOperation {
    private final Jobs jobs;

    /** Among those jobs. */
    public Start(Jobs jobs) {
      this.jobs = jobs;
    }

    @Override
    public Response handle(AdminRequest request, Sender sender) throws IOException {
      Job job = jobs.start(request.document(JobRequest.class).task(), asker(request, sender));
      return Json.answer(
          202,
          Headers.builder().add("location", "/api/jobs/" + job.id().text()).build(),
          JobDocument.of(job));
    }
  }

  /** Tells how far one is. */
  public static final class Get implements OwnOperation {
    private final Jobs jobs;

    /** Of those jobs. */
    public Get(Jobs jobs) {
      this.jobs = jobs;
    }

    @Override
    public Response handle(AdminRequest request, Sender sender) {
      return Json.answer(
          200, JobDocument.of(jobs.get(JobId.parse(request.name("id")), asker(request, sender))));
    }
  }

  /** Lists those that are open and those that ended lately, the newest first. */
  public static final class ListAll implements OwnOperation {
    private final Jobs jobs;

    /** Of those jobs. */
    public ListAll(Jobs jobs) {
      this.jobs = jobs;
    }

    private record Page(List<JobDocument> jobs, Optional<String> nextCursor) {}

    @Override
    public Response handle(AdminRequest request, Sender sender) {
      int limit = request.number("limit", 1, PAGE_MAX, PAGE_MAX);
      List<Job> all = jobs.list(asker(request, sender));
      List<Job> rest = request.parameter("cursor").map(cursor -> after(all, cursor)).orElse(all);
      List<Job> page = rest.subList(0, Math.min(limit, rest.size()));
      return Json.answer(
          200,
          new Page(
              page.stream().map(JobDocument::of).toList(),
              page.size() < rest.size()
                  ? Optional.of(page.getLast().id().text())
                  : Optional.empty()));
    }

    private static List<Job> after(List<Job> all, String cursor) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).id().text().equals(cursor)) {
          return all.subList(i + 1, all.size());
        }
      }
      throw AdminException.invalid("This is no place where a page could begin.");
    }
  }

  /** Ends one early; what it did stays done. */
  public static final class Cancel implements OwnOperation {
    private final Jobs jobs;

    /** Among those jobs. */
    public Cancel(Jobs jobs) {
      this.jobs = jobs;
    }

    @Override
    public Response handle(AdminRequest request, Sender sender) {
      return Json.answer(
          200,
          JobDocument.of(jobs.cancel(JobId.parse(request.name("id")), asker(request, sender))));
    }
  }
}
