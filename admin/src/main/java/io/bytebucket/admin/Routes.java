package io.bytebucket.admin;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.post;
import static io.bytebucket.admin.route.RouteRow.put;

import io.bytebucket.admin.audit.ListAudit;
import io.bytebucket.admin.bucket.BucketRoutes;
import io.bytebucket.admin.check.CheckResource;
import io.bytebucket.admin.check.QuarantineResource;
import io.bytebucket.admin.checkpoint.CheckpointResource;
import io.bytebucket.admin.config.GetConfig;
import io.bytebucket.admin.config.GetEndpoint;
import io.bytebucket.admin.health.Health;
import io.bytebucket.admin.job.JobRoutes;
import io.bytebucket.admin.limit.BanRuleResource;
import io.bytebucket.admin.limit.BansResource;
import io.bytebucket.admin.limit.ProxiesResource;
import io.bytebucket.admin.limit.QuotaResource;
import io.bytebucket.admin.limit.RateLimitResource;
import io.bytebucket.admin.limit.UserLimitsResource;
import io.bytebucket.admin.metrics.Metrics;
import io.bytebucket.admin.object.ObjectRoutes;
import io.bytebucket.admin.openapi.OpenApi;
import io.bytebucket.admin.question.GetOwnAccess;
import io.bytebucket.admin.question.GetUserAccess;
import io.bytebucket.admin.question.SimulateRequest;
import io.bytebucket.admin.refusal.GetRefusal;
import io.bytebucket.admin.refusal.ListRefusals;
import io.bytebucket.admin.route.ObjectAddress;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.route.RouteTable;
import io.bytebucket.admin.stats.GetAccessLogSettings;
import io.bytebucket.admin.stats.GetRequestSeries;
import io.bytebucket.admin.stats.GetRetention;
import io.bytebucket.admin.stats.GetStats;
import io.bytebucket.admin.stats.ListPastRequests;
import io.bytebucket.admin.stats.LiveActivity;
import io.bytebucket.admin.stats.PutAccessLogSettings;
import io.bytebucket.admin.stats.PutRetention;
import io.bytebucket.admin.stats.TailRequests;
import io.bytebucket.admin.upload.UploadRoutes;
import io.bytebucket.core.Store;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.quarantine.QuarantineServices;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.RefusedRequests;
import io.bytebucket.pipeline.limit.Guards;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of contents: every operation of the admin API, one row each, the most specific paths
 * first. What a row needs stands in it: {@code open} for anybody, {@code admin} for administrators
 * by an action, {@code store} by the permissions of the operation of S3 that has that name. Rows
 * that belong together stand in a file of their own.
 */
final class Routes {
  private Routes() {}

  /** The table, over a store and what stands before the server. */
  static RouteTable table(
      Store store,
      AdminFrontEnd.Settings settings,
      Observed observed,
      Guards guards,
      SessionRoutes.SigningIn signingIn,
      InstantSource clock) {
    AccessQuestions questions = store.questions(settings.region());
    List<Route> objects = ObjectRoutes.rows(store, settings.links(), archives(settings), clock);
    List<Route> uploads = UploadRoutes.rows(store);
    return new RouteTable(
        Stream.of(
                health(),
                metrics(settings, observed),
                OpenApi.rows(),
                SessionRoutes.rows(store, questions, signingIn, clock),
                UserRoutes.rows(store, signingIn.factors()),
                config(settings),
                limits(guards),
                userLimits(store),
                quotas(store),
                audit(store),
                checkpoints(store),
                refusals(observed.refused(), questions),
                questions(store, questions, clock),
                BucketRoutes.rows(store),
                objects,
                uploads,
                ObjectAddress.byQuery(objects),
                ObjectAddress.byQuery(uploads),
                JobRoutes.rows(store.jobs()),
                check(observed, questions),
                quarantine(store.upkeep().quarantine(), questions),
                stats(store, observed, questions, clock))
            .flatMap(List::stream)
            .toList());
  }

  /** However long a client takes for an archive, documents have room beside it. */
  private static MemoryBudget archives(AdminFrontEnd.Settings settings) {
    return new MemoryBudget(settings.documents().limitBytes() / 4 * 3);
  }

  private static List<Route> health() {
    return List.of(get(Health.PATH).routine().open("Health", new Health()));
  }

