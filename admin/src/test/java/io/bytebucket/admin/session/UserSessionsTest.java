package io.bytebucket.admin.session;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What users do in the console who are no administrators: what they may elsewhere, and no more. */
class UserSessionsTest {
  private static final String OWN = "/api/own/keys";

  private final AdminFixture admin = new AdminFixture();

  /** Somebody's browser. */
  private record Browser(String cookie, String csrf) {
    RawRequest asks(String method, String target) {
      return request(
          method, target, "cookie", cookie, "sec-fetch-site", "same-origin", "x-csrf-token", csrf);
    }
  }

  private static RawRequest login(String keyId, String secret) {
    return request("POST", "/api/login")
        .withBody("{\"accessKey\":\"%s\",\"secret\":\"%s\"}".formatted(keyId, secret))
        .sized();
  }

  private Browser signIn(String keyId, String secret) {
    RawResponse answer = admin.send(login(keyId, secret));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new Browser(
        answer.header("set-cookie").split(";", 2)[0], json(answer).path("csrfToken").asString());
  }

  private Browser reader() {
    return signIn(READER, secret(READER));
  }

  private RawResponse send(Browser browser, String method, String target, String document) {
    return admin.send(browser.asks(method, target).withBody(document).sized());
  }

  private RawResponse get(Browser browser, String target) {
    return admin.send(browser.asks("GET", target));
  }

  private void rules(String keyId, String rules) {
    assertThat(admin.admin("PUT", "/api/users/" + keyId, "{\"acl\":[" + rules + "]}").status())
        .isEqualTo(200);
  }

  private static String rule(String effect, String actions) {
    return "{\"effect\":\"%s\",\"buckets\":[\"*\"],\"actions\":[%s]}".formatted(effect, actions);
  }

  @Test
  void aUserReadsWhatItsRulesAllowAndNothingElse() {
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos/a", "text");
    Browser browser = reader();

    assertThat(get(browser, "/api/objects/photos?key=a").text()).isEqualTo("text");
    assertThat(code(get(browser, "/api/s3/photos"))).isEqualTo("AccessDenied");
    assertThat(send(browser, "PUT", "/api/s3/photos/b", "x").status()).isEqualTo(403);
    assertThat(send(browser, "DELETE", "/api/s3/photos/a", "").status()).isEqualTo(403);
    assertThat(get(browser, "/api/objects/photos?key=a&presign").text()).contains(READER);
  }

  @Test
  void whatIsDoneInASessionOrByTheHeaderIsAUseOfItsKey() {
    assertThat(lastUse(READER)).isEmpty();
    Browser browser = reader();
    assertThat(lastUse(READER)).isEqualTo(AdminFixture.NOW.toString());
    admin.clock.advance(Duration.ofMinutes(7));
    assertThat(get(browser, OWN).status()).isEqualTo(200);
    assertThat(lastUse(READER)).isEqualTo(admin.clock.instant().toString());
    // Who asks for it does so with a key, too.
    assertThat(lastUse(ADMIN)).isEqualTo(admin.clock.instant().toString());
    admin.clock.advance(Duration.ofMinutes(7));
    assertThat(admin.send(login(READER, "wrong")).status()).isEqualTo(401);
    assertThat(lastUse(READER)).isNotEqualTo(admin.clock.instant().toString());
  }

  private String lastUse(String keyId) {
    return json(admin.admin("GET", "/api/users/" + keyId))
        .path("keys")
        .path(0)
        .path("lastUsedAt")
        .asString("");
  }

