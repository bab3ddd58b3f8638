package io.bytebucket.admin.user;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Users over the admin API, as its first clients use it and as later ones may. */
class UsersTest {
  private static final String READ_ONLY =
      "[{\"effect\":\"Allow\",\"buckets\":[\"reports\"],"
          + "\"actions\":[\"s3:GetObject\",\"s3:ListBucket\"]}]";
  private static final String EVERYTHING =
      "[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]}]";

  private final AdminFixture admin = new AdminFixture();

  private JsonNode create(String document) {
    RawResponse answer = admin.admin("POST", "/api/users", document);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return json(answer);
  }

  private JsonNode get(String named) {
    RawResponse answer = admin.admin("GET", "/api/users/" + named);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  @Test
  void aNewUserIsToldKeyAndSecretOnceAndHasTheRulesThatWereSent() {
    JsonNode made = create("{\"acl\":" + READ_ONLY + "}");

    String keyId = made.path("accessKeyID").asString();
    assertThat(keyId).matches("[A-Z2-7]{20}");
    assertThat(made.path("secretAccessKey").asString()).hasSize(40);
    assertThat(made.path("acl").toString()).isEqualTo(READ_ONLY);
    JsonNode there = get(keyId);
    assertThat(there.path("acl").toString()).isEqualTo(READ_ONLY);
    assertThat(there.path("admin").asBoolean()).isFalse();
    assertThat(there.toString()).doesNotContain(made.path("secretAccessKey").asString());
  }

  @Test
  void aListShowsKeysAndRulesAndTimesAndNoSecret() {
    create("{\"acl\":[],\"name\":\"anna\",\"secretAccessKey\":\"brought along\"}");
    RawResponse answer = admin.admin("GET", "/api/users");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("secret", "brought along");
    JsonNode all = json(answer);
    assertThat(all.isArray()).isTrue();
    assertThat(all.size()).isEqualTo(3);
    for (JsonNode user : all) {
      assertThat(user.path("accessKeyID").asString()).isNotEmpty();
      assertThat(user.path("acl").isArray()).isTrue();
      assertThat(user.path("createdAt").asString()).isEqualTo("2026-11-22T18:47:24.567Z");
      assertThat(user.path("keys").size()).isEqualTo(1);
    }
  }

  @Test
  void aListHasPages() {
    for (int i = 0; i < 5; i++) {
      create("{\"acl\":[]}");
    }
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      RawResponse page =
          admin.admin("GET", "/api/users?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      json(page).forEach(user -> ids.add(user.path("id").asString()));
      assertThat(json(page).size()).isBetween(1, 2);
      cursor = page.header("x-next-cursor");
    } while (!cursor.isEmpty());

    assertThat(ids).hasSize(7).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=99999999999", "page=2"})
  void aPageThatThereIsNotIsRefused(String query) {
    assertThat(code(admin.admin("GET", "/api/users?" + query))).isEqualTo("InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"acl\":null}",
        "{\"acl\":[{}]}",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"]}]}",
        "{\"acl\":[{\"effect\":\"Allow\",\"actions\":[\"*\"]}]}",
        "{\"acl\":[{\"effect\":\"Perhaps\",\"buckets\":[\"*\"],\"actions\":[\"*\"]}]}",
        "{\"acl\":[{\"buckets\":[\"*\"],\"actions\":[\"*\"]}]}",
        "{\"acl\":[],\"accessKeyID\":\"a b\"}",
        "{\"acl\":[],\"secretAccessKey\":\"short\"}",
        "{\"acl\":[],\"name\":\"no such name!\"}",
        "{\"acl\":[],\"expiresAt\":\"tomorrow\"}"
      })
  void aUserThatLacksSomethingIsNotMade(String document) {
    RawResponse answer = admin.admin("POST", "/api/users", document);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(json(admin.admin("GET", "/api/users")).size()).isEqualTo(2);
  }

  @Test
  void aKeyThatAnotherUserHasIsNotGivenAgain() {
    RawResponse answer =
        admin.admin("POST", "/api/users", "{\"acl\":[],\"accessKeyID\":\"AKIDREADER\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(code(answer)).isEqualTo("AccessKeyTaken");
  }

  @Test
  void rulesAreReplacedByAnyKeyOfTheUserAndTheAnswerIsEmpty() {
    JsonNode second = json(admin.admin("POST", "/api/users/AKIDREADER/keys", ""));
    RawResponse answer =
        admin.admin(
            "PUT",
            "/api/users/" + second.path("accessKeyID").asString(),
            "{\"acl\":" + EVERYTHING + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(get("AKIDREADER").path("acl").toString()).isEqualTo(EVERYTHING);
    assertThat(admin.send(AdminFixture.by("AKIDREADER", request("GET", "/api/users"))).status())
        .isEqualTo(200);
  }

  @Test
  void whoIsNotThereIsNotFound() {
    RawResponse answer = admin.admin("PUT", "/api/users/NOSUCHKEY", "{\"acl\":[]}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(code(answer)).isEqualTo("NoSuchUser");
    assertThat(admin.admin("GET", "/api/users/NOSUCHKEY").status()).isEqualTo(404);
    assertThat(admin.admin("PATCH", "/api/users/NOSUCHKEY", "{\"enabled\":true}").status())
        .isEqualTo(404);
    assertThat(admin.admin("DELETE", "/api/keys/NOSUCHKEY").status()).isEqualTo(404);
    assertThat(admin.admin("POST", "/api/keys/NOSUCHKEY/rotate", "").status()).isEqualTo(404);
    assertThat(admin.admin("POST", "/api/keys/NOSUCHKEY/secret", "").status()).isEqualTo(404);
    assertThat(admin.admin("PATCH", "/api/keys/NOSUCHKEY", "{\"enabled\":true}").status())
        .isEqualTo(404);
  }

  @Test
  void aRemovedUserIsGoneAndToRemoveItAgainChangesNothing() {
    assertThat(admin.admin("DELETE", "/api/users/AKIDREADER").status()).isEqualTo(204);
    assertThat(admin.admin("GET", "/api/users/AKIDREADER").status()).isEqualTo(404);
    assertThat(admin.admin("DELETE", "/api/users/AKIDREADER").status()).isEqualTo(204);
  }

  @Test
  void theLastAdministratorStays() {
    assertThat(admin.admin("DELETE", "/api/users/AKIDADMIN").status()).isEqualTo(409);
    assertThat(code(admin.admin("PUT", "/api/users/AKIDADMIN", "{\"acl\":[]}")))
        .isEqualTo("LastAdministrator");
    assertThat(admin.admin("PATCH", "/api/users/AKIDADMIN", "{\"enabled\":false}").status())
        .isEqualTo(409);
    assertThat(admin.admin("DELETE", "/api/keys/AKIDADMIN").status()).isEqualTo(409);
    assertThat(admin.admin("PATCH", "/api/keys/AKIDADMIN", "{\"enabled\":false}").status())
        .isEqualTo(409);
    assertThat(admin.admin("GET", "/api/users").status()).isEqualTo(200);
  }

  @Test
  void aUserIsRenamedAndDisabledAndEnabled() {
    assertThat(admin.admin("PATCH", "/api/users/AKIDREADER", "{\"name\":\"anna\"}").status())
        .isEqualTo(204);
    assertThat(get("AKIDREADER").path("name").asString()).isEqualTo("anna");
    assertThat(admin.admin("PATCH", "/api/users/AKIDREADER", "{\"enabled\":false}").status())
        .isEqualTo(204);
    assertThat(get("AKIDREADER").path("enabled").asBoolean()).isFalse();
    assertThat(admin.admin("PATCH", "/api/users/AKIDREADER", "{\"enabled\":true}").status())
        .isEqualTo(204);
    assertThat(get("AKIDREADER").path("enabled").asBoolean()).isTrue();
    assertThat(
            admin
                .admin("PATCH", "/api/users/AKIDREADER", "{\"enabled\":true,\"name\":\"b\"}")
                .status())
        .isEqualTo(400);
    assertThat(admin.admin("PATCH", "/api/users/AKIDREADER", "{}").status()).isEqualTo(400);
  }

  @Test
  void keysAreMadeDisabledGivenAnEndAndRemoved() {
    JsonNode made =
        json(
            admin.admin(
                "POST",
                "/api/users/AKIDREADER/keys",
                "{\"accessKeyID\":\"AKIDSECOND\",\"secretAccessKey\":\"brought along\","
                    + "\"expiresAt\":\"2030-01-31T12:00:00Z\"}"));
    assertThat(made.path("secretAccessKey").asString()).isEqualTo("brought along");
    assertThat(made.path("expiresAt").asString()).isEqualTo("2030-01-31T12:00:00Z");

    JsonNode changed =
        json(
            admin.admin(
                "PATCH", "/api/keys/AKIDSECOND", "{\"enabled\":false,\"expiresAt\":\"never\"}"));
    assertThat(changed.path("enabled").asBoolean()).isFalse();
    assertThat(changed.has("expiresAt")).isFalse();
    assertThat(get("AKIDSECOND").path("accessKeyID").asString()).isEqualTo("AKIDREADER");

    assertThat(admin.admin("DELETE", "/api/keys/AKIDSECOND").status()).isEqualTo(204);
    assertThat(get("AKIDREADER").path("keys").size()).isEqualTo(1);
  }

  @Test
  void aRotatedKeyGoesOnForAsLongAsItWasSaid() {
    JsonNode made = json(admin.admin("POST", "/api/keys/AKIDREADER/rotate?graceSeconds=60", ""));
    assertThat(made.path("accessKeyID").asString()).isNotEqualTo("AKIDREADER");
    JsonNode user = get("AKIDREADER");
    assertThat(user.path("keys").size()).isEqualTo(2);
    assertThat(user.path("keys").get(0).path("expiresAt").asString())
        .isEqualTo(AdminFixture.NOW.plus(Duration.ofSeconds(60)).toString());
    assertThat(admin.admin("POST", "/api/keys/AKIDREADER/rotate?graceSeconds=-1", "").status())
        .isEqualTo(400);
  }

  @Test
  void aNewSecretIsToldOnceAndTheOldOneIsNoneAnyMore() {
    JsonNode first = create("{\"acl\":" + EVERYTHING + ",\"accessKeyID\":\"AKIDOTHER\"}");
    JsonNode second = json(admin.admin("POST", "/api/keys/AKIDOTHER/secret", ""));

    assertThat(ask(first.path("secretAccessKey").asString())).isEqualTo(401);
    assertThat(ask(second.path("secretAccessKey").asString())).isEqualTo(200);
  }

  private int ask(String secret) {
    return admin
        .send(
            request("GET", "/api/users")
                .add("x-admin-accesskey", "AKIDOTHER")
                .add("x-admin-secret", secret))
        .status();
  }

  @Test
  void aRuleForbidsSingleActionsToAnAdministrator() {
    create(
        "{\"accessKeyID\":\"AKIDHALF\",\"secretAccessKey\":\"AKIDHALF-secret\",\"acl\":["
            + "{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":[\"*\"],\"actions\":[\"admin:DeleteUser\"]}]}");

    assertThat(admin.send(AdminFixture.by("AKIDHALF", request("GET", "/api/users"))).status())
        .isEqualTo(200);
    RawResponse refused =
        admin.send(AdminFixture.by("AKIDHALF", request("DELETE", "/api/users/AKIDREADER")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(code(refused)).isEqualTo("AccessDenied");
  }
}