  private static List<Route> metrics(AdminFrontEnd.Settings settings, Observed observed) {
    return List.of(
        get("/metrics")
            .list()
            .routine()
            .open(Metrics.NAME, new Metrics(observed.figures(), settings.metricsToken())));
  }

  private static List<Route> config(AdminFrontEnd.Settings settings) {
    return List.of(
        get("/api/config")
            .admin("GetConfig", AdminAction.GET_SETTINGS, new GetConfig(settings.publicUrl())),
        get("/api/endpoint")
            .own(
                "GetEndpoint",
                AdminAction.SIGN_IN,
                new GetEndpoint(settings.publicUrl(), settings.region())));
  }

  private static List<Route> check(Observed observed, AccessQuestions questions) {
    CheckResource check = new CheckResource(observed.check(), questions);
    String path = "/api/check";
    return List.of(
        get(path).list().admin("GetCheck", AdminAction.GET_SETTINGS, check::get),
        post(path).admin("StartCheck", AdminAction.PUT_SETTINGS, check::start),
        delete(path).admin("StopCheck", AdminAction.PUT_SETTINGS, check::stop));
  }

  private static List<Route> quarantine(QuarantineServices all, AccessQuestions questions) {
    QuarantineResource rows = new QuarantineResource(all.list(), all.emptier(), questions);
    String path = "/api/quarantine";
    String unreadable = "unreadable";
    return List.of(
        get(path)
            .list()
            .query("below", "limit")
            .admin("ListQuarantine", AdminAction.GET_SETTINGS, rows::list),
        delete(path)
            .list()
            .query("below", unreadable)
            .admin("EmptyQuarantine", AdminAction.PUT_SETTINGS, rows::deleteSome),
        delete(path + "/:number")
            .list()
            .query(unreadable)
            .admin("DeleteQuarantinedRow", AdminAction.PUT_SETTINGS, rows::deleteOne));
  }

  private static List<Route> limits(Guards guards) {
    RateLimitResource rate = new RateLimitResource(guards.rateLimit(), guards.proxies());
    BanRuleResource rule = new BanRuleResource(guards.banRule());
    ProxiesResource proxies = new ProxiesResource(guards.proxies());
    BansResource bans = new BansResource(guards.bans());
    String ratePath = "/api/config/ratelimit";
    String rulePath = "/api/config/ipban";
    String proxiesPath = "/api/config/trustedproxy";
    return List.of(
        get(ratePath).admin("GetRateLimit", AdminAction.GET_SETTINGS, rate::get),
        put(ratePath).admin("PutRateLimit", AdminAction.PUT_SETTINGS, rate::put),
        delete(ratePath).admin("DeleteRateLimit", AdminAction.PUT_SETTINGS, rate::delete),
        get(rulePath).admin("GetBanRule", AdminAction.GET_SETTINGS, rule::get),
        put(rulePath).admin("PutBanRule", AdminAction.PUT_SETTINGS, rule::put),
        delete(rulePath).admin("DeleteBanRule", AdminAction.PUT_SETTINGS, rule::delete),
        get(proxiesPath).admin("GetTrustedProxies", AdminAction.GET_SETTINGS, proxies::get),
        put(proxiesPath).admin("PutTrustedProxies", AdminAction.PUT_SETTINGS, proxies::put),
        delete(proxiesPath)
            .admin("DeleteTrustedProxies", AdminAction.PUT_SETTINGS, proxies::delete),
        get("/api/bans").list().admin("ListBans", AdminAction.GET_SETTINGS, bans::list),
        delete("/api/bans/:address").admin("LiftBan", AdminAction.PUT_SETTINGS, bans::lift));
  }

  private static List<Route> userLimits(Store s) {
    UserLimitsResource limits = new UserLimitsResource(s.users(), s.limitedUsers());
    String path = "/api/users/:accessKeyID/limits";
    return List.of(
        get(path).admin("GetUserLimits", AdminAction.GET_USER, limits::get),
        put(path).admin("PutUserLimits", AdminAction.UPDATE_USER, limits::put),
        delete(path).admin("DeleteUserLimits", AdminAction.UPDATE_USER, limits::delete));
  }

