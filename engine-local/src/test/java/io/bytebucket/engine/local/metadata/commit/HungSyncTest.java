package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.RocksView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sync that hangs for minutes, by a clock that the test moves. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HungSyncTest {
  private static final byte BULK_TAG = 'j';

  @TempDir private Path directory;

  private final CountDownLatch diskIsBack = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Key> abandoned = new ArrayList<>();
  private Database database;
  private SyncCheck check;
  private FaultyTarget target;
  private CommitterFixture fixture;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(directory, BULK_TAG);
    check = new SyncCheck(directory);
    target = new FaultyTarget(new DatabaseTarget(database, new FreeSpace(directory, 0), check));
    target.hang(diskIsBack);
    fixture = new CommitterFixture(target);
  }

  @AfterEach
  void close() throws Exception {
    diskIsBack.countDown();
    threads.close();
    fixture.close();
    check.close();
    database.close();
  }

  @Test
  void callersAreAnsweredInTimeMemoryIsBoundedAndAllGoesOnWhenTheDiskIsBack() throws Exception {
    Future<Failure> written = commit("written");
    target.awaitHanging();
    List<Future<Failure>> queued = fill();
    int left = fixture.committer().roomBytes();

    fixture.pass(Duration.ofSeconds(29));
    fixture.committer().look();
    assertThat(written.isDone()).isFalse();
    fixture.pass(Duration.ofSeconds(2));
    fixture.committer().look();
    assertThat(written.get()).isEqualTo(new Failure.OutcomeUnknown());
    for (Future<Failure> one : queued) {
      assertThat(one.get()).isInstanceOf(Failure.Busy.class);
    }
    // Five minutes, with a crowd at the door all the time: nobody is let in.
    for (int round = 0; round < 10; round++) {
      fixture.pass(Duration.ofSeconds(30));
      fixture.committer().look();
      assertThat(commit("late " + round).get()).isInstanceOf(Failure.Busy.class);
      assertThat(fixture.committer().roomBytes()).isEqualTo(left);
    }

    diskIsBack.countDown();
    CommitterFaultTest.awaitRoom(fixture.committer(), CommitterFixture.LIMITS.queueBytes());
    assertThat(fixture.committer().commit(request("after"))).isEqualTo("done");
    assertThat(fixture.ends()).isEmpty();
    try (RocksView stored = RocksView.pinned(database)) {
      for (Key key : abandoned) {
        assertThat(stored.get(key)).as("%s was given up", key).isNull();
      }
    }
  }

  @Test
  void closingGivesUpWaitingForACommitterThatHangs() throws Exception {
    Future<Failure> written = commit("written");
    target.awaitHanging();
    assertThat(fixture.committer().close(Duration.ofNanos(1))).isFalse();
    fixture.pass(Duration.ofMinutes(5));
    fixture.committer().look();
    assertThat(written.get()).isEqualTo(new Failure.OutcomeUnknown());
  }

  /** Queues until there is no room. */
  private List<Future<Failure>> fill() throws Exception {
    List<Future<Failure>> queued = new ArrayList<>();
    while (true) {
      int room = fixture.committer().roomBytes();
      String name = "queued " + queued.size();
      Future<Failure> next = commit(name);
      abandoned.add(CommitterFaultTest.key(name));
      while (!next.isDone() && fixture.committer().roomBytes() == room) {
        Thread.onSpinWait();
      }
      if (next.isDone()) {
        assertThat(next.get()).isInstanceOf(Failure.Busy.class);
        assertThat(queued).isNotEmpty();
        return queued;
      }
      queued.add(next);
    }
  }

  private Future<Failure> commit(String name) {
    return threads.submit(() -> {
      CommitRequest<String> request = request(name);
      return catchThrowableOfType(StoreException.class, () -> fixture.committer().commit(request))
          .failure();
    });
  }

  private CommitRequest<String> request(String name) {
    return CommitterFaultTest.request(
        database,
        transaction -> {
          transaction.put(CommitterFaultTest.key(name), new byte[4 << 10]);
          return "done";
        });
  }
}
