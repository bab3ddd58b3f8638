package io.bytebucket.admin.refusal;

import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why was this refused? */
class RefusalsTest {
  private final AdminFixture admin = new AdminFixture();

  private JsonNode why(RawResponse refused) {
    RawResponse answer = admin.admin("GET", "/api/why/" + refused.header("x-amz-request-id"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  @Test
  void whoIsRefusedIsToldLittleAndAnAdministratorWhy() {
    RawResponse refused = admin.send(by(READER, request("GET", "/api/users")));
    assertThat(refused.text()).doesNotContain("administrator");

    JsonNode why = why(refused);
    assertThat(why.path("code").asString()).isEqualTo("AccessDenied");
    assertThat(why.path("accessKeyID").asString()).isEqualTo(READER);
    assertThat(why.path("accessKeyProved").asBoolean()).isTrue();
    assertThat(why.path("because").path("reason").asString())
        .isEqualTo("who asks is no administrator");
    assertThat(why.path("because").path("action").asString()).isEqualTo("admin:SignIn");
  }

  @Test
  void nothingOfASecretIsKept() {
    RawResponse refused =
        admin.send(
            request("GET", "/api/users")
                .add("x-admin-accesskey", READER)
                .add("x-admin-secret", "a guess of mine"));

    JsonNode why = why(refused);
    assertThat(why.path("status").asInt()).isEqualTo(401);
    assertThat(why.path("accessKeyProved").asBoolean()).isFalse();
    assertThat(why.toString()).doesNotContain("a guess of mine");
  }

  @Test
  void theLatestAreListedFirst() {
    for (int i = 0; i < 3; i++) {
      assertThat(admin.send(by(READER, request("GET", "/api/users"))).status()).isEqualTo(403);
    }
    RawResponse last = admin.send(by(READER, request("DELETE", "/api/users/x")));

    JsonNode list = json(admin.admin("GET", "/api/why?limit=2")).path("refusals");
    assertThat(list.size()).isEqualTo(2);
    assertThat(list.get(0).path("requestId").asString()).isEqualTo(last.header("x-amz-request-id"));
  }

  @Test
  void whatWasNotRefusedIsNotThere() {
    RawResponse fine = admin.admin("GET", "/api/users");
    assertThat(admin.admin("GET", "/api/why/" + fine.header("x-amz-request-id")).status())
        .isEqualTo(404);
  }
}
