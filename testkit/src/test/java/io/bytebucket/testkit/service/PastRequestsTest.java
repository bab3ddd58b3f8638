package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.PastRequests;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.activity.RequestFilter;
import io.bytebucket.core.schema.ActivityKeys;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.testkit.TestStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PastRequestsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00.123456Z");

  private final TestStore store = TestStore.create();
  private final PastRequests requests = store.services.activity().requests();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private static PastRequest request(int second, String operation, String bucket, int status) {
    return new PastRequest(
        BEGIN.plusSeconds(second),
        "id-" + second,
        Port.S3,
        operation,
        "GET",
        "/:bucket/*key",
        bucket,
        "key \u00e9 " + second,
        status,
        status < 400 ? "" : "NoSuchKey",
        "192.0.2.7",
        "AKID",
        "sigv4",
        1,
        2,
        3);
  }

  /** One a second, of which every third failed and every second is in another bucket. */
  private void addMany(int count) {
    List<PastRequest> all =
        IntStream.range(0, count)
            .mapToObj(
                i -> request(i, "GetObject", i % 2 == 0 ? "even" : "odd", i % 3 == 0 ? 404 : 200))
            .toList();
    for (int from = 0; from < count; from += PastRequests.BATCH_MAX) {
      requests.add(all.subList(from, Math.min(count, from + PastRequests.BATCH_MAX)));
    }
  }

  private List<PastRequest> all(RequestFilter filter, int limit) {
    List<PastRequest> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      PastRequests.Page page = requests.page(filter, cursor, limit).orElseThrow();
      assertThat(page.requests()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.requests());
      cursor = page.next();
    } while (cursor.isPresent());
    return found;
  }

  @Test
  void aRequestIsFoundAsItWas() {
    PastRequest kept = request(0, "GetObject", "photos", 404);
    requests.add(List.of(kept));

    assertThat(all(RequestFilter.ALL, 10)).containsExactly(kept);
    assertThat(requests.count()).isOne();
  }

  @Test
  void theLatestComesFirstAndPagesMissNone() {
    addMany(1_234);

    assertThat(all(RequestFilter.ALL, 100))
        .extracting(PastRequest::requestId)
        .containsExactlyElementsOf(
            IntStream.range(0, 1_234).mapToObj(i -> "id-" + (1_233 - i)).toList());
  }

  @Test
  void requestsOfOneMomentAreAllKept() {
    requests.add(List.of(request(1, "A", "b", 200), request(1, "B", "b", 200)));
    requests.add(List.of(request(1, "C", "b", 200)));

    assertThat(all(RequestFilter.ALL, 1))
        .extracting(PastRequest::operation)
        .containsExactlyInAnyOrder("A", "B", "C");
  }

  @Test
  void aFilterWantsAllThatItSays() {
    addMany(60);

    assertThat(
            all(filter(Optional.of("odd"), Optional.of(4), Optional.empty(), Optional.empty()), 7))
        .hasSize(10)
        .allMatch(found -> found.bucket().equals("odd") && found.status() == 404);
    assertThat(
            all(
                filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(BEGIN.plusSeconds(10)),
                    Optional.of(BEGIN.plusSeconds(12))),
                7))
        .extracting(PastRequest::requestId)
        .containsExactly("id-12", "id-11", "id-10");
  }

  private static RequestFilter filter(
      Optional<String> bucket,
      Optional<Integer> statusClass,
      Optional<Instant> from,
      Optional<Instant> until) {
    return new RequestFilter(
        Optional.empty(), bucket, Optional.empty(), statusClass, Optional.empty(), from, until);
  }

  @Test
  void anIdFindsItsRequest() {
    addMany(60);
    RequestFilter byId =
        new RequestFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of("GetObject"),
            Optional.empty(),
            Optional.of("id-31"),
            Optional.empty(),
            Optional.empty());

    assertThat(all(byId, 1)).extracting(PastRequest::requestId).containsExactly("id-31");
  }

  @Test
  void recordsFromBeforePortsWereKeptSayItByTheirPath() {
    Map<String, Port> ports =
        Map.of(
            "/", Port.S3,
            "/:bucket", Port.S3,
            "/:bucket/*key", Port.S3,
            "/api/users", Port.ADMIN,
            "/*console", Port.ADMIN);
    int second = 0;
    for (String path : ports.keySet()) {
      keepOld(second++, path);
    }
    List<PastRequest> found = all(RequestFilter.ALL, 10);
    assertThat(found).hasSize(5).allMatch(past -> past.port() == ports.get(past.path()));
    assertThat(all(at(Port.ADMIN), 10))
        .extracting(PastRequest::path)
        .containsExactlyInAnyOrder("/api/users", "/*console");
    assertThat(found).allMatch(past -> past.micros() == 3 && past.status() == 200);
  }

  private static RequestFilter at(Port port) {
    return new RequestFilter(
        Optional.of(port),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void keepOld(int second, String path) {
    RecordWriter record = new RecordWriter(1);
    for (String text : List.of("id", "Op", "GET", path, "", "")) {
      record.text(text);
    }
    record.number(200);
    for (String text : List.of("", "192.0.2.7", "AKID", "sigv4")) {
      record.text(text);
    }
    byte[] bytes = record.number(1).number(2).number(3).toBytes();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, BEGIN.plusSeconds(second));
    store.metadata.write(transaction -> {
      transaction.put(ActivityKeys.request(micros, 1, second), bytes);
      transaction.add(ActivityKeys.minute(Math.floorDiv(micros, 60_000_000)), 1);
      transaction.add(ActivityKeys.requestCount(), 1);
      return bytes;
    });
  }

  @Test
  void whatIsNoCursorIsRefused() {
    addMany(3);

    for (String cursor : List.of("", "!", "eQQ", "AAAA")) {
      assertThat(requests.page(RequestFilter.ALL, Optional.of(cursor), 10)).isEmpty();
    }
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    addMany(1_200);

    prune(BEGIN.plusSeconds(1_200), new KeptActivity(30, true, 500, 0, 100));

    assertThat(requests.count()).isLessThanOrEqualTo(500).isGreaterThan(400);
    List<PastRequest> left = all(RequestFilter.ALL, 200);
    assertThat(left).hasSize((int) requests.count());
    assertThat(left.getFirst().requestId()).isEqualTo("id-1199");
    assertThat(left.getLast().requestId()).isEqualTo("id-" + (1_200 - left.size()));
  }

  @Test
  void thoseThatAreTooOldGoWhateverTheirNumber() {
    addMany(300);

    prune(BEGIN.plusSeconds(86_400 + 130), new KeptActivity(30, true, 1_000_000, 1, 100));

    assertThat(all(RequestFilter.ALL, 200)).hasSizeBetween(170, 240);
    prune(BEGIN.plusSeconds(3 * 86_400), new KeptActivity(30, true, 1_000_000, 1, 100));
    assertThat(requests.count()).isZero();
    assertThat(all(RequestFilter.ALL, 200)).isEmpty();
  }

  private void prune(Instant now, KeptActivity kept) {
    int rounds = 0;
    while (requests.prune(now, kept)) {
      assertThat(++rounds).isLessThan(100);
    }
  }
}