  /** A page of the console loads scripts and styles from its own origin, and so from here. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/objects/photos?key=a.js", "/api/s3/photos/a.js"})
  void whatIsStoredIsNoScriptAndNoStyleToABrowser(String target) {
    admin.admin("PUT", "/api/s3/photos");
    for (String type : new String[] {"text/javascript", "text/css", "image/png"}) {
      admin.admin(request("PUT", target, "content-type", type).withBody("alert(1)").sized());
      RawResponse answer = get(reader(), target);
      assertThat(answer.text()).isEqualTo("alert(1)");
      assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(admin.admin("GET", target).header("content-type")).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/users",
        "/api/users/AKIDREADER",
        "/api/stats",
        "/api/stats/requests",
        "/api/logs",
        "/api/audit",
        "/api/why",
        "/api/config",
        "/api/bans",
        "/api/s3/photos?quota",
        "/api/users/AKIDREADER/access"
      })
  void whatAdministratorsDoIsRefused(String target) {
    admin.admin("PUT", "/api/s3/photos");
    RawResponse answer = get(reader(), target);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("AccessDenied");
  }

  @Test
  void aUserStartsJobsWithinItsRightsAndSeesAndCancelsNoOthers() {
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos/a", "text");
    String document = "{\"kind\":\"empty-bucket\",\"bucket\":\"photos\"}";
    String foreign = json(admin.admin("POST", "/api/jobs", document)).path("id").asString();
    Browser browser = reader();
    assertThat(send(browser, "POST", "/api/jobs", document).status()).isEqualTo(403);
    assertThat(code(get(browser, "/api/jobs/" + foreign))).isEqualTo("NoSuchJob");
    assertThat(code(send(browser, "DELETE", "/api/jobs/" + foreign, ""))).isEqualTo("NoSuchJob");

    rules(READER, rule("Allow", "\"s3:*\""));
    RawResponse started = send(browser, "POST", "/api/jobs", document);
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    JsonNode seen = json(get(browser, "/api/jobs")).path("jobs");
    assertThat(seen.size()).isOne();
    assertThat(seen.get(0).path("id").asString()).isNotEqualTo(foreign);
    assertThat(json(admin.admin("GET", "/api/jobs")).path("jobs").size()).isEqualTo(2);
    assertThat(send(browser, "DELETE", started.header("location"), "").text())
        .contains("cancelled");
    assertThat(admin.admin("GET", "/api/audit").text()).contains("job.cancel");
  }

  @Test
  void whetherSomebodyIsSignedInIsToldWithoutAnError() {
    String probe = "/api/session?if-any";
    assertThat(admin.send(request("GET", probe)).text()).isEqualTo("{}");
    assertThat(admin.send(request("GET", probe, "cookie", "bb_admin_session=gone")).text())
        .isEqualTo("{}");
    Browser browser = reader();
    JsonNode found = json(get(browser, probe)).path("session");
    assertThat(found.path("name").asString()).isEqualTo("reader");
    assertThat(found.path("csrfToken").asString()).isEqualTo(browser.csrf());
    assertThat(json(get(browser, "/api/session"))).isEqualTo(found);

    RawRequest foreign =
        request("GET", probe, "cookie", browser.cookie(), "sec-fetch-site", "cross-site");
    assertThat(code(admin.send(foreign))).isEqualTo("CrossOrigin");
    send(browser, "POST", "/api/logout", "");
    assertThat(get(browser, probe).text()).isEqualTo("{}");
    assertThat(json(admin.admin("GET", "/api/why")).path("refusals"))
        .extracting(refusal -> refusal.path("code").asString())
        .containsExactly("CrossOrigin");
  }

  @Test
  void everybodyLearnsWhereS3IsServed() {
    RawResponse answer = get(reader(), "/api/endpoint");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo("{\"url\":\"http://localhost:9000\",\"region\":\"us-east-1\"}");
    assertThat(admin.send(request("GET", "/api/endpoint")).status()).isEqualTo(401);
  }

  @Test
  void aListOfBucketsTellsNothingOfThemThatWhoAsksMayNotAsk() {
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos/a", "text");
    rules(READER, rule("Allow", "\"s3:ListBucket\",\"s3:ListAllMyBuckets\""));
    JsonNode little = json(get(reader(), "/api/s3?details")).path("buckets").path(0);
    assertThat(little.path("objects").asInt()).isOne();
    assertThat(little.has("isPublic") || little.has("used")).as(little.toString()).isFalse();

    rules(READER, rule("Allow", "\"s3:List*\",\"s3:GetBucketAcl\",\"s3:GetBucketPolicyStatus\""));
    JsonNode more = json(get(reader(), "/api/s3?details")).path("buckets").path(0);
    assertThat(more.path("isPublic").isBoolean()).isTrue();
    assertThat(more.path("used").path("objects").asInt()).isOne();
  }

  @Test
  void whoAsksLearnsWhatThePageMayShow() {
    JsonNode user = json(get(reader(), "/api/whoami"));
    assertThat(user.path("administrator").asBoolean()).isFalse();
    assertThat(user.path("actions").toString())
        .contains("admin:SignIn", "admin:CreateAccessKey", "admin:StartJob")
        .doesNotContain("admin:ListUsers", "s3:");
    assertThat(user.path("blocksPublicAccess").asBoolean()).isFalse();
    assertThat(json(get(reader(), "/api/whoami")).has("blocksPublicAccess")).isTrue();
    rules(READER, rule("Allow", "\"s3:ListAllMyBuckets\""));
    assertThat(json(get(reader(), "/api/whoami")).path("actions").toString())
        .contains("s3:ListAllMyBuckets");
    JsonNode blocked = json(admin.blocked().admin("GET", "/api/whoami"));
    assertThat(blocked.path("blocksPublicAccess").asBoolean()).isTrue();
    JsonNode root = json(admin.admin("GET", "/api/whoami"));
    assertThat(root.path("administrator").asBoolean()).isTrue();
    assertThat(root.path("actions").toString()).contains("admin:ListUsers");
  }

  @Test
  void whoAsksLearnsWhatItMayDoInABucket() {
    admin.admin("PUT", "/api/s3/photos");
    Browser browser = reader();
    JsonNode may = json(get(browser, "/api/own/access?bucket=photos"));
    assertThat(may.path("actions")).isEmpty();
    assertThat(may.path("objectActions").toString()).isEqualTo("[\"s3:GetObject\"]");
    rules(READER, rule("Allow", "\"s3:ListBucket\",\"s3:GetBucketTagging\""));
    assertThat(json(get(browser, "/api/own/access?bucket=photos&key=a")).path("actions").toString())
        .contains("s3:ListBucket", "s3:GetBucketTagging")
        .doesNotContain("s3:GetBucketPolicy");
    assertThat(code(get(browser, "/api/own/access?bucket=no-such"))).isEqualTo("NoSuchBucket");
    assertThat(get(browser, "/api/own/access?bucket=a%2Fb").status()).isEqualTo(400);
    assertThat(get(browser, "/api/own/access").status()).isEqualTo(400);
  }

  @Test
  void theHeaderIsForAdministratorsAlone() {
    assertThat(admin.send(by(READER, request("GET", "/api/session"))).status()).isEqualTo(403);
    assertThat(admin.send(by(READER, request("GET", OWN))).status()).isEqualTo(403);
  }

  @Test
  void whereUsersAreNotAdmittedNobodyButAdministratorsSignsInOrGoesOn() {
    Browser browser = reader();
    AdminFixture closed = admin.restarted(false);

    assertThat(closed.send(browser.asks("GET", "/api/session")).status()).isEqualTo(401);
    RawResponse refused = closed.send(login(READER, secret(READER)));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers().contains("set-cookie")).isFalse();
    assertThat(closed.send(login(ADMIN, secret(ADMIN))).status()).isEqualTo(200);
  }

  @Test
  void aRuleKeepsAUserFromSigningInAndFromGoingOn() {
    Browser browser = reader();
    rules(READER, rule("Deny", "\"admin:SignIn\""));

    assertThat(get(browser, "/api/session").status()).isEqualTo(403);
    assertThat(admin.send(login(READER, secret(READER))).status()).isEqualTo(403);
  }

  @Test
  void whoBecomesAnAdministratorOrNoneSignsInAnew() {
    Browser browser = reader();
    rules(READER, rule("Allow", "\"*\""));
    assertThat(get(browser, "/api/users").status()).isEqualTo(401);
    Browser again = reader();
    assertThat(get(again, "/api/users").status()).isEqualTo(200);
    rules(READER, rule("Allow", "\"s3:GetObject\""));
    assertThat(get(again, "/api/session").status()).isEqualTo(401);
  }

  @Test
  void guessingAtTheFormOfAUserLocksTheSourceOutToo() {
    for (int i = 1; i < 10; i++) {
      assertThat(admin.send(login(READER, "guess " + i)).status()).isEqualTo(401);
    }
    assertThat(admin.send(login(READER, "guess")).status()).isEqualTo(429);
    assertThat(admin.send(login(READER, secret(READER))).status()).isEqualTo(429);
  }

  @Test
  void whoHasAKeyMakesNoRoomByItToGuessAtThoseOfOthers() {
    for (int i = 1; i < 10; i++) {
      assertThat(admin.send(login(ADMIN, "guess " + i)).status()).isEqualTo(401);
      assertThat(admin.send(login(READER, secret(READER))).status()).isEqualTo(200);
    }
    assertThat(admin.send(login(ADMIN, "guess")).status()).isEqualTo(429);
  }

  @Test
  void whatIsMistypedIsForgivenWithTheRightSecretOfThatKey() {
    assertThat(admin.send(login(ADMIN, "guess")).status()).isEqualTo(401);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 8; i++) {
        assertThat(admin.send(login(READER, "mistyped")).status()).isEqualTo(401);
      }
      reader();
    }
    for (int i = 0; i < 8; i++) {
      assertThat(admin.send(login(ADMIN, "guess")).status()).isEqualTo(401);
    }
    assertThat(admin.send(login(ADMIN, "guess")).status()).isEqualTo(429);
  }

  @Test
  void whereTheDiskIsNearlyFullSignInsOfUsersTakeNothingOfTheReserve() {
    admin.metadata.setRoomLow(true);
    assertThat(admin.send(login(READER, secret(READER))).status()).isEqualTo(503);
    signIn(ADMIN, secret(ADMIN));
    admin.store.signIns().write();
    admin.metadata.setRoomLow(false);
    assertThat(json(admin.admin("GET", "/api/audit")).path("events"))
        .extracting(JsonNode::toString)
        .noneMatch(event -> event.contains("sign-in") && event.contains(READER))
        .anyMatch(event -> event.contains("sign-in") && event.contains(ADMIN));
  }

  @Test
  void whereTheDiskIsNearlyFullSignInsThatAreRepeatedAreNotWrittenDown() {
    reader();
    reader();
    admin.metadata.setRoomLow(true);
    admin.store.signIns().write();
    admin.metadata.setRoomLow(false);
    assertThat(events("sign-in"))
        .filteredOn(event -> event.path("accessKeyID").asString().equals(READER))
        .hasSize(1);
  }

  /** What the audit log tells of such actions, the latest first. */
  private List<JsonNode> events(String action) {
    return json(admin.admin("GET", "/api/audit"))
        .path("events")
        .valueStream()
        .filter(event -> event.path("action").asString().equals(action))
        .toList();
  }

