package io.bytebucket.admin.auth;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is let in by the header, and who is locked out. */
class SignInTest {
  private static final RawRequest ASK = request("GET", "/api/users");

  private final AdminFixture admin = new AdminFixture();

  private static RawRequest shown(String keyId, String secret) {
    return ASK.add("x-admin-accesskey", keyId).add("x-admin-secret", secret);
  }

  @Test
  void oneHeaderWithoutTheOtherIsNothing() {
    for (RawRequest half :
        List.of(
            ASK,
            ASK.add("x-admin-accesskey", ADMIN),
            ASK.add("x-admin-secret", secret(ADMIN)),
            by(ADMIN, ASK).add("x-admin-secret", "another"),
            by(ADMIN, ASK).add("x-admin-accesskey", READER))) {
      RawResponse answer = admin.send(half);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(code(answer)).isEqualTo("Unauthorized");
    }
  }

  @Test
  void aWrongKeyAndAWrongSecretAreAnsweredAlike() {
    RawResponse key = admin.send(shown("NOSUCHKEY", "whatever"));
    RawResponse secret = admin.send(shown(ADMIN, "whatever"));

    assertThat(key.status()).isEqualTo(401);
    assertThat(secret.status()).isEqualTo(401);
    assertThat(withoutId(key)).isEqualTo(withoutId(secret));
  }

  private static String withoutId(RawResponse answer) {
    return answer.text().replace(answer.header("x-amz-request-id"), "");
  }

  @Test
  void rightAndWrongOnesAreCounted() {
    admin.send(shown(ADMIN, "whatever"));
    admin.send(shown("NOSUCHKEY", "whatever"));
    admin.send(by(ADMIN, ASK));
    assertThat(counted("failure")).isEqualTo(2);
    assertThat(counted("success")).isEqualTo(1);
  }

  private long counted(String result) {
    return admin.store.figures().stream()
        .filter(figure -> figure.name().equals("bytebucket_sign_ins_total"))
        .filter(figure -> result.equals(figure.labels().get("result")))
        .mapToLong(figure -> ((Figure.Total) figure).value().getAsLong())
        .sum();
  }

  @Test
  void whoIsNoAdministratorMayNotAndIsNotCounted() {
    for (int i = 0; i < 20; i++) {
      RawResponse answer = admin.send(by(READER, ASK));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(code(answer)).isEqualTo("AccessDenied");
    }
  }

  @Test
  void theTenthFailureLocksTheSourceOutForAWhileAndNobodyElse() {
    for (int i = 1; i < 10; i++) {
      assertThat(admin.sendFrom("192.0.2.7", shown(ADMIN, "guess " + i)).status()).isEqualTo(401);
    }
    RawResponse tenth = admin.sendFrom("192.0.2.7", shown(ADMIN, "guess 10"));
    assertThat(tenth.status()).isEqualTo(429);
    assertThat(tenth.header("retry-after")).isEqualTo("900");
    assertThat(code(tenth)).isEqualTo("TooManyFailures");

    assertThat(admin.sendFrom("192.0.2.7", by(ADMIN, ASK)).status()).isEqualTo(429);
    assertThat(admin.sendFrom("192.0.2.8", by(ADMIN, ASK)).status()).isEqualTo(200);

    admin.clock.advance(Duration.ofMinutes(5));
    assertThat(admin.sendFrom("192.0.2.7", by(ADMIN, ASK)).header("retry-after")).isEqualTo("600");
    admin.clock.advance(Duration.ofMinutes(10));
    assertThat(admin.sendFrom("192.0.2.7", by(ADMIN, ASK)).status()).isEqualTo(200);
  }

