package io.bytebucket.admin.session;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a browser: what a session is good for, and when it ends. */
class SessionsTest {
  private static final String SECOND = "AKIDSECOND";

  private final AdminFixture admin = new AdminFixture();

  /** A browser that was signed in. */
  private record Browser(String cookie, String csrf) {
    RawRequest asks(String method, String target) {
      return request(
          method,
          target,
          "cookie",
          "theme=dark; " + cookie + "; x=y",
          "sec-fetch-site",
          "same-origin",
          "x-csrf-token",
          csrf);
    }
  }

  private static RawRequest login(String keyId, String secret) {
    return request("POST", "/api/login", "sec-fetch-site", "same-origin")
        .withBody("{\"accessKey\":\"%s\",\"secret\":\"%s\"}".formatted(keyId, secret))
        .sized();
  }

  private Browser signIn(String keyId) {
    return browser(admin.send(login(keyId, secret(keyId))));
  }

  private static Browser browser(RawResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new Browser(
        answer.header("set-cookie").split(";", 2)[0], json(answer).path("csrfToken").asString());
  }

  private int status(RawRequest request) {
    return admin.send(request).status();
  }

  @Test
  void theCookieIsKeptFromScriptsAndFromOtherSites() {
    RawResponse answer = admin.send(login(ADMIN, secret(ADMIN)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("accessKey").asString()).isEqualTo(ADMIN);
    assertThat(answer.header("set-cookie"))
        .matches("bb_admin_session=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    String token = answer.header("set-cookie").split("[=;]", 3)[1];
    assertThat(answer.text()).doesNotContain(token, secret(ADMIN));
  }

  @Test
  void overTlsTheCookieHasThePrefixThatOthersCannotSet() {
    RawResponse answer =
        InProcessExchange.run(
            admin.handler(), login(ADMIN, secret(ADMIN)).asReceived().from("192.0.2.1", "https"));

    assertThat(answer.header("set-cookie"))
        .matches(
            "__Host-bb_admin_session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict");
    // The name without the prefix is heeded without TLS only, where everybody can set it.
    String plain = answer.header("set-cookie").split(";", 2)[0].replace("__Host-", "");
    RawResponse downgraded =
        InProcessExchange.run(
            admin.handler(),
            request("GET", "/api/session", "cookie", plain)
                .asReceived()
                .from("192.0.2.1", "https"));
    assertThat(downgraded.status()).isEqualTo(401);
  }

  @Test
  void aSessionIsWhoSignedInAndMayChangeThings() {
    Browser browser = signIn(ADMIN);
    RawResponse session = admin.send(browser.asks("GET", "/api/session"));

    assertThat(session.status()).isEqualTo(200);
    assertThat(json(session).path("accessKey").asString()).isEqualTo(ADMIN);
    assertThat(json(session).path("csrfToken").asString()).isEqualTo(browser.csrf());
    assertThat(status(browser.asks("DELETE", "/api/users/" + READER))).isEqualTo(204);
    assertThat(status(request("GET", "/api/session"))).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"AKIDADMIN,wrong", "NOSUCHKEY,wrong"})
  void wrongCredentialsBeginNothing(String keyId, String secret) {
    RawResponse answer = admin.send(login(keyId, secret));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("InvalidCredentials");
    assertThat(answer.headers().contains("set-cookie")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "null", "{\"accessKey\":\"a\"}", "{\"accessKey\":1}", "x"})
  void aSignInThatIsNoneIsRefused(String document) {
    assertThat(status(request("POST", "/api/login").withBody(document).sized())).isEqualTo(400);
  }

  @Test
  void aSignInThatIsTooLongIsRefusedBeforeItIsRead() {
    RawRequest login = login(ADMIN, "x".repeat(5_000));
    assertThat(status(login)).isEqualTo(413);
    assertThat(status(login.remove("content-length").add("transfer-encoding", "chunked")))
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "sec-fetch-site,cross-site",
    "sec-fetch-site,same-site",
    "origin,https://evil.example",
    "origin,null",
    "origin,http://localhost:9002",
    "origin,http://localhost:9001.evil.example"
  })
  void aPageOfAnotherOriginSignsNobodyInOrOut(String name, String value) {
    RawRequest login = login(ADMIN, secret(ADMIN)).remove("sec-fetch-site").add(name, value);
    RawResponse refused = admin.send(login);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(code(refused)).isEqualTo("CrossOrigin");

    Browser browser = signIn(ADMIN);
    for (String[] change :
        new String[][] {{"POST", "/api/logout"}, {"DELETE", "/api/users/" + READER}}) {
      RawRequest foreign =
          browser.asks(change[0], change[1]).remove("sec-fetch-site").add(name, value);
      assertThat(status(foreign)).isEqualTo(403);
    }
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(200);
  }

