package io.bytebucket.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.Store;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.Step;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.activity.Traffic;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.model.Stores;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivityRecorderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Store store =
      Store.open(
          Stores.join(new MemoryMetadataStore(), new MemoryBlobStore()),
          Stores.cipher(),
          new Store.Settings(1_000, 5, Optional.empty()),
          clock);
  private final Activity activity = store.activity();
  private final RecentRequests recent = new RecentRequests(clock, new LiveTail());
  private final RequestMeters meters = new RequestMeters(recent);
  private final ActivityRecorder recorder = new ActivityRecorder(meters, recent, activity, clock);

  private void make(String bucket) {
    var _ =
        store.buckets().create(new BucketName(bucket), new UserId("AKA"), LocationConstraint.NONE);
  }

  @Test
  void whatWasCountedIsKeptOnce() {
    make("music");
    meters.row("PUT", "/:bucket/*key", "PutObject").count(200, 1_000, 7, 0);
    meters.row("PUT", "/:bucket/*key", "PutObject").count(503, 1_000, 0, 0);
    meters.row("GET", "/:bucket/*key", "GetObject").count(206, 1_000, 0, 9);
    meters.row("GET", "/:bucket/*key", "GetObject").count(304, 1_000, 0, 0);
    meters.buckets().add("music", Kind.UPLOAD, 7, 0);

    recorder.record();
    recorder.record();
    meters.row("GET", "/:bucket/*key", "GetObject").count(404, 1_000, 0, 1);

    assertThat(activity.log().totals().work()).isEqualTo(new Work(1, 1, 0, 7, 9));
    assertThat(activity.log().totals().outcomes()).isEqualTo(new Outcomes(2, 1, 0, 1));
    assertThat(
            activity.usage().stream()
                .filter(usage -> usage.name().equals("music"))
                .findFirst()
                .orElseThrow()
                .done())
        .isEqualTo(new Work(1, 0, 0, 7, 0));
    assertThat(recorder.pending().outcomes()).isEqualTo(new Outcomes(0, 0, 1, 0));
    assertThat(activity.log().series(Step.HOUR, NOW.minusSeconds(3_600), NOW.plusSeconds(3_600)))
        .hasSize(1);
  }

  @Test
  void itIsKeptHowLongRequestsTookButForThoseThatLastWhileSomebodyLooksOn() {
    meters.row("GET", "/:bucket/*key", "GetObject").count(200, 700_000, 0, 9);
    meters.row("GET", "/:bucket/*key", "GetObject").count(200, 31_000_000_000L, 0, 9);
    meters.ofAdmin().row("GET", "/api/logs/tail", "TailRequests");
    meters.row("GET", "/api/logs/tail", "TailRequests").count(200, 120_000_000_000L, 0, 9);

    recorder.record();

    Traffic kept =
        activity
            .log()
            .series(Step.MINUTE, NOW.minusSeconds(60), NOW.plusSeconds(60))
            .values()
            .iterator()
            .next();
    assertThat(kept.outcomes().success()).isEqualTo(3);
    assertThat(kept.bytesOut()).isEqualTo(27);
    assertThat(kept.durations().counts())
        .containsExactly(0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
  }

  @Test
  void whileNothingHappensNothingIsWritten() {
    recorder.record();

    assertThat(activity.log().earliest(Step.DAY)).isEmpty();
  }

  @Test
  void whatWasCountedInTheLastMinuteIsKeptAtTheEnd() {
    recorder.start();
    meters.row("GET", "/", "ListBuckets").count(200, 1_000, 0, 5);

    recorder.close();

    assertThat(recorder.pending()).isEqualTo(Tally.NONE);
    assertThat(activity.log().totals().outcomes().success()).isOne();
  }

  @Test
  void theLargestBucketsHaveFiguresOfTheirOwnAndOthersOneTogether() {
    IntStream.rangeClosed(1, BucketFigures.BUCKETS_MAX + 5)
        .forEach(i -> make("bucket-%03d".formatted(i)));
    BucketFigures figures = new BucketFigures(activity, meters);

    figures.refresh();

    List<Figure> sizes =
        figures.figures().stream()
            .filter(figure -> figure.name().equals("bytebucket_objects_bytes_total"))
            .toList();
    assertThat(sizes).hasSize(BucketFigures.BUCKETS_MAX + 1);
    assertThat(sizes.getLast().labels()).containsEntry("bucket", BucketFigures.OTHERS);
    assertThat(figures.figures())
        .filteredOn(figure -> figure.name().equals("bytebucket_buckets"))
        .singleElement()
        .matches(
            figure -> ((Figure.Level) figure).value().getAsLong() == BucketFigures.BUCKETS_MAX + 5);
  }
}
