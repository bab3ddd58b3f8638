package io.bytebucket.admin;

import io.bytebucket.admin.metrics.FiguresPage;
import io.bytebucket.admin.route.RouteTable;
import io.bytebucket.admin.stats.LiveActivity;
import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.Store;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.acl.StoreAccess;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.IssuedKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.RefusedRequests;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.pipeline.object.ObjectLinks;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.model.Stores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The admin API over stores in memory, without a socket: every request goes the whole way from its
 * raw form to the bytes of its answer. Its clock stands, and two users are there. Thread-safe.
 */
public final class AdminFixture {
  /** The time of the fixture's clock when it is made. */
  public static final Instant NOW = Instant.parse("2026-11-22T18:47:24.567Z");

  /** The access key of an administrator. */
  public static final String ADMIN = "AKIDADMIN";

  /** The access key of a user who may read objects, and nothing else. */
  public static final String READER = "AKIDREADER";

  /** How many are answered at once, as at the address of a server of usual size. */
  public static final int REQUESTS = 78;

  public final StandingClock clock;
  public final MemoryMetadataStore metadata;
  public final MemoryBlobStore blobs;
  public final FaultLog faults = new FaultLog();
  public final MemoryBudget documents = new MemoryBudget(4 << 20);
  public final Store store;
  public final RouteTable routes;
  private final HttpHandler handler;

  /** What the server counted and has not stored. */
  public final Pending live = new Pending();

  /** Who looks on as requests end; a test says which do. */
  public final LiveTail tail = new LiveTail();

  /** What shows the figures. */
  public static final String METRICS_TOKEN = "token-of-the-collector";

  /** What the figures are, as text; a test says others. */
  public volatile Supplier<String> figures = () -> "things_total 3.0\n";

  /** Under what each request was counted, and its status, in the order in which they ended. */
  public final List<String> counted = new CopyOnWriteArrayList<>();

  public AdminFixture() {
    this(new MemoryMetadataStore());
  }

  /** The same over that store, in which there is nothing yet. */
  public AdminFixture(MemoryMetadataStore metadata) {
    this(metadata, new MemoryBlobStore());
  }

  /** The same with these blobs, of which there are none yet. */
  public AdminFixture(MemoryMetadataStore metadata, MemoryBlobStore blobs) {
    this(
        new StandingClock(NOW),
        metadata,
        blobs,
        true,
        StoreAccess.DEFAULT,
        Optional.of(METRICS_TOKEN));
    store.userRecovery().createFirst(ADMIN, secret(ADMIN));
    create("reader", READER, "s3:GetObject");
  }

  private AdminFixture(
      StandingClock clock,
      MemoryMetadataStore metadata,
      MemoryBlobStore blobs,
      boolean admitsUsers,
      StoreAccess access,
      Optional<String> metricsToken) {
    this.clock = clock;
    this.metadata = metadata;
    this.blobs = blobs;
    this.store =
        Store.open(
            Stores.join(metadata, blobs),
            Stores.cipher(),
            new Store.Settings(1_000, 5, Optional.empty()).with(access),
            clock);
    AdminFrontEnd.Settings settings =
        new AdminFrontEnd.Settings(
            "us-east-1",
            REQUESTS,
            documents,
            metricsToken,
            URI.create("http://localhost:9000"),
            AdminFixture::link,
            admitsUsers);
    Observed observed =
        new Observed(
            this::row,
            new Figures(),
            live,
            tail,
            faults,
            new RefusedRequests(clock),
            RunningCheck.of(
                metadata, blobs, new RunningCheck.Schedule(0, Optional.empty()), clock));
    Guards guards =
        Guards.of(store.savedSettings(), store.limitedUsers(), Guards.Baseline.OFF, clock);
    this.routes =
        Routes.table(
            store,
            settings,
            observed,
            guards,
            AdminFrontEnd.signingIn(store, settings, clock),
            clock);
    this.handler = AdminFrontEnd.over(store, settings, observed, guards, faults, clock);
  }

  private RequestMeter row(String method, String path, String operation) {
    return (visit, bytesIn, bytesOut) ->
        counted.add(method + " " + path + " " + operation + " " + visit.status());
  }

