package io.bytebucket.admin;

import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.REQUESTS;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.console.Console;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many clients as are answered at once, all of them slow, leave room for others. */
@Timeout(60)
class GuestsTest {
  private static final int OF_USER = REQUESTS / 4;
  private static final int OF_SOURCE = REQUESTS / 6;

  /** What those are told who find no place; who waited for a turn in vain is told another time. */
  private static final String AFTER_A_PLACE = "2";

  /** How many lists are made at once. */
  private static final int LISTS = 4;

  private final AdminFixture admin = new AdminFixture();
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final AtomicInteger moving = new AtomicInteger();
  private final AtomicInteger withoutPlace = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();

  /** A client that takes the first so many bytes at once, and the rest when it is let go. */
  private final class Slow implements HttpHandler.Exchange {
    private final long bytesAtOnce;
    private boolean isCommitted;
    private long taken;

    Slow(long bytesAtOnce) {
      this.bytesAtOnce = bytesAtOnce;
    }

    @Override
    public void send(Response response) throws IOException {
      if (response.status() == 503) {
        if (response.headers().first("retry-after").equals(Optional.of(AFTER_A_PLACE))) {
          withoutPlace.incrementAndGet();
        }
        refused.incrementAndGet();
      } else if (response.body() instanceof ResponseBody.Stream(long _, ResponseBody.Source from)) {
        from.writeTo(buffer -> {
          isCommitted = true;
          boolean wasQuick = taken <= bytesAtOnce;
          taken += buffer.remaining();
          if (wasQuick && taken > bytesAtOnce) {
            moving.incrementAndGet();
            awaitRelease();
          }
        });
        answered.incrementAndGet();
      } else {
        answered.incrementAndGet();
      }
      isCommitted = true;
    }

    @Override
    public boolean isCommitted() {
      return isCommitted;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return taken;
    }
  }