  @Test
  void anOldBrowserIsBelievedByItsOrigin() {
    Browser browser = signIn(ADMIN);
    RawRequest change = browser.asks("DELETE", "/api/users/" + READER).remove("sec-fetch-site");

    assertThat(status(change)).isEqualTo(403);
    assertThat(status(change.add("origin", "http://localhost:9001"))).isEqualTo(204);
  }

  @Test
  void aChangeNeedsWhatOnlyAPageOfThisOriginKnows() {
    Browser browser = signIn(ADMIN);
    Browser other = signIn(ADMIN);
    RawRequest change = browser.asks("DELETE", "/api/users/" + READER);

    assertThat(code(admin.send(change.remove("x-csrf-token")))).isEqualTo("CsrfTokenMissing");
    assertThat(status(change.set("x-csrf-token", other.csrf()))).isEqualTo(403);
    assertThat(status(change)).isEqualTo(204);
  }

  @Test
  void credentialsInTheHeaderWinAndNeedNoOrigin() {
    Browser browser = signIn(ADMIN);
    RawRequest request =
        AdminFixture.by(ADMIN, request("GET", "/api/session", "origin", "https://evil.example"));

    assertThat(status(request)).isEqualTo(200);
    assertThat(
            status(
                browser
                    .asks("GET", "/api/session")
                    .add("x-admin-accesskey", ADMIN)
                    .add("x-admin-secret", "wrong")))
        .isEqualTo(401);
  }

