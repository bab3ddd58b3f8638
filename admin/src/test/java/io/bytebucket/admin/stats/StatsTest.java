package io.bytebucket.admin.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.Durations;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatsTest {
  private static final Outcomes SOME = new Outcomes(10, 1, 2, 3);

  private final AdminFixture admin = new AdminFixture();
  private final Activity activity = admin.store.activity();

  private JsonNode got(String target) {
    RawResponse answer = admin.admin("GET", target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return AdminFixture.json(answer);
  }

  private JsonNode put(String target, String document) {
    RawResponse answer = admin.admin("PUT", target, document);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return AdminFixture.json(answer);
  }

  private void make(String bucket) {
    var _ =
        admin
            .store
            .buckets()
            .create(new BucketName(bucket), new UserId("AKA"), LocationConstraint.NONE);
  }

  @Test
  void sumsHaveWhatIsStoredAndWhatIsNotYet() {
    make("photos");
    Work work = new Work(1, 2, 3, 40, 50);
    activity.log().add(AdminFixture.NOW, new Tally(work, SOME, Map.of("photos", work)));
    admin.live.tally = new Tally(work, SOME, Map.of("photos", work, "gone", work));

    JsonNode stats = got("/api/stats");

    assertThat(stats.path("buckets").asInt()).isOne();
    assertThat(stats.path("objects").asInt()).isZero();
    assertThat(stats.path("bytes").asInt()).isZero();
    assertThat(stats.path("multipartInProgress").asInt()).isZero();
    assertThat(stats.path("activity").toString())
        .isEqualTo("{\"uploads\":2,\"downloads\":4,\"deletes\":6,\"bytesIn\":80,\"bytesOut\":100}");
    assertThat(stats.path("requests").toString())
        .isEqualTo("{\"success\":20,\"redirect\":2,\"clientError\":4,\"serverError\":6}");
    assertThat(stats.path("perBucket")).hasSize(1);
    assertThat(stats.path("perBucket").get(0).path("name").asString()).isEqualTo("photos");
    assertThat(stats.path("perBucket").get(0).path("downloads").asInt()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"1h,60,60", "24h,24,3600", "7d,7,86400", "14d,14,86400", "30d,30,86400"})
  void aRangeHasAllItsStepsAndEndsWithTheOneUnderWay(String range, int count, int seconds) {
    activity.log().add(AdminFixture.NOW, new Tally(Work.NONE, SOME, Map.of()));
    activity
        .log()
        .add(AdminFixture.NOW.minusSeconds(seconds), new Tally(Work.NONE, SOME, Map.of()));
    admin.live.tally = new Tally(Work.NONE, SOME, Map.of());

    JsonNode series = got("/api/stats/requests?range=" + range);

    assertThat(series.path("range").asString()).isEqualTo(range);
    assertThat(series.path("bucketSeconds").asInt()).isEqualTo(seconds);
    assertThat(series.path("buckets")).hasSize(count);
    JsonNode last = series.path("buckets").get(count - 1);
    assertThat(last.path("c2xx").asInt()).isEqualTo(20);
    assertThat(series.path("buckets").get(count - 2).path("c4xx").asInt()).isEqualTo(2);
    assertThat(series.path("totals").toString())
        .isEqualTo(
            "{\"c2xx\":30,\"c4xx\":6,\"c5xx\":9,\"bytesIn\":0,\"bytesOut\":0,"
                + "\"latency\":{\"count\":0}}");
    assertThat(series.path("to").asLong() - series.path("from").asLong())
        .isEqualTo((long) count * seconds);
    assertThat(last.path("ts").asLong() + seconds).isEqualTo(series.path("to").asLong());
    assertThat(AdminFixture.NOW.getEpochSecond())
        .isBetween(last.path("ts").asLong(), series.path("to").asLong());
    assertThat(series.path("canForward").asBoolean()).isFalse();
  }

  /** Of a hundred requests half took up to half a millisecond, and two more than all bounds. */
  private static Tally timed() {
    List<Long> counts = new ArrayList<>(Durations.NONE.counts());
    counts.set(0, 50L);
    counts.set(1, 48L);
    counts.set(counts.size() - 1, 2L);
    return new Tally(new Work(0, 0, 0, 600, 700), SOME, new Durations(counts), Map.of());
  }

  @Test
  void aSeriesTellsHowLongRequestsTookAndWhatTheyMoved() {
    activity.log().add(AdminFixture.NOW.minusSeconds(60), timed());
    admin.live.tally = timed();

    JsonNode series = got("/api/stats/requests?range=1h");

    for (int back = 1; back <= 2; back++) {
      JsonNode step = series.path("buckets").get(60 - back);
      assertThat(step.path("bytesIn").asInt()).isEqualTo(600);
      assertThat(step.path("bytesOut").asInt()).isEqualTo(700);
      assertThat(step.path("latency").path("p50Ms").asDouble()).isEqualTo(0.5);
      assertThat(step.path("latency").path("p99Ms").asDouble()).isEqualTo(30_000);
    }
    assertThat(series.path("buckets").get(57).path("latency").toString())
        .isEqualTo("{\"count\":0}");
    assertThat(series.path("totals").path("latency").path("count").asInt()).isEqualTo(200);
    assertThat(series.path("totals").path("latency").path("p50Ms").asDouble()).isEqualTo(0.5);
  }

  @Test
  void sumsTellWhatWentThroughInTheLastMinutesAndHowTheServerFares() {
    activity.log().add(AdminFixture.NOW.minusSeconds(120), timed());
    activity.log().add(AdminFixture.NOW.minus(Duration.ofMinutes(10)), timed());
    admin.live.tally = timed();
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos/a", "x".repeat(2_000));
    List<BlobId> blobs = new ArrayList<>();
    admin.blobs.forEach(blobs::add);
    blobs.forEach(blob -> admin.blobs.flip(blob, 5));
    assertThat(admin.admin("GET", "/api/raw/photos?key=a").status()).isEqualTo(500);

    JsonNode stats = got("/api/stats");

    JsonNode recent = stats.path("recent");
    assertThat(recent.path("requests").asInt()).isEqualTo(32);
    assertThat(recent.path("bytesIn").asInt()).isEqualTo(1_200);
    assertThat(recent.path("latency").path("count").asInt()).isEqualTo(200);
    assertThat(recent.path("seconds").asInt()).isBetween(240, 300);
    assertThat(stats.path("health").toString())
        .isEqualTo("{\"faults\":0,\"damagedReads\":1,\"commitFailures\":0}");
  }

  @Test
  void versionsThatAreNotCurrentAreTold() {
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos?versioning", "{\"status\":\"Enabled\"}");
    admin.admin("PUT", "/api/s3/photos/a", "12345");
    admin.admin("PUT", "/api/s3/photos/a", "123");
    admin.admin("DELETE", "/api/s3/photos/a");

    JsonNode stats = got("/api/stats");

    assertThat(stats.path("objects").asInt()).isZero();
    assertThat(stats.path("otherVersions").asInt()).isEqualTo(3);
    assertThat(stats.path("otherVersionBytes").asInt()).isEqualTo(8);
    assertThat(stats.path("perBucket").get(0).path("otherVersions").asInt()).isEqualTo(3);
  }

  @Test
  void oneCanLookBackAsFarAsThereIsSomething() {
    activity
        .log()
        .add(AdminFixture.NOW.minus(Duration.ofDays(1)), new Tally(Work.NONE, SOME, Map.of()));

    assertThat(got("/api/stats/requests").path("canBack").asBoolean()).isTrue();
    JsonNode before = got("/api/stats/requests?offset=1");
    assertThat(before.path("totals").path("c2xx").asInt()).isEqualTo(10);
    assertThat(before.path("canBack").asBoolean()).isFalse();
    assertThat(before.path("canForward").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"range=2h", "offset=-1", "offset=x", "range=24h&until=1"})
  void whatIsNoRangeIsRefused(String query) {
    RawResponse answer = admin.admin("GET", "/api/stats/requests?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(AdminFixture.code(answer)).isEqualTo("InvalidArgument");
  }

  @Test
  void retentionIsBroughtIntoRangeAndStays() {
    assertThat(got("/api/config/retention").toString()).isEqualTo("{\"days\":30}");
    assertThat(put("/api/config/retention", "{\"days\":9999}").toString())
        .isEqualTo("{\"days\":365}");
    assertThat(put("/api/config/retention", "{\"days\":0}").toString()).isEqualTo("{\"days\":1}");
    assertThat(got("/api/config/retention").toString()).isEqualTo("{\"days\":1}");
  }

  @Test
  void theAccessLogIsOffUntilSomebodyWantsItAndWhatIsNotSaidStays() {
    assertThat(got("/api/config/accesslog").toString())
        .isEqualTo(
            "{\"enabled\":false,\"maxEvents\":100000,\"maxAgeDays\":30,\"samplePercent\":100}");

    put("/api/config/accesslog", "{\"enabled\":true,\"maxEvents\":-1,\"maxAgeDays\":400}");

    assertThat(got("/api/config/accesslog").toString())
        .isEqualTo("{\"enabled\":true,\"maxEvents\":0,\"maxAgeDays\":365,\"samplePercent\":100}");
    assertThat(admin.live.kept.isEnabled()).isTrue();
  }

  @Test
  void keptRequestsAreListedByFiltersAndPages() {
    activity
        .requests()
        .add(
            IntStream.range(0, 7)
                .mapToObj(i ->
                    new PastRequest(
                        AdminFixture.NOW.plusSeconds(i),
                        "id-" + i,
                        i == 6 ? Port.ADMIN : Port.S3,
                        "GetObject",
                        "GET",
                        "/:bucket/*key",
                        i % 2 == 0 ? "even" : "odd",
                        "k",
                        i < 5 ? 200 : 404,
                        i < 5 ? "" : "NoSuchKey",
                        "192.0.2.7",
                        "",
                        "anonymous",
                        0,
                        12,
                        1_500))
                .toList());

    JsonNode first = got("/api/logs?category=data&bucket=even&limit=3");
    assertThat(first.path("events")).hasSize(3);
    JsonNode event = first.path("events").get(0);
    assertThat(event.path("requestId").asString()).isEqualTo("id-6");
    assertThat(event.path("op").asString()).isEqualTo("GetObject");
    assertThat(event.path("errorCode").asString()).isEqualTo("NoSuchKey");
    assertThat(event.path("durationMs").asDouble()).isEqualTo(1.5);
    assertThat(event.has("actor")).isFalse();
    assertThat(event.path("port").asString()).isEqualTo("admin");
    assertThat(got("/api/logs?port=admin").path("events")).hasSize(1);
    assertThat(got("/api/logs?port=s3").path("events")).hasSize(6);
    JsonNode rest =
        got("/api/logs?bucket=even&limit=3&cursor=" + first.path("nextCursor").asString());
    assertThat(rest.path("events")).hasSize(1);
    assertThat(rest.has("nextCursor")).isFalse();
    assertThat(got("/api/logs?status=4xx").path("events")).hasSize(2);
    assertThat(got("/api/logs?before=" + event.path("ts").asLong()).path("events")).hasSize(6);
    assertThat(got("/api/logs?requestId=id-3").path("events")).hasSize(1);
    assertThat(got("/api/logs?from=2026-11-22T18:47:29Z").path("events")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "category=control",
        "limit=0",
        "limit=201",
        "cursor=x",
        "status=404",
        "port=9000",
        "from=yesterday",
        "before=x",
        "user=x"
      })
  void whatIsNoFilterIsRefused(String query) {
    RawResponse answer = admin.admin("GET", "/api/logs?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(AdminFixture.code(answer)).isEqualTo("InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/stats",
        "/api/stats/requests",
        "/api/logs",
        "/api/config/retention",
        "/api/config/accesslog"
      })
  void whoIsNoAdministratorIsToldNothing(String target) {
    List<RawResponse> answers =
        List.of(
            admin.send(AdminFixture.request("GET", target)),
            admin.send(AdminFixture.by(AdminFixture.READER, AdminFixture.request("GET", target))));

    assertThat(answers)
        .extracting(RawResponse::status)
        .allMatch(status -> status == 401 || status == 403);
  }
}
