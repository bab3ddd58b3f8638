package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.RefusedRequests;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.s3.route.RouteTable;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import io.bytebucket.testkit.model.Finding;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The S3 front end over stores in memory, without a socket: every request goes the whole way from
 * its raw form to the bytes of its answer, in milliseconds. Its clock stands, and one bucket is
 * there. Thread-safe.
 */
public final class S3Fixture {
  /** The time of the fixture's clock when it is made. */
  public static final Instant NOW = Instant.parse("2026-11-22T18:47:24.567Z");

  /** The bucket that is there. */
  public static final String BUCKET = "photos";

  /** The domain below which host names are buckets. */
  public static final String DOMAIN = "s3.example.org";

  /** Objects up to this length are kept in the metadata store. */
  public static final int INLINE_LIMIT_BYTES = 1_000;

  /** A part that is not the last one has at least this length. */
  public static final int PART_MIN_BYTES = 5;

  public final StandingClock clock = new StandingClock(NOW);
  public final MemoryMetadataStore metadata = new MemoryMetadataStore();
  public final MemoryBlobStore blobs = new MemoryBlobStore();
  public final FaultLog faults = new FaultLog();

  /** Under what each request was counted, and its status, in the order in which they ended. */
  public final List<String> counted = new CopyOnWriteArrayList<>();

  /**
   * How each request that proved nothing said who it is from: {@code by link KEY}, or otherwise.
   */
  public final List<String> failures = new CopyOnWriteArrayList<>();

  /** What documents may hold of memory together. */
  public final MemoryBudget documents;

  public final RouteTable routes;
  public final RefusedRequests refused = new RefusedRequests(clock);
  private final HttpHandler handler;

  public S3Fixture() {
    this(16 << 20);
  }

  /** A fixture whose documents may hold so much of memory together. */
  public S3Fixture(int documentLimitBytes) {
    this.documents = new MemoryBudget(documentLimitBytes);
    Store store =
        Store.open(
            Stores.join(metadata, blobs),
            Stores.cipher(),
            new Store.Settings(INLINE_LIMIT_BYTES, PART_MIN_BYTES, Optional.empty()),
            clock);
    S3FrontEnd.Settings settings = new S3FrontEnd.Settings(List.of(DOMAIN), "us-east-1", documents);
    this.routes = S3FrontEnd.routes(store, settings);
    this.handler =
        S3FrontEnd.over(
            store,
            new TestUsers(),
            settings,
            faults,
            this::row,
            refused,
            new Listening(failures),
            clock);
    assertThat(put("/" + BUCKET, "").status()).isEqualTo(200);
  }

  private RequestMeter row(String method, String path, String operation) {
    return (visit, bytesIn, bytesOut) ->
        counted.add(method + " " + path + " " + operation + " " + visit.status());
  }

  /** What answers, for exchanges of a test's own. */
  public HttpHandler handler() {
    return handler;
  }

  /** Sends a request as it is. */
  public RawResponse send(RawRequest request) {
    return InProcessExchange.run(handler, request);
  }

  /** Sends a request whose body is a stream of the test's own. */
  public RawResponse send(Request request) {
    return InProcessExchange.run(handler, request);
  }

  /** Signs a request for the user who may do everything, now, and sends it. */
  public RawResponse signed(RawRequest request) {
    return signedBy(TestUsers.OWNER, request);
  }

  /** Signs a request for that user, now, and sends it. */
  public RawResponse signedBy(String accessKeyId, RawRequest request) {
    return send(signer(accessKeyId).sign(complete(request), clock.instant()));
  }

  /** Signs for that user. */
  public static SigV4Signer signer(String accessKeyId) {
    return new SigV4Signer(accessKeyId, TestUsers.secret(accessKeyId));
  }

  /** With what every client sends: a host, and the length of a body that may be there. */
  public static RawRequest complete(RawRequest request) {
    RawRequest hosted =
        request.headers().contains("host") ? request : request.add("host", "localhost:9000");
    boolean bodiless = List.of("GET", "HEAD", "DELETE", "OPTIONS").contains(request.method());
    return bodiless && request.body().length == 0 ? hosted : hosted.sized();
  }

  /** The raw path of an object in the fixture's bucket. */
  public static String path(String key) {
    return "/" + BUCKET + "/" + encode(key);
  }

  /** A key as a raw path. */
  public static String encode(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(SigV4Signer::encode)
        .collect(Collectors.joining("/"));
  }

  public static RawRequest request(String method, String target, String... headers) {
    RawRequest request = RawRequest.of(method, target);
    for (int i = 0; i < headers.length; i += 2) {
      request = request.add(headers[i], headers[i + 1]);
    }
    return request;
  }

  public RawResponse put(String target, String body, String... headers) {
    return put(target, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public RawResponse put(String target, byte[] body, String... headers) {
    return signed(request("PUT", target, headers).withBody(body));
  }

  public RawResponse post(String target, String body, String... headers) {
    return signed(request("POST", target, headers).withBody(body));
  }

  public RawResponse get(String target, String... headers) {
    return signed(request("GET", target, headers));
  }

  public RawResponse head(String target, String... headers) {
    return signed(request("HEAD", target, headers));
  }

  public RawResponse delete(String target, String... headers) {
    return signed(request("DELETE", target, headers));
  }

  /** Puts an object whose body is its key, and fails unless that succeeds. */
  public void store(String... keys) {
    for (String key : keys) {
      assertThat(put(path(key), key).status()).as(key).isEqualTo(200);
    }
  }

  /** What is wrong with the store, once nothing writes to it any more. */
  public List<Finding> findings() {
    return new StoreCheck(metadata, blobs).findings();
  }

  /** How many blobs there are, named by an object or not. */
  public int blobCount() {
    List<BlobId> all = new ArrayList<>();
    blobs.forEach(all::add);
    return all.size();
  }
}
