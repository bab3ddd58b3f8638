package io.bytebucket.s3;

import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.s3.route.Route;
import io.bytebucket.s3.route.RouteTable;
import java.util.IdentityHashMap;
import java.util.Objects;

/** Where the requests of each row of the route table are counted. Immutable. */
final class RowMeters {
  /** By the row itself: each request needs this, and a row has many fields. */
  private final IdentityHashMap<Route, RequestMeter> meters = new IdentityHashMap<>();

  RowMeters(RouteTable table, Meters meters) {
    for (Route route : table.routes()) {
      this.meters.put(
          route, meters.row(route.method(), route.level().template(), route.operationName()));
    }
  }

  /** Where requests of a row of that table are counted. */
  RequestMeter of(Route route) {
    return Objects.requireNonNull(meters.get(route));
  }
}
