package io.bytebucket.server;

import io.bytebucket.admin.AdminFrontEnd;
import io.bytebucket.core.Store;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.store.Engine;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.s3.S3FrontEnd;
import io.bytebucket.s3.auth.LinkSigner;
import io.bytebucket.server.acme.Acme;
import io.bytebucket.server.config.AcmeSettings;
import io.bytebucket.server.config.Limits;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.TlsSettings;
import io.bytebucket.server.jetty.ConnectionLimits;
import io.bytebucket.server.jetty.JettyAdapter;
import io.bytebucket.server.jetty.ListenException;
import io.bytebucket.server.jetty.ListenPoint;
import io.bytebucket.server.jetty.ListenSocket;
import io.bytebucket.server.jetty.RequestLimits;
import io.bytebucket.server.metrics.Traces;
import io.bytebucket.server.tracing.Tracing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server, put together with plain constructors: engine, store, listeners. Closed in the
 * reverse order.
 */
final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** The largest object that is kept in the metadata store; see docs/decisions/0003. */
  private static final int INLINE_LIMIT_BYTES = 32 << 10;

  /** What the address of S3 goes by. */
  static final String S3 = "s3";

  /** What the address goes by where an ACME server asks. */
  static final String ACME = "acme";

  private static final String ADMIN = "admin";

  private final Engine engine;
  private final Store store;
  private final Telemetry telemetry;
  private final Optional<Acme> acme;
  private final JettyAdapter http;
  private final Duration shutdownTimeout;
  private boolean closed;

  private Wiring(
      Engine engine,
      Store store,
      Telemetry telemetry,
      Optional<Acme> acme,
      JettyAdapter http,
      Duration shutdownTimeout) {
    this.engine = engine;
    this.store = store;
    this.telemetry = telemetry;
    this.acme = acme;
    this.http = http;
    this.shutdownTimeout = shutdownTimeout;
  }

  /**
   * Starts a server. On return it answers requests.
   *
   * @param onFatal called once, by any thread, with the reason, when the store can take no more
   *     writes until the server starts again
   * @throws io.bytebucket.server.config.ConfigException when there is no user yet and none is
   *     configured
   * @throws io.bytebucket.engine.local.DataDirectoryException when the data directory cannot be
   *     used
   * @throws io.bytebucket.core.failure.StoreException when the store cannot be opened
   * @throws IOException when an address cannot be listened on
   */
  static Wiring start(ServerConfig config, Clock clock, Consumer<Throwable> onFatal)
      throws IOException {
    return start(config, Parts.named(config, onFatal), clock);
  }

  /**
   * What a start takes from elsewhere.
   *
   * @param isNew whether there is no store yet
   * @param engine opens the engine
   * @param beforeS3 what stands before S3, of a store
   * @param signatures what the times of signatures and links are held against, in place of the
   *     clock that tells the store the time
   */
  record Parts(
      BooleanSupplier isNew,
      Supplier<Engine> engine,
      BiFunction<Store, HttpHandler, HttpHandler> beforeS3,
      Optional<Clock> signatures) {
    static Parts named(ServerConfig config, Consumer<Throwable> onFatal) {
      return new Parts(
          () -> Engines.isNew(config),
          () -> Engines.open(config, onFatal),
          (_, handler) -> handler,
          Optional.empty());
    }
  }

  /** The same of parts from elsewhere. */
  static Wiring start(ServerConfig config, Parts parts, Clock clock) throws IOException {
    // What can fail without the store comes first: a start that cannot succeed makes none, and
    // leaves the next one nothing to look after. Who connects meanwhile waits.
    TlsSetup.Certificates certificates = TlsSetup.of(config, clock);
    try (Opened opened = new Opened()) {
      ListenSocket s3Socket = ListenSocket.bind(S3, config.s3Listen());
      opened.add(s3Socket::close);
      ListenSocket admin = ListenSocket.bind(ADMIN, config.adminListen());
      opened.add(admin::close);
      Optional<ListenSocket> proofs = proofs(config.tls());
      proofs.ifPresent(socket -> opened.add(socket::close));
      if (parts.isNew().getAsBoolean()) {
        ServerConfig.FirstUser _ = FirstUserSetup.require(config);
      }
      Traces traces = traces(config);
      opened.add(traces::close);
      Engine engine = traces.around(parts.engine().get());
      opened.add(engine::close);
      Store store = openStore(config, engine, clock);
      opened.add(store::close);
      FirstUserSetup.ensure(store, config);
      Telemetry telemetry = new Telemetry(store, check(config, engine, clock), traces, clock);
      Guards guards =
          Guards.of(store.savedSettings(), store.limitedUsers(), config.guards(), clock);
      Limits limits = config.limits();
      HttpHandler s3 = s3(config, store, telemetry, guards, parts.signatures().orElse(clock));
      List<ListenPoint> points = new ArrayList<>();
      points.add(
          new ListenPoint(
              s3Socket,
              traces.before(S3, parts.beforeS3().apply(store, guards.before(s3))),
              requests(limits),
              certificates.s3(),
              false,
              config::isProxy));
      points.add(
          new ListenPoint(
              admin,
              traces.before(
                  ADMIN,
                  guards.before(
                      admin(config, publicUrl(config, s3Socket), store, telemetry, guards, clock))),
              requests(limits.admin()),
              certificates.admin(),
              true,
              config::isProxy));
      proofs.ifPresent(socket ->
          points.add(TlsSetup.proofs(socket, certificates.acme().orElseThrow(), config::isProxy)));
      JettyAdapter http = listeners(points, config, telemetry, guards);
      store.upkeep().start();
      opened.add(telemetry::close);
      telemetry.start();
      http.start();
      certificates.acme().ifPresent(Acme::start);
      opened.keep();
      return new Wiring(
          engine, store, telemetry, certificates.acme(), http, config.shutdownTimeout());
    }
  }

  /** It is asked for by the time of day where the server is. */
  private static RunningCheck check(ServerConfig config, Engine engine, Clock clock) {
    return RunningCheck.of(
        engine.metadata(), engine.blobs(), config.check(), clock.withZone(ZoneId.systemDefault()));
  }

  private static JettyAdapter listeners(
      List<ListenPoint> points, ServerConfig config, Telemetry telemetry, Guards guards) {
    JettyAdapter http =
        new JettyAdapter(
            points,
            ConnectionLimits.standard(config.minDataRateBytesPerSecond()),
            config.limits().directBytes());
    telemetry.page().add(http::figures);
    telemetry.page().add(guards::figures);
    return http;
  }

  /** Named here and nowhere else: where nobody wants to know, it is not loaded. */
  private static Traces traces(ServerConfig config) {
    return config.tracing().isPresent()
        ? Tracing.start(config.tracing().get(), VersionCommand.version())
        : Traces.NONE;
  }

  /** Where the questions of an ACME server are answered that come by plain HTTP. */
  private static Optional<ListenSocket> proofs(TlsSettings tls) throws ListenException {
    Optional<AcmeSettings> byHttp = tls.acme().filter(AcmeSettings::isByHttp);
    return byHttp.isPresent()
        ? Optional.of(ListenSocket.bind(ACME, byHttp.get().httpListen()))
        : Optional.empty();
  }

  static Store openStore(ServerConfig config, Engine engine, Clock clock) {
    return Store.open(engine, Engines.cipher(config), storeSettings(config), clock);
  }

  /** What an operator decides about a store. */
  static Store.Settings storeSettings(ServerConfig config) {
    return new Store.Settings(
            INLINE_LIMIT_BYTES, config.multipart().minPartBytes(), config.multipart().expiry())
        .withQuotaOfNew(config.quotaOfNew())
        .withAccount(config.account())
        .withAudit(config.audit())
        .with(config.access());
  }

  private static HttpHandler s3(
      ServerConfig config, Store store, Telemetry telemetry, Guards guards, Clock clock) {
    CachedCallers callers = new CachedCallers(store.users(), store.lastUses(), clock);
    telemetry.page().add(callers::figures);
    return S3FrontEnd.over(
        store,
        callers,
        new S3FrontEnd.Settings(
            config.domains(),
            config.region(),
            telemetry.documents(S3, config.limits().documentMemoryBytes())),
        telemetry.faults(),
        telemetry.meters(),
        telemetry.refused(),
        guards.door(),
        clock);
  }

  private static HttpHandler admin(
      ServerConfig config,
      URI publicUrl,
      Store store,
      Telemetry telemetry,
      Guards guards,
      Clock clock) {
    return AdminFrontEnd.over(
        store,
        new AdminFrontEnd.Settings(
            config.region(),
            requests(config.limits().admin()).answered(),
            telemetry.documents(ADMIN, config.limits().admin().documentMemoryBytes()),
            config.credentials().metricsToken(),
            publicUrl,
            new LinkSigner(publicUrl, config.region()),
            config.admitsUsers()),
        telemetry.admin(),
        guards,
        telemetry.faults(),
        clock);
  }

  private static URI publicUrl(ServerConfig config, ListenSocket s3) {
    String scheme = config.tls().s3().isPresent() ? "https" : "http";
    URI local = URI.create(scheme + "://localhost:" + s3.address().getPort());
    return config.publicUrl().orElse(local);
  }

  /** With memory of its own, so that what happens at one address does not fill another. */
  private static RequestLimits requests(Limits limits) {
    return new RequestLimits(
        limits.connections(),
        limits.headerBytes(),
        limits.headerFields(),
        limits.queryParameters(),
        new MemoryBudget(limits.headerMemoryBytes()),
        new MemoryBudget(limits.requestMemoryBytes()));
  }

  /** What the server keeps. */
  Store store() {
    return store;
  }

  /** Where S3 is served, as {@code host:port}. */
  String s3Address() {
    return text(http.address(S3));
  }

  /** Where the admin API is served, as {@code host:port}. */
  String adminAddress() {
    return text(http.address(ADMIN));
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Stops to listen, lets requests under way end, then closes the store; idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    acme.ifPresent(Acme::close);
    telemetry.endTail();
    int cutOff = http.stop(shutdownTimeout);
    try (engine;
        store) {
      telemetry.close();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .log("the store did not close in order; the next start looks after it");
    }
    LOG.atInfo().addKeyValue("requests_cut_off", cutOff).log("Server stopped");
  }
}