  @Test
  void whatWasSignedOutIsNoSessionAnyMore() {
    Browser browser = signIn(ADMIN);
    RawResponse out = admin.send(browser.asks("POST", "/api/logout"));

    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("set-cookie")).startsWith("bb_admin_session=;").contains("Max-Age=0");
    RawResponse replayed = admin.send(browser.asks("GET", "/api/session"));
    assertThat(replayed.status()).isEqualTo(401);
    assertThat(code(replayed)).isEqualTo("SessionOver");
    assertThat(status(request("POST", "/api/logout"))).isEqualTo(204);
  }

  @Test
  void aSessionCannotBeFixed() {
    String planted = "bb_admin_session=" + "A".repeat(43);
    Browser mine = browser(admin.send(login(ADMIN, secret(ADMIN)).add("cookie", planted)));

    assertThat(mine.cookie()).isNotEqualTo(planted);
    assertThat(status(request("GET", "/api/session", "cookie", planted))).isEqualTo(401);
    Browser again = browser(admin.send(login(ADMIN, secret(ADMIN)).add("cookie", mine.cookie())));
    assertThat(again.cookie()).isNotEqualTo(mine.cookie());
    assertThat(status(mine.asks("GET", "/api/session"))).isEqualTo(401);
    assertThat(status(again.asks("GET", "/api/session"))).isEqualTo(200);
  }

  @Test
  void twoCookiesOfTheNameAreNone() {
    Browser browser = signIn(ADMIN);

    assertThat(
            status(
                request(
                    "GET",
                    "/api/session",
                    "cookie",
                    browser.cookie() + "; bb_admin_session=" + "A".repeat(43))))
        .isEqualTo(401);
    assertThat(status(request("GET", "/api/session", "cookie", "x=" + ";".repeat(8_000) + "y")))
        .isEqualTo(401);
  }

  @Test
  void aSessionThatNobodyUsesEndsAfterHalfAnHour() {
    Browser browser = signIn(ADMIN);
    for (int i = 0; i < 4; i++) {
      admin.clock.advance(Duration.ofMinutes(29));
      assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(200);
    }
    admin.clock.advance(Duration.ofMinutes(30));
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(401);
  }

  @Test
  void aSessionEndsAfterEightHoursWhoeverUsesIt() {
    Browser browser = signIn(ADMIN);
    for (int i = 0; i < 8 * 60 / 20 - 1; i++) {
      admin.clock.advance(Duration.ofMinutes(20));
      assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(200);
    }
    admin.clock.advance(Duration.ofMinutes(20));
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(401);
  }

  private Browser second() {
    admin.create("second", SECOND, "*");
    return signIn(SECOND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /api/users/AKIDSECOND | ",
        "PATCH  | /api/users/AKIDSECOND | {\"enabled\":false}",
        "PUT    | /api/users/AKIDSECOND | {\"acl\":[]}",
        "PATCH  | /api/keys/AKIDSECOND  | {\"enabled\":false}",
        "PATCH  | /api/keys/AKIDSECOND  | {\"expiresAt\":\"2026-01-01T00:00:00Z\"}",
        "DELETE | /api/keys/AKIDSECOND  | ",
        "POST   | /api/keys/AKIDSECOND/secret | ",
        "DELETE | /api/users/AKIDSECOND/sessions | "
      })
  void aSessionEndsAtOnceWithWhatItBeganWith(String method, String target, String document) {
    Browser browser = second();
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(200);

    String sent = document == null ? "" : document;
    assertThat(admin.admin(method, target, sent).status()).isBetween(200, 204);
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(401);
  }

  @Test
  void aRuleKeepsAnAdministratorFromSigningInAndFromGoingOn() {
    Browser browser = second();
    admin.admin(
        "PUT",
        "/api/users/AKIDSECOND",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":[\"*\"],\"actions\":[\"admin:SignIn\"]}]}");

    assertThat(status(browser.asks("GET", "/api/users"))).isEqualTo(403);
    assertThat(status(login(SECOND, secret(SECOND)))).isEqualTo(403);
  }

  @Test
  void aSessionThatEndedWithTheUsersRulesStaysEndedWhenTheyComeBack() {
    Browser browser = second();
    admin.admin("PUT", "/api/users/AKIDSECOND", "{\"acl\":[]}");
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(401);
    admin.admin(
        "PUT",
        "/api/users/AKIDSECOND",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]}]}");
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(401);
  }

  @Test
  void onesOwnSessionsAreListedAndEndedOneByOneOrAllAtOnce() {
    Browser first = signIn(ADMIN);
    admin.clock.advance(Duration.ofMinutes(1));
    Browser second = signIn(ADMIN);
    Browser others = second();

    RawResponse listed = admin.send(second.asks("GET", "/api/sessions"));
    assertThat(json(listed).path("sessions").size()).isEqualTo(2);
    assertThat(json(listed).path("sessions").get(0).path("current").asBoolean()).isTrue();
    assertThat(listed.text()).doesNotContain(first.cookie().split("=", 2)[1]);
    String firstId = json(listed).path("sessions").get(1).path("id").asString();

    assertThat(status(others.asks("DELETE", "/api/sessions/" + firstId))).isEqualTo(404);
    assertThat(status(second.asks("DELETE", "/api/sessions/nonsense"))).isEqualTo(404);
    assertThat(status(second.asks("DELETE", "/api/sessions/" + firstId))).isEqualTo(204);
    assertThat(status(first.asks("GET", "/api/session"))).isEqualTo(401);

    assertThat(json(admin.send(second.asks("DELETE", "/api/sessions"))).path("ended").asInt())
        .isEqualTo(1);
    assertThat(status(second.asks("GET", "/api/session"))).isEqualTo(401);
    assertThat(status(others.asks("GET", "/api/session"))).isEqualTo(200);
  }

  @Test
  void manySignInsOfOneUserEndTheirOwnOldestAndNobodyElses() {
    Browser other = second();
    List<Browser> mine = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      admin.clock.advance(Duration.ofSeconds(1));
      mine.add(signIn(ADMIN));
    }
    assertThat(status(mine.getFirst().asks("GET", "/api/session"))).isEqualTo(401);
    assertThat(status(mine.get(7).asks("GET", "/api/session"))).isEqualTo(401);
    assertThat(status(mine.get(8).asks("GET", "/api/session"))).isEqualTo(200);
    assertThat(status(other.asks("GET", "/api/session"))).isEqualTo(200);
  }

  @Test
  void sessionsOutliveARestartOfTheServerAndAreKnownToOthers() {
    Browser browser = signIn(ADMIN);
    AdminFixture restarted = admin.restarted();

    assertThat(restarted.send(browser.asks("GET", "/api/session")).status()).isEqualTo(200);
    assertThat(restarted.send(browser.asks("POST", "/api/logout")).status()).isEqualTo(204);
    assertThat(status(browser.asks("GET", "/api/session"))).isEqualTo(401);
  }

  @Test
  void whoAsksLearnsWhomTheServerTakesThemFor() {
    RawResponse answer =
        admin.sendFrom(
            "192.0.2.7",
            AdminFixture.by(
                ADMIN, request("GET", "/api/whoami", "x-forwarded-for", "198.51.100.1")));

    assertThat(json(answer).path("ip").asString()).isEqualTo("192.0.2.7");
    assertThat(json(answer).path("forwardedFor").asString()).isEqualTo("198.51.100.1");
    assertThat(json(answer).path("accessKey").asString()).isEqualTo(ADMIN);
  }
}
