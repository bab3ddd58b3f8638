package io.bytebucket.admin;

import static io.bytebucket.admin.route.RouteRow.get;

import io.bytebucket.admin.health.Health;
import io.bytebucket.admin.metrics.Metrics;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.route.RouteTable;
import io.bytebucket.admin.user.ListUsers;
import io.bytebucket.core.Store;
import io.bytebucket.core.access.AdminAction;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of contents: every operation of the admin API, one row each, the most specific paths
 * first. What a row needs stands in it: {@code open} for anybody, {@code admin} for administrators
 * by an action, {@code store} by the permissions of the operation of S3 that has that name.
 */
final class Routes {
  private Routes() {}

  /** The table, over a store. */
  static RouteTable table(Store store, AdminFrontEnd.Settings settings, Observed observed) {
    return new RouteTable(
        Stream.of(health(), metrics(settings, observed), users(store))
            .flatMap(List::stream)
            .toList());
  }

  private static List<Route> health() {
    return List.of(get("/health").routine().open("Health", new Health()));
  }

  private static List<Route> metrics(AdminFrontEnd.Settings settings, Observed observed) {
    return List.of(
        get("/metrics")
            .routine()
            .open(Metrics.NAME, new Metrics(observed.figures(), settings.metricsToken())));
  }

  private static List<Route> users(Store s) {
    return List.of(get("/api/users").admin(AdminAction.LIST_USERS, new ListUsers(s.users())));
  }
}