  /** Counts what a test says, and notes what is to be kept. */
  public static final class Pending implements LiveActivity {
    public Tally tally = Tally.NONE;
    public KeptActivity kept = KeptActivity.STANDARD;

    @Override
    public Tally pending() {
      return tally;
    }

    @Override
    public void follow(KeptActivity chosen) {
      kept = chosen;
    }
  }

  private final class Figures implements FiguresPage {
    @Override
    public byte[] text() {
      return figures.get().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String contentType() {
      return "text/plain; version=0.0.4";
    }
  }

  /** What a link would be, without its signature. */
  private static String link(ObjectLinks.Link link, String accessKeyId, String secret) {
    return "%s /%s/%s %d %s"
        .formatted(
            link.method(),
            link.bucket().value(),
            link.key().value(),
            link.goodFor().toSeconds(),
            accessKeyId);
  }

  /** The same store in another process, which knows nothing but what is stored. */
  public AdminFixture restarted() {
    return restarted(true);
  }

  /** The same where users who are no administrators sign in, or do not. */
  public AdminFixture restarted(boolean admitsUsers) {
    return over(admitsUsers, StoreAccess.DEFAULT, Optional.of(METRICS_TOKEN));
  }

  /** The same where anybody may look at the figures. */
  public AdminFixture withOpenFigures() {
    return over(true, StoreAccess.DEFAULT, Optional.empty());
  }

  private AdminFixture over(boolean admitsUsers, StoreAccess access, Optional<String> token) {
    return new AdminFixture(clock, metadata, blobs, admitsUsers, access, token);
  }

  /** The same where nothing is public. */
  public AdminFixture blocked() {
    StoreAccess access = new StoreAccess(StoreAccess.DEFAULT.ofNewBuckets(), PublicAccessBlock.ALL);
    return over(true, access, Optional.of(METRICS_TOKEN));
  }

  /** Makes a user who may do that in every bucket, with a key of that id. */
  public void create(String name, String keyId, String action) {
    create(name, keyId, new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), List.of(action)));
  }

  /** Makes an administrator who may do everything but that. */
  public void createWithout(String name, String keyId, String action) {
    create(
        name,
        keyId,
        AccessRule.FULL_ACCESS,
        new AccessRule(AccessRule.Effect.DENY, List.of("*"), List.of(action)));
  }

  private void create(String name, String keyId, AccessRule... rules) {
    IssuedKey _ =
        store.userChanges().create(NewUser.of(name, List.of(rules), keyId, secret(keyId)));
  }

  /** What answers, for exchanges of a test's own. */
  public HttpHandler handler() {
    return handler;
  }

  /** The secret of one of the fixture's access keys. */
  public static String secret(String accessKeyId) {
    return accessKeyId + "-secret";
  }

  /** A request with a host and the length of its body. */
  public static RawRequest request(String method, String target, String... headers) {
    RawRequest request = RawRequest.of(method, target).add("host", "localhost:9001");
    for (int i = 0; i < headers.length; i += 2) {
      request = request.add(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** Sends a request as it is. */
  public RawResponse send(RawRequest request) {
    return InProcessExchange.run(handler, request);
  }

  /** Sends a request of the administrator. */
  public RawResponse admin(RawRequest request) {
    return send(by(ADMIN, request));
  }

  /** Asks as the administrator. */
  public RawResponse admin(String method, String target) {
    return admin(request(method, target));
  }

  /** Sends a document as the administrator. */
  public RawResponse admin(String method, String target, String document) {
    return admin(request(method, target).withBody(document).sized());
  }

  /** The request with the credentials of that access key in its header. */
  public static RawRequest by(String accessKeyId, RawRequest request) {
    return request.add("x-admin-accesskey", accessKeyId).add("x-admin-secret", secret(accessKeyId));
  }

  /** The same request from another address. */
  public RawResponse sendFrom(String address, RawRequest request) {
    return InProcessExchange.run(handler, request.asReceived().from(address, "http"));
  }

  /** The document of an answer. */
  public static JsonNode json(RawResponse response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** The code of an error. */
  public static String code(RawResponse response) {
    return json(response).path("code").asString();
  }
}