  @Test
  void ownSessionsAreListedAndEnded() {
    Browser browser = reader();
    Browser other = reader();
    Browser root = signIn(ADMIN, secret(ADMIN));
    JsonNode sessions = json(get(browser, "/api/sessions")).path("sessions");
    assertThat(sessions.size()).isEqualTo(2);
    String roots = json(get(root, "/api/sessions")).path("sessions").get(0).path("id").asString();
    assertThat(send(browser, "DELETE", "/api/sessions/" + roots, "").status()).isEqualTo(404);
    assertThat(json(send(browser, "DELETE", "/api/sessions", "")).path("ended").asInt())
        .isEqualTo(2);
    assertThat(get(other, "/api/session").status()).isEqualTo(401);
    assertThat(get(root, "/api/session").status()).isEqualTo(200);
  }

  @Test
  void ownKeysAreMadeListedRotatedDisabledAndRemoved() {
    Browser browser = reader();
    JsonNode made = json(send(browser, "POST", OWN, ""));
    String id = made.path("accessKeyID").asString();
    String secret = made.path("secretAccessKey").asString();
    assertThat(get(browser, OWN).text()).contains(READER, id).doesNotContain(secret);
    assertThat(get(signIn(id, secret), "/api/session").status()).isEqualTo(200);

    RawResponse rotated = send(browser, "POST", OWN + "/" + id + "/rotate?graceSeconds=60", "");
    assertThat(rotated.status()).isEqualTo(201);
    String next = json(rotated).path("accessKeyID").asString();
    assertThat(send(browser, "PATCH", OWN + "/" + next, "{\"enabled\":false}").status())
        .isEqualTo(200);
    assertThat(json(get(browser, OWN)).path("keys").size()).isEqualTo(3);
    assertThat(send(browser, "DELETE", OWN + "/" + next, "").status()).isEqualTo(204);
    assertThat(send(browser, "DELETE", OWN + "/" + next, "").status()).isEqualTo(404);
    admin.clock.advance(Duration.ofMinutes(2));
    assertThat(admin.send(login(id, secret)).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH  |         | {\"enabled\":false}",
        "DELETE |         | ",
        "POST   | /rotate | "
      })
  void theKeysOfOthersAreNone(String method, String rest, String document) {
    String target = OWN + "/" + ADMIN + (rest == null ? "" : rest);
    RawResponse answer = send(reader(), method, target, document == null ? "" : document);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(admin.admin("GET", "/api/session").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"enabled\":true}",
        "{\"expiresAt\":\"never\"}",
        "{\"expiresAt\":\"2027-01-01T00:00:01Z\"}",
        "{\"enabled\":false,\"expiresAt\":\"never\"}",
        "{}"
      })
  void aKeyIsNeverGivenMoreThanItHas(String document) {
    admin.admin("PATCH", "/api/keys/" + READER, "{\"expiresAt\":\"2027-01-01T00:00:00Z\"}");
    RawResponse answer = send(reader(), "PATCH", OWN + "/" + READER, document);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aKeyThatWasGivenForAWhileMakesNoneThatLastsLonger() {
    String end = "2027-01-01T00:00:00Z";
    admin.admin("PATCH", "/api/keys/" + READER, "{\"expiresAt\":\"" + end + "\"}");
    Browser browser = reader();

    assertThat(json(send(browser, "POST", OWN, "")).path("expiresAt").asString()).isEqualTo(end);
    for (String wanted : new String[] {"never", "2027-01-01T00:00:01Z"}) {
      String document = "{\"expiresAt\":\"" + wanted + "\"}";
      assertThat(send(browser, "POST", OWN, document).status()).isEqualTo(400);
      assertThat(send(browser, "POST", OWN + "/" + READER + "/rotate", document).status())
          .isEqualTo(400);
    }
  }

  @Test
  void aKeyThatWasGivenForAWhileTakesNothingFromThoseThatLastLonger() {
    String end = admin.clock.instant().plus(Duration.ofHours(1)).toString();
    JsonNode brief =
        json(
            admin.admin(
                "POST", "/api/users/" + READER + "/keys", "{\"expiresAt\":\"" + end + "\"}"));
    String id = brief.path("accessKeyID").asString();
    Browser browser = signIn(id, brief.path("secretAccessKey").asString());
    for (String[] change :
        new String[][] {
          {"PATCH", "", "{\"enabled\":false}"}, {"DELETE", "", ""}, {"POST", "/rotate", ""}
        }) {
      RawResponse refused = send(browser, change[0], OWN + "/" + READER + change[1], change[2]);
      assertThat(code(refused)).as(change[0]).isEqualTo("AccessDenied");
      assertThat(refused.status()).isEqualTo(403);
    }
    assertThat(get(reader(), OWN).text()).contains(READER, id);
    assertThat(send(reader(), "DELETE", OWN + "/" + id, "").status()).isEqualTo(204);
  }

  @Test
  void whatIsDoneStandsInTheAuditLogWithWhoDidIt() {
    Browser browser = reader();
    String id = json(send(browser, "POST", OWN, "")).path("accessKeyID").asString();
    send(browser, "DELETE", OWN + "/" + id, "");
    for (String action : List.of("session.begin", "key.create", "key.remove")) {
      JsonNode event = events(action).getFirst();
      assertThat(event.path("actor").asString()).as(action).isEqualTo("reader");
      assertThat(event.path("accessKeyID").asString()).as(action).isEqualTo(READER);
    }
  }
}