  private void awaitRelease() throws IOException {
    try {
      letGo.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void begin(Request request, long bytesAtOnce) {
    clients.add(
        Thread.ofVirtual()
            .start(() -> {
              try {
                admin.handler().handle(request, new Slow(bytesAtOnce));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  @AfterEach
  void letAllGo() throws InterruptedException {
    letGo.countDown();
    for (Thread client : clients) {
      client.join();
    }
    assertThat(admin.documents.takenBytes()).isZero();
  }

  private static void awaitThat(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private String session(String keyId) {
    RawResponse answer =
        admin.send(
            request("POST", "/api/login")
                .withBody(
                    "{\"accessKey\":\"%s\",\"secret\":\"%s\"}".formatted(keyId, secret(keyId)))
                .sized());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.header("set-cookie").split(";", 2)[0];
  }

  private static RawRequest get(String cookie, String target) {
    return request("GET", target, "cookie", cookie, "sec-fetch-site", "same-origin");
  }

  private void putLong() {
    admin.admin("PUT", "/api/s3/photos");
    assertThat(admin.admin("PUT", "/api/s3/photos/long", "x".repeat(100_000)).status())
        .isEqualTo(200);
  }

  @Test
  void oneUserWhoTakesNothingKeepsNobodyElseOut() {
    putLong();
    admin.create("other", "AKIDOTHER", "s3:GetObject");
    String own = session(READER);
    String others = session("AKIDOTHER");
    for (int i = 0; i < REQUESTS; i++) {
      begin(get(own, "/api/objects/photos?key=long").asReceived(), 0);
    }
    awaitThat(() -> moving.get() == Guests.TRANSFERS_OF_ONE && refused.get() >= REQUESTS - OF_USER);

    assertThat(admin.admin("GET", "/api/users").status()).isEqualTo(200);
    assertThat(admin.admin("GET", "/api/s3/photos/long").status()).isEqualTo(200);
    assertThat(admin.send(get(others, "/api/objects/photos?key=long")).status()).isEqualTo(200);
    assertThat(json(admin.send(get(others, "/api/whoami"))).path("name").asString())
        .isEqualTo("other");
    assertThat(admin.send(request("GET", "/health")).status()).isEqualTo(200);
    letGo.countDown();
    awaitThat(() -> answered.get() + refused.get() == REQUESTS);
    assertThat(answered.get()).isBetween(Guests.TRANSFERS_OF_ONE, OF_USER);
    assertThat(admin.send(get(own, "/api/whoami")).status()).isEqualTo(200);
  }

  @Test
  void howeverManyUsersTakeNothingAdministratorsAreServed() {
    putLong();
    int users = REQUESTS / OF_USER + 1;
    for (int user = 0; user < users; user++) {
      admin.create("user" + user, "AKIDUSER" + user, "s3:GetObject");
    }
    for (int user = 0; user < users; user++) {
      String cookie = session("AKIDUSER" + user);
      for (int i = 0; i < OF_USER; i++) {
        begin(get(cookie, "/api/raw/photos?key=long").asReceived(), 0);
      }
    }
    awaitThat(
        () -> moving.get() == Guests.TRANSFERS && refused.get() >= users * OF_USER - REQUESTS / 2);
    assertThat(admin.admin("GET", "/api/users").status()).isEqualTo(200);
    assertThat(admin.admin("GET", "/api/s3/photos/long").status()).isEqualTo(200);
  }

  /** A body of which nothing comes. */
  private InputStream stalled() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return read(new byte[1], 0, 1);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        moving.incrementAndGet();
        awaitRelease();
        return -1;
      }
    };
  }

  @Test
  void oneSourceThatSignsInWithoutEndKeepsNobodyElseOut() {
    for (int i = 0; i < REQUESTS; i++) {
      begin(
          request("POST", "/api/login", "content-length", "4000")
              .asReceived()
              .withBody(stalled())
              .from("192.0.2.66", "http"),
          0);
    }
    awaitThat(() -> moving.get() == OF_SOURCE && refused.get() == REQUESTS - OF_SOURCE);

    assertThat(admin.sendFrom("192.0.2.66", request("GET", "/api/openapi.yaml")).status())
        .isEqualTo(503);
    assertThat(admin.sendFrom("192.0.2.7", request("GET", "/api/openapi.yaml")).status())
        .isEqualTo(200);
    assertThat(admin.sendFrom("192.0.2.7", request("GET", "/")).status()).isNotEqualTo(503);
    assertThat(session(READER)).isNotEmpty();
    assertThat(admin.admin("GET", "/api/users").status()).isEqualTo(200);
  }

  /** What is long and for all to read, of the console where it was built, and else of the API. */
  private static List<String> longFiles() throws IOException {
    try (InputStream list = Console.class.getResourceAsStream("/io/bytebucket/console/files.txt")) {
      List<String> files = new ArrayList<>(List.of("/api/openapi.yaml"));
      if (list != null) {
        new String(list.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(name -> name.startsWith("assets/") && name.endsWith(".js"))
            .forEach(name -> files.add("/" + name));
      }
      return files;
    }
  }

  @Test
  void strangersWhoTakeFilesSlowlyKeepThemFromNobody() throws IOException {
    List<String> files = longFiles();
    int slow = 2 * Guests.TRANSFERS_OF_ONE;
    for (int i = 0; i < slow; i++) {
      begin(
          request("GET", files.getFirst()).asReceived().from("192.0.2." + (1 + i % 2), "http"), 0);
    }
    awaitThat(() -> moving.get() == slow);
    for (String file : files) {
      assertThat(admin.sendFrom("192.0.2.7", request("GET", file)).status())
          .as(file)
          .isEqualTo(200);
    }
    assertThat(admin.sendFrom("192.0.2.7", request("GET", "/")).status()).isNotEqualTo(503);

    for (int i = slow; i < slow + OF_SOURCE; i++) {
      begin(request("GET", files.getLast()).asReceived().from("192.0.2.1", "http"), 0);
    }
    awaitThat(() -> refused.get() == Guests.TRANSFERS_OF_ONE);
    assertThat(moving.get()).isLessThanOrEqualTo(OF_SOURCE + Guests.TRANSFERS_OF_ONE);
  }

  /** Lists are being made, as many as are at once, until all are let go. */
  private void makeLists() {
    admin.figures =
        () -> {
          moving.incrementAndGet();
          try {
            letGo.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return "";
        };
    for (int i = 0; i < LISTS; i++) {
      begin(
          request("GET", "/metrics", "authorization", "Bearer " + AdminFixture.METRICS_TOKEN)
              .asReceived(),
          0);
    }
    awaitThat(() -> moving.get() == LISTS);
  }

  @Test
  void whoWaitsForAListHasAPlaceLikeAnybody() {
    admin.admin("PUT", "/api/s3/photos");
    admin.create("lister", "AKIDLISTER", "s3:ListBucketVersions");
    String own = session("AKIDLISTER");
    makeLists();
    for (int i = 0; i < REQUESTS; i++) {
      begin(get(own, "/api/s3/photos?count-versions").asReceived(), 0);
    }
    awaitThat(() -> refused.get() >= REQUESTS - OF_USER);
    assertThat(withoutPlace.get()).isPositive();
    // Nobody waits for a turn who is not known.
    assertThat(admin.send(request("GET", "/api/s3/photos?count-versions")).status()).isEqualTo(401);
    letGo.countDown();
    awaitThat(() -> answered.get() + refused.get() == REQUESTS + LISTS);
    assertThat(answered.get()).isBetween(LISTS, OF_USER + LISTS);
    assertThat(admin.send(get(own, "/api/s3/photos?count-versions")).status()).isEqualTo(200);
  }

  @Test
  void anArchiveThatNobodyTakesLeavesRoomForDocuments() {
    admin.admin("PUT", "/api/s3/photos");
    String name = "k".repeat(900);
    for (int i = 0; i < 1_000; i++) {
      admin.admin("PUT", "/api/s3/photos/" + name + i, "x");
    }
    // What is behind all entries: then the archive has taken what it gets.
    long entries = 800_000;
    begin(
        AdminFixture.by(AdminFixture.ADMIN, request("GET", "/api/s3/photos?zip&prefix="))
            .asReceived(),
        entries);
    awaitThat(() -> moving.get() == 1);
    assertThat(admin.documents.takenBytes())
        .isBetween(admin.documents.limitBytes() / 2, admin.documents.limitBytes() / 4 * 3);
    assertThat(admin.admin("GET", "/api/s3/photos?max-keys=100").status()).isEqualTo(200);
  }
}