  @Test
  void failuresOfLongAgoCountNoMore() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 9; i++) {
        assertThat(admin.send(shown(ADMIN, "guess")).status()).isEqualTo(401);
      }
      admin.clock.advance(Duration.ofMinutes(15));
    }
  }

  @Test
  void addressesOfOneNetworkOfIPv6AreOneSource() {
    for (int i = 1; i < 10; i++) {
      assertThat(admin.sendFrom("2001:db8::" + i, shown(ADMIN, "guess")).status()).isEqualTo(401);
    }
    assertThat(admin.sendFrom("2001:db8::77", shown(ADMIN, "guess")).status()).isEqualTo(429);
    assertThat(admin.sendFrom("2001:db8:0:1::1", by(ADMIN, ASK)).status()).isEqualTo(200);
  }

  @Test
  void aForwardedHeaderChangesNothing() {
    for (int i = 1; i < 10; i++) {
      assertThat(
              admin
                  .sendFrom(
                      "192.0.2.7", shown(ADMIN, "guess").add("x-forwarded-for", "198.51.100." + i))
                  .status())
          .isEqualTo(401);
    }
    assertThat(
            admin
                .sendFrom("192.0.2.7", shown(ADMIN, "guess").add("x-forwarded-for", "203.0.113.1"))
                .status())
        .isEqualTo(429);
  }

  @Test
  void whatAProgramSendsAllTheTimeMakesNoRoomToGuess() {
    for (int i = 1; i < 10; i++) {
      assertThat(admin.send(shown(ADMIN, "guess")).status()).isEqualTo(401);
      assertThat(admin.send(by(ADMIN, ASK)).status()).isEqualTo(200);
    }
    assertThat(admin.send(shown(ADMIN, "guess")).status()).isEqualTo(429);
  }

  @Test
  void manySourcesCloseAKeyOnlyToThoseItWasNeverUsedFrom() {
    assertThat(admin.sendFrom("198.51.100.1", by(ADMIN, ASK)).status()).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      int status = admin.sendFrom("192.0.2." + i, shown(ADMIN, "guess")).status();
      assertThat(status).isEqualTo(401);
    }
    assertThat(admin.sendFrom("192.0.2.200", by(ADMIN, ASK)).status()).isEqualTo(429);
    assertThat(admin.sendFrom("198.51.100.1", by(ADMIN, ASK)).status()).isEqualTo(200);
    admin.create("second", "AKIDSECOND", "*");
    assertThat(admin.sendFrom("192.0.2.200", by("AKIDSECOND", ASK)).status()).isEqualTo(200);
  }

  @Test
  void ofTwoHundredAtOnceNoMoreThanNineAreToldAnything() throws Exception {
    Map<Integer, Long> statuses = statuses(200, "guess");

    assertThat(statuses.get(401)).isEqualTo(9);
    assertThat(statuses.get(429)).isEqualTo(191);
    assertThat(admin.sendFrom("192.0.2.7", by(ADMIN, ASK)).status()).isEqualTo(429);
    assertThat(admin.sendFrom("192.0.2.8", by(ADMIN, ASK)).status()).isEqualTo(200);
  }

  private Map<Integer, Long> statuses(int count, String secret)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          IntStream.range(0, count)
              .mapToObj(_ ->
                  threads.submit(() -> admin.sendFrom("192.0.2.7", shown(ADMIN, secret)).status()))
              .toList();
      List<Integer> all = new java.util.ArrayList<>();
      for (Future<Integer> answer : answers) {
        all.add(answer.get());
      }
      return all.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting()));
    }
  }

  @Test
  void whereThereIsNoRoomTheHeaderStillSignsIn() {
    AdminFixture full = new AdminFixture(new MemoryMetadataStore(40_000));
    int made = 0;
    while (full.admin("POST", "/api/users", "{\"acl\":[]}").status() == 201) {
      assertThat(++made).isLessThan(1_000);
      full.clock.advance(Duration.ofMinutes(2));
    }
    full.clock.advance(Duration.ofMinutes(2));

    assertThat(code(full.admin("POST", "/api/users", "{\"acl\":[]}")))
        .isEqualTo("ServiceUnavailable");
    assertThat(full.admin("GET", "/api/users").status()).isEqualTo(200);
  }

  @Test
  void tablesOfFailuresAreBounded() {
    Lockout lockout = new Lockout(admin.clock);
    for (int i = 0; i < 100_000; i++) {
      Object _ =
          lockout.failed(
              Lockout.sourceOf("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)), "k" + i);
    }
    assertThat(lockout.entries()).isLessThanOrEqualTo(3 * 16_384);
  }

  @Test
  void idsThatAreTooLongForAKeyCountAsOneAndAreNotKept() {
    Lockout lockout = new Lockout(admin.clock);
    for (int i = 0; i < 50; i++) {
      Object _ = lockout.failed(Lockout.sourceOf("10.0.0." + i), "k".repeat(60_000) + i);
    }
    // One for each source, and one for all those ids.
    assertThat(lockout.entries()).isEqualTo(51);
  }
}
