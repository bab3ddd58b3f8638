package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import io.bytebucket.engine.local.metadata.rocks.RocksView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something is thrown at each step of the committer, while several wait for it: nobody is told of a
 * success that is not on disk, nor that nothing was done when something was, and everybody is told.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitterFaultTest {
  private static final byte BULK_TAG = 'j';
  private static final int CALLERS = 5;
  private static final Key COUNTER = key("counter");
  private static final Logger LOG = LoggerFactory.getLogger(CommitterFaultTest.class);

  @TempDir private Path directory;

  /** What a caller was told of the change that it asked for. */
  private record Told(Key key, Optional<StoreException> failure) {}

  static Stream<Arguments> faults() {
    List<Arguments> all = new ArrayList<>();
    for (FaultyTarget.Step step : FaultyTarget.Step.OF_WRITERS) {
      for (Throwable fault :
          List.of(new IllegalStateException("planted"), new StackOverflowError("planted"))) {
        all.add(Arguments.of(step, fault, LOG));
        all.add(Arguments.of(step, fault, CommitterFixture.brokenLog()));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void everybodyIsToldTheTruthWhateverIsThrown(FaultyTarget.Step step, Throwable fault, Logger log)
      throws Exception {
    List<Told> told;
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory)) {
      FaultyTarget target = target(database, check);
      try (CommitterFixture fixture = fixture(target, log)) {
        told = commitTogether(fixture, database, target, step, fault);
        assertThat(told).hasSize(CALLERS + 1);
        boolean isOver = fault instanceof Error && step != FaultyTarget.Step.READ;
        if (isOver) {
          fixture.awaitEnd();
          assertThat(fixture.ends()).containsExactly(fault);
          requireBusy(fixture.committer(), put(database, key("late")));
        } else {
          assertThat(fixture.ends()).isEmpty();
          assertThat(fixture.committer().commit(put(database, key("late")))).isEqualTo("done");
        }
        assertThat(target.isSprung(step)).isTrue();
        awaitRoom(fixture.committer(), CommitterFixture.LIMITS.queueBytes());
      }
    }
    requireTrue(told);
  }

  @Test
  void whatIsThrownWhileTheGroupIsNotedFailsAllAndNothingIsWritten() throws Exception {
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory);
        // A limit below nothing makes it look for groups to forget that are not there.
        CommitterFixture fixture =
            new CommitterFixture(
                target(database, check), -1, LOG, Thread.ofPlatform().daemon().factory())) {
      requireBusy(fixture.committer(), put(database, key("a")));
      assertThat(database.sequence()).isZero();
      assertThat(fixture.ends()).isEmpty();
    }
  }

  @Test
  void whoWroteNothingIsNotToldSoWhenWhatWasSeenCannotBeMadeDurable() throws Exception {
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory)) {
      FaultyTarget target = target(database, check);
      try (CommitterFixture fixture = fixture(target, LOG)) {
        assertThat(fixture.committer().commit(put(database, key("a")))).isEqualTo("done");
        target.plant(FaultyTarget.Step.AFTER_WRITE, new IllegalStateException("planted"));
        requireUnknown(fixture.committer(), put(database, key("b")));
        target.plant(FaultyTarget.Step.MARK, new IllegalStateException("planted"));
        requireUnknown(fixture.committer(), look(database));
        assertThat(fixture.committer().commit(look(database))).isEqualTo("nothing to do");
      }
    }
  }

  private static void requireUnknown(Committer committer, CommitRequest<String> request) {
    assertThatThrownBy(() -> committer.commit(request))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.OutcomeUnknown()));
  }

  @Test
  void aThreadThatIsGoneIsNoticedAndNobodyWaitsForIt() throws Exception {
    ThreadFactory stillborn = _ -> Thread.ofPlatform().unstarted(() -> {});
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory);
        CommitterFixture fixture =
            new CommitterFixture(
                target(database, check), RecentWrites.LIMIT_BYTES, LOG, stillborn)) {
      // It may wait already when the watch looks, or come later.
      requireBusy(fixture.committer(), put(database, key("a")));
      requireBusy(fixture.committer(), put(database, key("b")));
      fixture.awaitEnd();
      assertThat(fixture.ends()).hasSize(1);
    }
  }

  /**
   * One caller alone keeps the committer at its write; behind it the others gather, two of which
   * have to run again, and meet the fault together.
   */
  private static List<Told> commitTogether(
      CommitterFixture fixture,
      Database database,
      FaultyTarget target,
      FaultyTarget.Step step,
      Throwable fault)
      throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    target.hang(gate);
    Committer committer = fixture.committer();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Told>> callers = new ArrayList<>();
      callers.add(threads.submit(() -> commit(committer, database, key("first"))));
      target.awaitHanging();
      for (int i = 0; i < CALLERS; i++) {
        int room = committer.roomBytes();
        Key key = key("caller " + i);
        callers.add(threads.submit(() -> commit(committer, database, key)));
        while (committer.roomBytes() == room) {
          Thread.onSpinWait();
        }
      }
      target.plant(step, fault);
      gate.countDown();
      List<Told> told = new ArrayList<>();
      for (Future<Told> caller : callers) {
        told.add(caller.get());
      }
      return told;
    }
  }

  private static Told commit(Committer committer, Database database, Key key) {
    try {
      assertThat(committer.commit(put(database, key))).isEqualTo("done");
      return new Told(key, Optional.empty());
    } catch (StoreException e) {
      return new Told(key, Optional.of(e));
    } catch (IllegalStateException | StackOverflowError e) {
      // It came up in a run of its own change, and so is its own.
      assertThat(e).hasMessage("planted");
      return new Told(key, Optional.of(new StoreException(RocksFailures.busy(), e)));
    }
  }

  private void requireTrue(List<Told> told) throws Exception {
    try (Database database = Database.open(directory, BULK_TAG);
        RocksView stored = RocksView.pinned(database)) {
      for (Told one : told) {
        boolean isThere = stored.get(one.key()) != null;
        if (one.failure().isEmpty()) {
          assertThat(isThere).as("%s was acknowledged", one.key()).isTrue();
        } else if (one.failure().get().failure() instanceof Failure.Busy) {
          assertThat(isThere).as("%s was said not to be done", one.key()).isFalse();
        } else {
          assertThat(one.failure().get().failure()).isEqualTo(new Failure.OutcomeUnknown());
        }
      }
    }
  }

  private static void requireBusy(Committer committer, CommitRequest<String> request) {
    assertThatThrownBy(() -> committer.commit(request))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Busy.class));
  }

  static void awaitRoom(Committer committer, int bytes) {
    while (committer.roomBytes() != bytes) {
      Thread.onSpinWait();
    }
  }

  private static CommitterFixture fixture(CommitTarget target, Logger log) {
    return new CommitterFixture(
        target, RecentWrites.LIMIT_BYTES, log, Thread.ofPlatform().daemon().factory());
  }

  private FaultyTarget target(Database database, SyncCheck check) throws Exception {
    return new FaultyTarget(new DatabaseTarget(database, new FreeSpace(directory, 0), check));
  }

  /** Puts a value under the key and counts it, over a state that others may have changed since. */
  private static CommitRequest<String> put(Database database, Key key) {
    return request(
        database,
        transaction -> {
          long count = transaction.counter(COUNTER);
          transaction.put(key, new byte[] {(byte) count});
          transaction.add(COUNTER, 1);
          return "done";
        });
  }

  private static CommitRequest<String> look(Database database) {
    return request(database, _ -> "nothing to do");
  }

  /** A request that has run. */
  static CommitRequest<String> request(Database database, Function<Transaction, String> change) {
    CommitRequest<String> request = new CommitRequest<>(change);
    try (RocksView view = RocksView.pinned(database)) {
      request.run(view);
      request.sawUpTo(view.sequence());
    }
    return request;
  }

  static Key key(String text) {
    return Key.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
