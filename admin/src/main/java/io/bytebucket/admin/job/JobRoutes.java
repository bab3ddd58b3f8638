package io.bytebucket.admin.job;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.post;

import io.bytebucket.admin.route.Route;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.job.Jobs;
import java.util.List;

/** The rows of jobs: every user has some, and an administrator sees those of all. */
public final class JobRoutes {
  private static final String ALL = "/api/jobs";
  private static final String ONE = "/api/jobs/:id";

  private JobRoutes() {}

  /** The rows. */
  public static List<Route> rows(Jobs jobs) {
    return List.of(
        get(ALL)
            .list()
            .query("limit", "cursor")
            .own(AdminAction.LIST_JOBS, new JobOperations.ListAll(jobs)),
        post(ALL).own(AdminAction.START_JOB, new JobOperations.Start(jobs)),
        get(ONE).own("GetJob", AdminAction.LIST_JOBS, new JobOperations.Get(jobs)),
        delete(ONE).own(AdminAction.CANCEL_JOB, new JobOperations.Cancel(jobs)));
  }
}
