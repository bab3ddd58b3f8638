package io.bytebucket.server.matrix;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.Store;
import io.bytebucket.core.user.IssuedKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.server.TwoFrontEnds;
import io.bytebucket.server.jetty.ConnectionLimits;
import io.bytebucket.server.jetty.JettyAdapter;
import io.bytebucket.server.jetty.ListenPoint;
import io.bytebucket.server.jetty.ListenSocket;
import io.bytebucket.server.jetty.RequestLimits;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import io.bytebucket.testkit.model.SteppedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** A server with both its addresses in this process, and a bucket of each kind in it. */
final class World implements AutoCloseable {
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final Pattern COOKIE = Pattern.compile("bb_admin_session=([^;]+)");
  private static final Pattern CSRF = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");
  private static final Set<String> WITH_BODY = Set.of("PUT", "POST", "PATCH");
  private static final String S3 = "s3";
  private static final String ADMIN = "admin";

  /** Each of the many requests would have its line. */
  private static final Logger REQUESTS = (Logger) LoggerFactory.getLogger("io.bytebucket.access");

  final Instant now = Instant.parse("2026-11-22T18:47:24.567Z");
  final Store store;
  final LiveTail tail;
  final KeptConnection s3;
  final KeptConnection admin;
  private final JettyAdapter server;
  private final Set<String> known = new HashSet<>();
  private final Map<Person, BrowserSession> sessions = new HashMap<>();
  private final Map<String, String> uploads = new HashMap<>();

  World() throws IOException {
    REQUESTS.setLevel(Level.OFF);
    TwoFrontEnds both = new TwoFrontEnds(new SteppedClock(now));
    store = both.store;
    tail = both.tail;
    server =
        new JettyAdapter(
            List.of(point(S3, both.s3), point(ADMIN, both.admin)),
            ConnectionLimits.standard(1_000),
            10 << 20);
    server.start();
    s3 = new KeptConnection(server.address(S3).getPort());
    admin = new KeptConnection(server.address(ADMIN).getPort());
    store.userRecovery().createFirst(Person.ROOT.accessKeyId(), Person.ROOT.secret());
    known.add(Person.ROOT.accessKeyId());
    Person.USERS.forEach(this::know);
    know(new Person("AKIDSUBJECT", List.of(), _ -> false, _ -> false));
    for (BucketState state : BucketState.values()) {
      fill(state);
    }
  }

  private static ListenPoint point(String name, HttpHandler handler) throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    return new ListenPoint(
        ListenSocket.bind(name, free),
        handler,
        new RequestLimits(
            1_000, 1 << 20, 1_000, 1_000, new MemoryBudget(64 << 20), new MemoryBudget(1 << 30)),
        Optional.empty(),
        false);
  }

  /** Makes a user, if there is none of that key. */
  void know(Person person) {
    if (known.add(person.accessKeyId())) {
      IssuedKey _ =
          store
              .userChanges()
              .create(
                  NewUser.of(
                      person.accessKeyId(), person.rules(), person.accessKeyId(), person.secret()));
    }
  }

  private void fill(BucketState state) throws IOException {
    String bucket = "/" + state.bucket();
    by(Person.OWNER, RawRequest.of("PUT", bucket));
    for (String key : List.of("/a", "/tagged", "/taken")) {
      root(RawRequest.of("PUT", bucket + key).withBody("text"));
    }
    for (String key : List.of("u", "x")) {
      Matcher id =
          UPLOAD_ID.matcher(root(RawRequest.of("POST", bucket + "/" + key + "?uploads")).text());
      if (!id.find()) {
        throw new AssertionError("no upload");
      }
      uploads.put(bucket + "/" + key, id.group(1));
    }
    root(RawRequest.of("PUT", bucket + "/a?acl").add("x-amz-acl", state.objectAcl()));
    restore(state);
  }

  /** What an object that was there at first holds now, whatever the policy forbids. */
  String stored(BucketState state, String key) throws IOException {
    root(RawRequest.of("DELETE", "/" + state.bucket() + "?policy"));
    return root(RawRequest.of("GET", "/" + state.bucket() + "/" + key)).text();
  }

  /** Somebody's session, as a browser has it. */
  record BrowserSession(String token, String csrf) {}

  /** The session of somebody, new where there was none or it was ended. */
  BrowserSession session(Person person) throws IOException {
    BrowserSession there = sessions.get(person);
    if (there == null) {
      there = signIn(person);
      sessions.put(person, there);
    }
    return there;
  }

  /** Forgets sessions, so that the next request of each begins a new one. */
  void forgetSessions() {
    sessions.clear();
  }

  private BrowserSession signIn(Person person) throws IOException {
    String document =
        "{\"accessKey\":\"%s\",\"secret\":\"%s\"}".formatted(person.accessKeyId(), person.secret());
    RawResponse answer =
        admin.exchange(complete(RawRequest.of("POST", "/api/login").withBody(document)));
    Matcher cookie = COOKIE.matcher(answer.header("set-cookie"));
    Matcher csrf = CSRF.matcher(answer.text());
    if (!cookie.find() || !csrf.find()) {
      throw new AssertionError("not signed in: " + answer);
    }
    return new BrowserSession(cookie.group(1), csrf.group(1));
  }

  /** The id of an upload of that key that was begun at first. */
  String upload(BucketState state, String key) {
    return uploads.getOrDefault("/" + state.bucket() + "/" + key, "");
  }

  /** Makes a bucket what it was: all that decides who may do something there. */
  void restore(BucketState state) throws IOException {
    String bucket = "/" + state.bucket();
    root(RawRequest.of("DELETE", bucket + "?policy"));
    root(RawRequest.of("PUT", bucket + "?acl").add("x-amz-acl", state.bucketAcl()));
    root(RawRequest.of("PUT", bucket + "?publicAccessBlock").withBody(state.block()));
    root(RawRequest.of("PUT", bucket + "?policy").withBody(state.policy()));
  }

  RawResponse root(RawRequest request) throws IOException {
    return by(Person.ROOT, request);
  }

  private RawResponse by(Person person, RawRequest request) throws IOException {
    RawResponse response = s3.exchange(signer(person).sign(complete(request), now));
    if (response.status() >= 300) {
      throw new AssertionError(request + ": " + response);
    }
    return response;
  }

  static SigV4Signer signer(Person person) {
    return new SigV4Signer(person.accessKeyId(), person.secret());
  }

  /** With what every client sends. */
  static RawRequest complete(RawRequest request) {
    RawRequest hosted = request.add("host", "localhost:9000");
    return WITH_BODY.contains(request.method()) ? hosted.sized() : hosted;
  }

  @Override
  public void close() throws IOException {
    s3.close();
    admin.close();
    server.stop(Duration.ZERO);
    store.close();
    REQUESTS.setLevel(null);
  }
}
