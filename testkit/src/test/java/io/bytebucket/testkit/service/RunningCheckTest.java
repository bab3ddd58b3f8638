package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.served.CheckState;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import io.bytebucket.testkit.model.SteppedClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The check of a store that is served: when it begins, and how it ends. */
@Timeout(60)
class RunningCheckTest {
  private static final Duration LOOK_PAUSE = Duration.ofMillis(1);

  private final TestStore store = TestStore.create();
  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T03:29:59Z"));

  private RunningCheck check(MetadataStore metadata, Optional<LocalTime> at) {
    RunningCheck check =
        RunningCheck.of(metadata, store.blobs, new RunningCheck.Schedule(0, at), clock, LOOK_PAUSE);
    check.open();
    return check;
  }

  private static CheckState await(RunningCheck check, Predicate<CheckState> isSo) {
    CheckState state = check.state();
    while (!isSo.test(state)) {
      // The time limit of the test interrupts.
      assertThat(Thread.interrupted()).as("still %s", state).isFalse();
      Thread.onSpinWait();
      state = check.state();
    }
    return state;
  }

  private static Predicate<CheckState> doneAt(String start) {
    return state ->
        state.status() == CheckState.Status.DONE
            && state.startedAt().equals(Optional.of(Instant.parse(start)));
  }

  @Test
  void itBeginsEveryDayAtItsTimeAndReadsEveryByte() {
    BlobId gone = TestStore.blob(store.put("gone", "small".getBytes(StandardCharsets.UTF_8)));
    Object _ =
        store.metadata.write(change -> {
          change.delete(Keyspace.inlineBytes(gone));
          return change;
        });
    AtomicBoolean hasRun = new AtomicBoolean();
    HookedMetadataStore watched = new HookedMetadataStore(store.metadata);
    watched.beforeRead(() -> hasRun.set(true));
    try (RunningCheck check = check(watched, Optional.of(LocalTime.of(3, 30)))) {
      // A second before its time, whatever is waited.
      for (int look = 0; look < 1_000; look++) {
        assertThat(check.state().status()).isEqualTo(CheckState.Status.NONE);
      }
      assertThat(hasRun).isFalse();

      clock.step(Duration.ofSeconds(1));
      CheckState first = await(check, doneAt("2026-03-01T03:30:00Z"));
      assertThat(first.isDeep()).isTrue();
      assertThat(first.counts().found()).containsEntry(Kind.DAMAGED_BYTES, 1L);

      hasRun.set(false);
      clock.step(Duration.ofHours(24).minusSeconds(1));
      for (int look = 0; look < 1_000; look++) {
        assertThat(check.state()).isEqualTo(first);
      }
      assertThat(hasRun).isFalse();
      clock.step(Duration.ofSeconds(1));
      await(check, doneAt("2026-03-02T03:30:00Z"));

      // Days that passed while nobody looked make one check, not several.
      clock.step(Duration.ofDays(3).plusHours(1));
      await(check, doneAt("2026-03-05T04:30:00Z"));
      clock.step(Duration.ofHours(23));
      await(check, doneAt("2026-03-06T03:30:00Z"));
    }
  }

  @Test
  void withoutATimeItBeginsOnlyWhenItIsAskedTo() throws InterruptedException {
    try (RunningCheck check = check(store.metadata, Optional.empty())) {
      clock.step(Duration.ofDays(2));
      assertThat(check.state().status()).isEqualTo(CheckState.Status.NONE);

      assertThat(check.start(false, Optional.of(5_000_000L))).isTrue();
      check.awaitEnd();

      assertThat(check.state().status()).isEqualTo(CheckState.Status.DONE);
      assertThat(check.state().isDeep()).isFalse();
      assertThat(check.state().bytesPerSecond()).isEqualTo(5_000_000);
      assertThat(check.start(true, Optional.empty())).isTrue();
      check.awaitEnd();
      assertThat(check.state().bytesPerSecond()).isZero();
    }
  }

  @Test
  void anErrorEndsTheCheckAndTheNextOneBegins() throws InterruptedException {
    HookedMetadataStore failing = new HookedMetadataStore(store.metadata);
    try (RunningCheck check = check(failing, Optional.of(LocalTime.of(3, 30)))) {
      failing.beforeRead(() -> {
        throw new StackOverflowError("on purpose");
      });
      assertThat(check.start(false, Optional.empty())).isTrue();
      check.awaitEnd();
      assertThat(check.state().status()).isEqualTo(CheckState.Status.FAILED);
      assertThat(check.state().endedAt()).contains(clock.instant());

      failing.beforeRead(() -> {});
      assertThat(check.start(true, Optional.empty())).isTrue();
      check.awaitEnd();
      assertThat(check.state().status()).isEqualTo(CheckState.Status.DONE);

      // And so does that of the day.
      clock.step(Duration.ofSeconds(1));
      await(check, doneAt("2026-03-01T03:30:00Z"));
    }
  }

  @Test
  void whatIsUnderWayIsStopped() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    HookedMetadataStore slow = new HookedMetadataStore(store.metadata);
    slow.beforeRead(() -> {
      begun.countDown();
      awaitUnchecked(goesOn);
    });
    try (RunningCheck check = check(slow, Optional.empty())) {
      assertThat(check.start(true, Optional.empty())).isTrue();
      begun.await();
      assertThat(check.start(true, Optional.empty())).isFalse();
      assertThat(check.stop()).isTrue();
      goesOn.countDown();
      check.awaitEnd();
      assertThat(check.state().status()).isEqualTo(CheckState.Status.STOPPED);
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
