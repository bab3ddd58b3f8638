package io.bytebucket.admin.factor;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Codes beside the secret: each works once. */
class SecondFactorTest {
  private static final String USER = "AKIDSECOND";
  private static final Duration STEP = Duration.ofSeconds(30);

  private final AdminFixture admin = new AdminFixture();
  private String factor = "";
  private List<String> recovery = List.of();

  @BeforeEach
  void enrol() {
    admin.create("second", USER, "*");
    JsonNode enrolled = json(by("POST", "/api/second-factor", ""));
    factor = enrolled.path("secret").asString();
    assertThat(enrolled.path("uri").asString())
        .isEqualTo("otpauth://totp/ByteBucket:second?secret=" + factor + "&issuer=ByteBucket");
    // Until it is confirmed nothing is asked for.
    assertThat(login("").status()).isEqualTo(200);
    RawResponse confirmed = by("POST", "/api/second-factor/confirm", body(now()));
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    List<String> codes = new ArrayList<>();
    json(confirmed).path("recoveryCodes").forEach(code -> codes.add(code.asString()));
    recovery = codes;
    admin.clock.advance(STEP);
  }

  /** The code of now, made by another way of reading the secret. */
  private String now() {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < factor.length(); i++) {
      int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(factor.charAt(i));
      number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
    }
    byte[] padded = new byte[20];
    byte[] bytes = number.toByteArray();
    int length = Math.min(20, bytes.length);
    System.arraycopy(bytes, bytes.length - length, padded, 20 - length, length);
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(padded, "HmacSHA1"), admin.clock.instant());
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }

  private static String body(String code) {
    return "{\"code\":\"" + code + "\"}";
  }

  private RawResponse by(String method, String target, String document, String... codes) {
    RawRequest request = AdminFixture.by(USER, request(method, target)).withBody(document).sized();
    for (String code : codes) {
      request = request.add("x-admin-code", code);
    }
    return admin.send(request);
  }

  private RawRequest loginRequest(String code) {
    String more = code.isEmpty() ? "" : ",\"code\":\"" + code + "\"";
    return request("POST", "/api/login")
        .withBody("{\"accessKey\":\"%s\",\"secret\":\"%s\"%s}".formatted(USER, secret(USER), more))
        .sized();
  }

  private RawResponse login(String code) {
    return admin.send(loginRequest(code));
  }

  @Test
  void withoutACodeWhoHasTheSecretIsToldThatOneIsMissing() {
    RawResponse answer = login("");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("SecondFactorRequired");
    assertThat(answer.headers().contains("set-cookie")).isFalse();
    assertThat(login(now()).status()).isEqualTo(200);
  }

  @Test
  void theHeaderIsNoWayAroundIt() {
    assertThat(code(by("GET", "/api/session", ""))).isEqualTo("SecondFactorRequired");
    String code = now();
    assertThat(by("GET", "/api/session", "", code).status()).isEqualTo(200);
    assertThat(by("GET", "/api/session", "", code).status()).isEqualTo(401);
  }

  @Test
  void aCodeWorksOnceAlsoAfterARestartAndAtAnotherServer() {
    String code = now();
    assertThat(login(code).status()).isEqualTo(200);
    assertThat(login(code).status()).isEqualTo(401);
    assertThat(admin.restarted().send(loginRequest(code)).status()).isEqualTo(401);
    admin.clock.advance(STEP);
    assertThat(login(now()).status()).isEqualTo(200);
    assertThat(login(code).status()).isEqualTo(401);
  }

  @Test
  void ofManyRequestsWithOneCodeOneIsLetIn() throws Exception {
    String code = now();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> login(code).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(7);
  }

  @Test
  void clocksMayDifferByAStepAndNoMore() {
    String code = now();
    admin.clock.advance(STEP);
    assertThat(login(code).status()).isEqualTo(200);
    String late = now();
    admin.clock.advance(STEP.multipliedBy(2));
    assertThat(login(late).status()).isEqualTo(401);
  }

  @Test
  void wrongCodesLockOutAsWrongSecretsDo() {
    for (int i = 1; i < 10; i++) {
      assertThat(login("00000" + i).status()).isEqualTo(401);
    }
    assertThat(login("not a code").status()).isEqualTo(429);
    assertThat(login(now()).status()).isEqualTo(429);
  }

  @Test
  void aRecoveryCodeWorksOnceHoweverItIsTyped() {
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
    String code = recovery.getFirst();

    assertThat(login(code.toUpperCase(java.util.Locale.ROOT).replace("-", " ")).status())
        .isEqualTo(200);
    assertThat(login(code).status()).isEqualTo(401);
    RawResponse left = by("GET", "/api/second-factor", "", now());
    assertThat(json(left).path("enabled").asBoolean()).isTrue();
    assertThat(json(left).path("recoveryCodesLeft").asInt()).isEqualTo(9);
  }

  @Test
  void newRecoveryCodesTakeThePlaceOfTheOld() {
    RawResponse signedIn = login(now());
    admin.clock.advance(STEP);
    RawResponse renewed =
        inSession(signedIn, "POST", "/api/second-factor/recovery-codes", body(now()));

    assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
    String fresh = json(renewed).path("recoveryCodes").get(0).asString();
    assertThat(login(recovery.getFirst()).status()).isEqualTo(401);
    assertThat(login(fresh).status()).isEqualTo(200);
  }

  private RawResponse inSession(
      RawResponse signedIn, String method, String target, String document) {
    return admin.send(
        request(
                method,
                target,
                "cookie",
                signedIn.header("set-cookie").split(";", 2)[0],
                "x-csrf-token",
                json(signedIn).path("csrfToken").asString(),
                "sec-fetch-site",
                "same-origin")
            .withBody(document)
            .sized());
  }

  @Test
  void aSessionAloneDoesNotTakeItAway() {
    RawResponse signedIn = login(now());
    assertThat(code(inSession(signedIn, "POST", "/api/second-factor/disable", body("123456"))))
        .isEqualTo("InvalidCode");
    assertThat(code(inSession(signedIn, "POST", "/api/second-factor", "")))
        .isEqualTo("SecondFactorThere");
    assertThat(
            inSession(signedIn, "POST", "/api/second-factor/disable", body(recovery.get(1)))
                .status())
        .isEqualTo(204);
    assertThat(login("").status()).isEqualTo(200);
  }

  @Test
  void anotherAdministratorTakesItAwayForWhoHasLostIt() {
    assertThat(admin.admin("DELETE", "/api/users/AKIDSECOND/second-factor").status())
        .isEqualTo(204);
    assertThat(login("").status()).isEqualTo(200);
  }

  @Test
  void nobodyElseIsAskedForOne() {
    assertThat(admin.send(AdminFixture.by(ADMIN, request("GET", "/api/session"))).status())
        .isEqualTo(200);
  }
}
