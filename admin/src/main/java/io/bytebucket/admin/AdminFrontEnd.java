package io.bytebucket.admin;

import io.bytebucket.admin.auth.BrowserSessions;
import io.bytebucket.admin.auth.CodeTries;
import io.bytebucket.admin.auth.Lockout;
import io.bytebucket.admin.auth.Proof;
import io.bytebucket.admin.auth.SecretCheck;
import io.bytebucket.admin.auth.SignIns;
import io.bytebucket.admin.auth.TotpCodes;
import io.bytebucket.admin.console.Console;
import io.bytebucket.admin.console.ConsoleFiles;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.metrics.Metrics;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.route.RouteTable;
import io.bytebucket.core.Store;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.Pipeline;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.pipeline.object.ObjectLinks;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The admin API over a store, put together, with the console beside it. */
public final class AdminFrontEnd {
  private AdminFrontEnd() {}

  /**
   * What an operator decides about it.
   *
   * @param region the region of buckets that were made without one
   * @param requests how many are answered at once at its address
   * @param documents what documents may hold of memory together, sent or to be sent
   * @param metricsToken what a collector of figures has to show; empty when anybody may look
   * @param publicUrl where S3 is served
   * @param links signs links to objects there
   * @param admitsUsers whether users sign in who are no administrators
   */
  public record Settings(
      String region,
      int requests,
      MemoryBudget documents,
      Optional<String> metricsToken,
      URI publicUrl,
      ObjectLinks links,
      boolean admitsUsers) {}

  /** What answers requests at the admin address, whoever asks how often. */
  public static HttpHandler over(
      Store store, Settings settings, Observed observed, FaultLog faults, Clock clock) {
    Guards none =
        Guards.of(store.savedSettings(), store.limitedUsers(), Guards.Baseline.OFF, clock);
    return over(store, settings, observed, none, faults, clock);
  }

  /**
   * What answers requests at the admin address.
   *
   * @param guards what stands before all addresses of the server
   */
  public static HttpHandler over(
      Store store,
      Settings settings,
      Observed observed,
      Guards guards,
      FaultLog faults,
      Clock clock) {
    SessionRoutes.SigningIn signingIn = signingIn(store, settings, clock);
    RouteTable routes = Routes.table(store, settings, observed, guards, signingIn, clock);
    Guests guests = new Guests(settings.requests(), settings.documents());
    AdminHandler admin =
        new AdminHandler(
            routes,
            meters(routes, observed.meters()),
            signingIn.signIns(),
            store.gate(settings.region()),
            guests,
            clock);
    RequestMeter pages = observed.meters().row("GET", WithConsole.PATH, WithConsole.OPERATION);
    return new Pipeline<>(
        new WithConsole(new Console(ConsoleFiles.packed()), admin, guests, pages),
        AdminException.class,
        settings.documents(),
        faults,
        observed.meters(),
        observed.refused(),
        guards.door());
  }

  /** The ways in, with what they share. */
  static SessionRoutes.SigningIn signingIn(Store store, Settings settings, Clock clock) {
    Lockout lockout = new Lockout(clock);
    SecondFactors factors = store.secondFactors(new TotpCodes(clock));
    Proof proof =
        new Proof(
            new SecretCheck(store.users(), clock),
            factors,
            lockout,
            store.signIns(),
            store.lastUses(),
            settings.admitsUsers());
    BrowserSessions sessions = new BrowserSessions(store.users(), store.sessions(), proof, clock);
    return new SessionRoutes.SigningIn(
        new SignIns(proof, sessions), sessions, factors, new CodeTries(lockout));
  }

  /** Where the requests of each row are counted, except for those that ask what was counted. */
  private static Map<Route, RequestMeter> meters(RouteTable routes, Meters meters) {
    Map<Route, RequestMeter> rows = new HashMap<>();
    for (Route route : routes.routes()) {
      rows.put(
          route,
          route.operation() instanceof Metrics
              ? RequestMeter.NONE
              : meters.row(route.method(), route.template(), route.operationName()));
    }
    return Map.copyOf(rows);
  }
}
