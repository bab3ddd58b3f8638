package io.bytebucket.admin.checkpoint;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CheckpointsTest {
  private static final String ALL = "/api/checkpoints";

  private final AdminFixture admin = new AdminFixture();

  @Test
  void oneIsMadeShownRenewedAndReleased() {
    RawResponse made = admin.admin("POST", ALL, "{}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(json(made).path("createdAt").asString()).isEqualTo(AdminFixture.NOW.toString());
    assertThat(json(made).path("expiresAt").asString())
        .isEqualTo(AdminFixture.NOW.plusSeconds(900).toString());
    String one = made.header("location");
    assertThat(json(admin.admin("GET", one))).isEqualTo(json(made));
    JsonNode list = json(admin.admin("GET", ALL));
    assertThat(list.path("limit").asInt()).isEqualTo(4);
    assertThat(list.path("checkpoints")).containsExactly(json(made));
    JsonNode renewed = json(admin.admin("PUT", one, "{\"seconds\":60}"));
    assertThat(renewed.path("expiresAt").asString())
        .isEqualTo(AdminFixture.NOW.plusSeconds(60).toString());
    assertThat(admin.admin("DELETE", one).status()).isEqualTo(204);
    assertThat(code(admin.admin("GET", one))).isEqualTo("NoSuchCheckpoint");
  }

  @Test
  void aLifeThatIsNoneAndAFifthAreRefused() {
    for (String seconds : new String[] {"0", "-1", "86401"}) {
      assertThat(admin.admin("POST", ALL, "{\"seconds\":" + seconds + "}").status()).isEqualTo(400);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(admin.admin("POST", ALL, "{\"seconds\":86400}").status()).isEqualTo(201);
    }
    assertThat(code(admin.admin("POST", ALL, "{}"))).isEqualTo("TooManyCheckpoints");
  }
}
