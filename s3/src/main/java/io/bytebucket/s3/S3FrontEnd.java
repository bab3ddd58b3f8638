package io.bytebucket.s3;

import io.bytebucket.core.Store;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.Pipeline;
import io.bytebucket.pipeline.RefusedRequests;
import io.bytebucket.pipeline.limit.Door;
import io.bytebucket.s3.auth.Authenticator;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.Routes;
import io.bytebucket.s3.route.RouteTable;
import java.time.Clock;
import java.util.List;

/** S3 over a store, put together. */
public final class S3FrontEnd {
  private S3FrontEnd() {}

  /**
   * What an operator decides about it.
   *
   * @param domains the domains below which a host name is a bucket's, in lower case
   * @param region the region this server says it is in
   * @param documents what documents may hold of memory together, sent or to be sent
   */
  public record Settings(List<String> domains, String region, MemoryBudget documents) {}

  /** The operations, over that store. */
  static RouteTable routes(Store store, Settings settings) {
    return Routes.table(store, settings.documents(), settings.region());
  }

  /** What answers S3 requests, whoever asks how often. */
  public static HttpHandler over(
      Store store,
      CallerSource callers,
      Settings settings,
      FaultLog faults,
      Meters meters,
      RefusedRequests refused,
      Clock clock) {
    return over(store, callers, settings, faults, meters, refused, Door.OPEN, clock);
  }

  /**
   * What answers S3 requests.
   *
   * @param refused where it is kept why requests were refused
   * @param door who is turned away
   */
  public static HttpHandler over(
      Store store,
      CallerSource callers,
      Settings settings,
      FaultLog faults,
      Meters meters,
      RefusedRequests refused,
      Door door,
      Clock clock) {
    RouteTable routes = routes(store, settings);
    S3Handler s3 =
        new S3Handler(
            settings.domains(),
            new Cors(store.bucketSettings()),
            routes,
            new RowMeters(routes, meters),
            new Authenticator(callers, clock),
            callers,
            store.gate(settings.region()),
            clock);
    return new Pipeline<>(
        s3, S3Exception.class, settings.documents(), faults, meters, refused, door);
  }
}
