package io.bytebucket.admin.audit;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListAuditTest {
  private static final UserId OWNER = new UserId("somebody");

  private final AdminFixture admin = new AdminFixture();

  private void make(int buckets) {
    for (int i = 0; i < buckets; i++) {
      admin.store.buckets().create(new BucketName("bucket-" + i), OWNER, LocationConstraint.NONE);
    }
  }

  private static List<String> targets(JsonNode page) {
    List<String> targets = new ArrayList<>();
    page.get("events").forEach(event -> targets.add(event.get("target").asString()));
    return targets;
  }

  @Test
  void recordsAreListedTheLatestFirstAPageAtATime() {
    make(5);
    JsonNode first = json(admin.admin("GET", "/api/audit?limit=3&action=bucket"));
    assertThat(targets(first))
        .containsExactly("bucket/bucket-4", "bucket/bucket-3", "bucket/bucket-2");
    String next = first.get("next").asString();
    JsonNode second = json(admin.admin("GET", "/api/audit?action=bucket&cursor=" + next));
    assertThat(targets(second)).containsExactly("bucket/bucket-1", "bucket/bucket-0");
    assertThat(second.has("next")).isFalse();
    JsonNode event = second.get("events").get(0);
    assertThat(event.get("action").asString()).isEqualTo("bucket.create");
    assertThat(event.get("result").asString()).isEqualTo("done");
    assertThat(event.get("actor").asString()).isEqualTo("system");
    assertThat(event.get("after").asString()).contains("owner=somebody");
    assertThat(event.get("id").asString()).matches("[0-9a-f]{16}");
  }

  @Test
  void recordsAreExportedAsLines() {
    make(5);
    RawResponse lines = admin.admin("GET", "/api/audit?format=jsonl&limit=2&target=bucket/bucket-");
    assertThat(lines.header("content-type")).isEqualTo("application/x-ndjson");
    assertThat(lines.text().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
    String rest = "/api/audit?format=jsonl&target=bucket/&cursor=" + lines.header("x-next-cursor");
    RawResponse last = admin.admin("GET", rest);
    assertThat(last.text().lines()).hasSize(3);
    assertThat(last.headers().contains("x-next-cursor")).isFalse();
  }

  @Test
  void timesAreAskedForAsTheyAreToldAndAsNanoseconds() {
    make(1);
    JsonNode event = json(admin.admin("GET", "/api/audit?action=bucket")).get("events").get(0);
    String time = event.get("time").asString();
    long nanos = event.get("ts").asLong();
    String only = "/api/audit?action=bucket&";
    assertThat(targets(json(admin.admin("GET", only + "from=" + time)))).hasSize(1);
    assertThat(targets(json(admin.admin("GET", only + "until=" + time)))).isEmpty();
    assertThat(targets(json(admin.admin("GET", only + "before=" + nanos)))).isEmpty();
    assertThat(targets(json(admin.admin("GET", only + "before=" + (nanos + 1_000_000)))))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=x",
        "from=yesterday",
        "until=1",
        "before=x",
        "format=csv"
      })
  void whatMeansNothingIsRefused(String query) {
    RawResponse answer = admin.admin("GET", "/api/audit?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("InvalidArgument");
  }

  @Test
  void onlyAdministratorsReadTheLog() {
    assertThat(admin.send(request("GET", "/api/audit")).status()).isEqualTo(401);
    assertThat(
            admin.send(AdminFixture.by(AdminFixture.READER, request("GET", "/api/audit"))).status())
        .isEqualTo(403);
  }
}
