package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.BucketUsage;
import io.bytebucket.core.activity.Durations;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.Step;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.activity.Traffic;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final UserId OWNER = new UserId("AKA");
  private static final Instant NOON = Instant.parse("2026-03-01T12:34:56Z");
  private static final Work WORK = new Work(1, 2, 3, 40, 50);
  private static final Outcomes OUTCOMES = new Outcomes(7, 1, 2, 3);
  private static final Durations DURATIONS =
      new Durations(List.of(1L, 0L, 0L, 4L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 2L));

  private final TestStore store = TestStore.create();
  private final Activity activity = store.services.activity();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private void make(String bucket) {
    var _ = store.services.buckets().create(new BucketName(bucket), OWNER, LocationConstraint.NONE);
  }

  private BucketUsage usage(String bucket) {
    return activity.usage().stream()
        .filter(usage -> usage.name().equals(bucket))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsAddedIsFoundInEachStepThatItLiesIn() {
    Tally tally = new Tally(WORK, OUTCOMES, DURATIONS, Map.of());
    activity.log().add(NOON, tally);
    activity.log().add(NOON.plusSeconds(3), tally);
    activity.log().add(NOON.plusSeconds(60), tally);

    Traffic once = new Traffic(OUTCOMES, 40, 50, DURATIONS);
    assertThat(series(Step.MINUTE))
        .containsExactly(
            Map.entry(Instant.parse("2026-03-01T12:34:00Z"), once.plus(once)),
            Map.entry(Instant.parse("2026-03-01T12:35:00Z"), once));
    assertThat(series(Step.HOUR))
        .containsExactly(
            Map.entry(Instant.parse("2026-03-01T12:00:00Z"), once.plus(once).plus(once)));
    assertThat(series(Step.DAY).keySet()).containsExactly(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(activity.log().totals().work()).isEqualTo(new Work(3, 6, 9, 120, 150));
    assertThat(activity.log().totals().outcomes()).isEqualTo(new Outcomes(21, 3, 6, 9));
    assertThat(activity.log().earliest(Step.MINUTE))
        .contains(Instant.parse("2026-03-01T12:34:00Z"));
  }

  private Map<Instant, Traffic> series(Step step) {
    return activity.log().series(step, NOON.minusSeconds(86_400), NOON.plusSeconds(86_400));
  }

  @Test
  void aRangeHasItsFirstStepAndNotTheOneAfterItsLast() {
    activity.log().add(NOON, new Tally(WORK, OUTCOMES, Map.of()));
    Instant begin = Step.MINUTE.beginOf(NOON);

    assertThat(activity.log().series(Step.MINUTE, begin, begin.plusSeconds(60))).hasSize(1);
    assertThat(activity.log().series(Step.MINUTE, begin.minusSeconds(60), begin)).isEmpty();
  }

  @Test
  void whatWasDoneInABucketGoesWithIt() {
    make("music");
    make("films");
    activity.log().add(NOON, new Tally(WORK, OUTCOMES, Map.of("music", WORK, "gone", WORK)));

    assertThat(usage("music").done()).isEqualTo(WORK);
    assertThat(usage("films").done()).isEqualTo(Work.NONE);

    store.services.buckets().delete(new BucketName("music"));
    make("music");

    assertThat(usage("music").done()).isEqualTo(Work.NONE);
  }

  @Test
  void manyBucketsAreAllCounted() {
    Map<String, Work> all = new TreeMap<>();
    for (int i = 0; i < 1_203; i++) {
      make("bucket-" + i);
      all.put("bucket-" + i, WORK);
    }
    activity.log().add(NOON, new Tally(WORK, OUTCOMES, all));

    assertThat(activity.usage())
        .filteredOn(usage -> usage.name().startsWith("bucket-"))
        .hasSize(1_203)
        .allMatch(usage -> usage.done().equals(WORK));
  }

  @Test
  void stepsThatAreTooOldAreDeletedAndNoOthers() {
    for (int day = 0; day < 40; day++) {
      activity.log().add(NOON.minus(Duration.ofDays(day)), new Tally(WORK, OUTCOMES, Map.of()));
    }

    activity.log().prune(NOON, Duration.ofDays(35));

    Instant begin = NOON.minus(Duration.ofDays(100));
    Instant end = NOON.plusSeconds(86_400);
    assertThat(activity.log().series(Step.MINUTE, begin, end)).hasSize(2);
    assertThat(activity.log().series(Step.HOUR, begin, end)).hasSize(31);
    assertThat(activity.log().series(Step.DAY, begin, end)).hasSize(35);
    assertThat(activity.log().totals().work().uploads()).isEqualTo(40);
  }

  @Test
  void whatIsChosenStaysAndIsBroughtIntoRange() {
    assertThat(activity.kept()).isEqualTo(KeptActivity.STANDARD);

    KeptActivity changed =
        activity.change(kept -> new KeptActivity(4_000, true, -5, 999, 0).withSeriesDays(0));

    assertThat(changed).isEqualTo(new KeptActivity(1, true, 0, 365, 1));
    assertThat(activity.kept()).isEqualTo(changed);
  }
}