  private static List<Route> quotas(Store s) {
    QuotaResource quota = new QuotaResource(s.buckets(), s.bucketSettings());
    String path = "/api/s3/:bucket";
    return List.of(
        get(path).when("quota").admin(AdminAction.GET_BUCKET_QUOTA, quota::get),
        put(path).when("quota").admin(AdminAction.PUT_BUCKET_QUOTA, quota::put),
        delete(path)
            .when("quota")
            .admin("DeleteBucketQuota", AdminAction.PUT_BUCKET_QUOTA, quota::delete));
  }

  private static List<Route> stats(
      Store s, Observed observed, AccessQuestions questions, InstantSource clock) {
    Activity activity = s.activity();
    LiveActivity live = observed.activity();
    return List.of(
        get("/api/stats")
            .list()
            .admin(
                AdminAction.GET_STATS,
                new GetStats(activity, live, questions, () -> figures(s, observed), clock)),
        get("/api/stats/requests")
            .list()
            .query("range", "offset")
            .admin(AdminAction.GET_REQUEST_SERIES, new GetRequestSeries(activity, live, clock)),
        get("/api/logs")
            .list()
            .query(ListPastRequests.parameters())
            .admin(AdminAction.LIST_PAST_REQUESTS, new ListPastRequests(activity, questions)),
        get("/api/logs/tail")
            .query("port", "bucket", "operation", "status")
            .admin(
                "TailRequests",
                AdminAction.LIST_PAST_REQUESTS,
                new TailRequests(observed.tail(), questions, clock)),
        get("/api/config/retention")
            .admin("GetRetention", AdminAction.GET_SETTINGS, new GetRetention(activity)),
        put("/api/config/retention")
            .admin("PutRetention", AdminAction.PUT_SETTINGS, new PutRetention(activity)),
        get("/api/config/accesslog")
            .admin(
                "GetAccessLogSettings",
                AdminAction.GET_SETTINGS,
                new GetAccessLogSettings(activity)),
        put("/api/config/accesslog")
            .admin(
                "PutAccessLogSettings",
                AdminAction.PUT_SETTINGS,
                new PutAccessLogSettings(activity, live)));
  }

  private static List<Figure> figures(Store s, Observed observed) {
    return Stream.concat(s.figures().stream(), observed.faults().figures().stream()).toList();
  }

  private static List<Route> refusals(RefusedRequests refused, AccessQuestions questions) {
    return List.of(
        get("/api/why")
            .list()
            .query("limit")
            .admin("ListRefusals", AdminAction.EXPLAIN, new ListRefusals(refused, questions)),
        get("/api/why/:requestId")
            .admin("GetRefusal", AdminAction.EXPLAIN, new GetRefusal(refused, questions)));
  }

  private static List<Route> questions(Store s, AccessQuestions questions, InstantSource clock) {
    return List.of(
        post("/api/simulate")
            .admin(
                "SimulateRequest",
                AdminAction.EXPLAIN,
                new SimulateRequest(questions, s.users(), clock)),
        get("/api/users/:accessKeyID/access")
            .list()
            .query("prefix", "cursor", "limit", "key")
            .admin(
                "GetUserAccess",
                AdminAction.EXPLAIN,
                new GetUserAccess(questions, s.users(), clock)),
        get("/api/own/access")
            .query("bucket", "key")
            .own(
                "GetOwnAccess",
                AdminAction.SIGN_IN,
                new GetOwnAccess(questions, SessionRoutes.context(clock))));
  }

  private static List<Route> audit(Store s) {
    return List.of(
        get("/api/audit")
            .list()
            .query(ListAudit.PARAMETERS.toArray(String[]::new))
            .admin(AdminAction.READ_AUDIT, new ListAudit(s.auditLog())));
  }

  private static List<Route> checkpoints(Store s) {
    CheckpointResource all = new CheckpointResource(s.upkeep().checkpoints());
    String path = "/api/checkpoints";
    String one = path + "/:id";
    return List.of(
        get(path).admin("ListCheckpoints", AdminAction.BACK_UP, all::list),
        post(path).admin("CreateCheckpoint", AdminAction.BACK_UP, all::create),
        get(one).admin("GetCheckpoint", AdminAction.BACK_UP, all::get),
        put(one).admin("RenewCheckpoint", AdminAction.BACK_UP, all::renew),
        delete(one).admin("ReleaseCheckpoint", AdminAction.BACK_UP, all::release));
  }
}
