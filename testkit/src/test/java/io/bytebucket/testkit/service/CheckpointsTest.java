package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.checkpoint.Checkpoint;
import io.bytebucket.core.checkpoint.Checkpoints;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.memory.MemoryCheckpointer;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A clock that stands until it is told otherwise. */
  private static final class SetClock extends Clock {
    private Instant now = TestStore.NOW;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final SetClock clock = new SetClock();
  private final MemoryEngine engine = new MemoryEngine();
  private final MemoryCheckpointer kept = engine.checkpointer();
  private final Store store = Stores.open(engine, clock, TestStore.INLINE_LIMIT_BYTES);
  private final Checkpoints checkpoints = store.upkeep().checkpoints();

  @Test
  void oneIsKeptUntilItIsReleased() {
    Checkpoint made = checkpoints.create(MINUTE);
    assertThat(kept.names()).containsExactly(made.id());
    assertThat(checkpoints.list()).containsExactly(made);
    assertThat(checkpoints.get(made.id())).isEqualTo(made);
    checkpoints.release(made.id());
    assertThat(kept.names()).isEmpty();
    assertThatThrownBy(() -> checkpoints.release(made.id()))
        .hasMessageContaining("NoSuchCheckpoint");
  }

  @Test
  void oneThatNobodyRenewsEndsByItself() {
    Checkpoint first = checkpoints.create(MINUTE);
    clock.pass(MINUTE.minusMillis(1));
    checkpoints.expire();
    assertThat(checkpoints.list()).containsExactly(first);
    Instant end = checkpoints.renew(first.id(), MINUTE).expiresAt();
    assertThat(end).isEqualTo(clock.instant().plus(MINUTE));
    clock.pass(MINUTE);
    assertThat(checkpoints.list()).isEmpty();
    assertThatThrownBy(() -> checkpoints.renew(first.id(), MINUTE))
        .hasMessageContaining("NoSuchCheckpoint");
    checkpoints.expire();
    assertThat(kept.names()).isEmpty();
  }

  @Test
  void thereAreFourAtTheMostAndADayIsTheLongest() {
    for (int i = 0; i < Checkpoints.LIMIT; i++) {
      checkpoints.create(MINUTE);
    }
    assertThatThrownBy(() -> checkpoints.create(MINUTE)).hasMessageContaining("TooManyCheckpoints");
    clock.pass(MINUTE);
    assertThat(checkpoints.create(Checkpoints.LIFE_MAX)).isIn(checkpoints.list());
    assertThatThrownBy(() -> checkpoints.create(Checkpoints.LIFE_MAX.plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> checkpoints.create(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneThatCannotBeMadeHoldsNothingAndOneThatCannotBeRemovedIsTriedAgain() {
    kept.setBroken(true);
    assertThatThrownBy(() -> checkpoints.create(MINUTE)).isInstanceOf(StoreException.class);
    assertThat(store.pins().heldSince()).isEqualTo(Long.MAX_VALUE);
    kept.setBroken(false);
    Checkpoint made = checkpoints.create(MINUTE);
    kept.setBroken(true);
    clock.pass(MINUTE);
    checkpoints.expire();
    assertThat(store.pins().heldSince()).isNotEqualTo(Long.MAX_VALUE);
    kept.setBroken(false);
    checkpoints.expire();
    assertThat(kept.names()).doesNotContain(made.id());
    assertThat(store.pins().heldSince()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void allOfThemEndWithTheStore() {
    checkpoints.create(MINUTE);
    store.close();
    assertThat(kept.names()).isEmpty();
    assertThatThrownBy(() -> checkpoints.create(MINUTE))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.EngineFault.class));
  }

  @Test
  void whatIsLetGoWhileThereIsOneStaysUntilTheLastOfThemEnds() {
    TestStore other = TestStore.create();
    Checkpoints all = other.services.upkeep().checkpoints();
    BlobId before = TestStore.blob(other.put("key", new byte[1_000]));
    BlobId named = TestStore.blob(other.put("key", new byte[1_000]));
    Checkpoint first = all.create(MINUTE);
    other.put("key", new byte[1_000]);
    Checkpoint second = all.create(MINUTE);
    other.services.upkeep().collector().collect();
    assertThat(blobs(other)).contains(named);
    all.release(first.id());
    other.services.upkeep().collector().collect();
    assertThat(blobs(other)).contains(named);
    all.release(second.id());
    other.services.upkeep().collector().collect();
    assertThat(blobs(other)).doesNotContain(named, before);
    other.check().requireConsistent();
  }

  private static Set<BlobId> blobs(TestStore store) {
    Set<BlobId> all = new HashSet<>();
    store.blobs.forEach(all::add);
    return all;
  }
}
