package io.bytebucket.engine.local.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.testkit.contract.Crowd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this engine promises beyond the suite. */
class LocalMetadataStoreTest {
  @TempDir private Path temporary;
  private LocalMetadataStore store;

  @BeforeEach
  void openStore() {
    store = OpenStores.open(temporary.resolve("metadata"), SampleRows.BULK_TAG);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aQueryKeepsItsStateWhileOthersCommit() {
    SampleRows.write(store, 0, 4);
    store.read(snapshot -> {
      assertThat(snapshot.get(SampleRows.key(0))).isPresent();
      overwriteAll();
      assertThat(snapshot.get(SampleRows.key(1))).contains(SampleRows.value(1));
      assertThat(snapshot.scan(ScanRequest.range(key("i"), key("p"), 9)).rows()).hasSize(4);
      return "";
    });
    Optional<byte[]> after = store.read(snapshot -> snapshot.get(SampleRows.key(1)));
    assertThat(after).contains(new byte[0]);
  }

  @Test
  void aChangeWhoseReadsARivalOverwroteRunsOnceMoreOnTheCommitter() {
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Thread> last = new AtomicReference<>();
    long seen =
        store.write(transaction -> {
          last.set(Thread.currentThread());
          long number = transaction.counter(key("o"));
          if (runs.incrementAndGet() == 1) {
            add("o", 5);
          }
          transaction.put(key("p"), new byte[0]);
          return number;
        });
    assertThat(seen).isEqualTo(5);
    assertThat(runs).hasValue(2);
    assertThat(last.get().getName()).isEqualTo("metadata-committer");
  }

  @Test
  void thoseThatOnlyAddOrOverwriteNeverRunAgain() {
    AtomicInteger runs = new AtomicInteger();
    Crowd.run(
        32,
        thread ->
            () -> {
              for (int round = 0; round < 20; round++) {
                store.write(transaction -> {
                  transaction.add(key("o"), 1);
                  transaction.put(key("p"), new byte[] {(byte) thread});
                  return runs.incrementAndGet();
                });
              }
              return thread;
            });
    assertThat(runs).hasValue(32 * 20);
  }

  @Test
  void aRivalInARangeThatWasOnlyHalfReadIsNoConflict() {
    SampleRows.write(store, 0, 10);
    AtomicInteger runs = new AtomicInteger();
    store.write(transaction -> {
      transaction.scan(ScanRequest.range(key("o"), key("p"), 2));
      if (runs.incrementAndGet() == 1) {
        add("o9", 1);
      }
      transaction.put(key("q"), new byte[0]);
      return "";
    });
    assertThat(runs).hasValue(1);
  }

  @Test
  void aChangeThatWritesFromTheCommitterIsABugThatShows() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(() ->
            store.write(transaction -> {
              transaction.counter(key("o"));
              transaction.add(key("o"), 1);
              if (runs.incrementAndGet() < 9) {
                add("o", 1);
              }
              return "";
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(runs).hasValue(2);
  }

  @Test
  void aSnapshotThatIsKeptAfterItsQueryCannotBeRead() {
    Snapshot kept = store.read(snapshot -> snapshot);
    assertThatThrownBy(() -> kept.get(key("o"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.scan(ScanRequest.prefix(key("o"), 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSecondStoreOnOneDirectoryIsRefusedAndTheFirstGoesOn() {
    Path directory = temporary.resolve("metadata");
    assertThatThrownBy(() -> OpenStores.open(directory, SampleRows.BULK_TAG))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.EngineFault("open metadata")));
    SampleRows.write(store, 0, 2);
    assertThat(SampleRows.present(store, 2)).hasSize(2);
  }

  @Test
  void closingWaitsForAQueryThatIsUnderWay() throws Exception {
    SampleRows.write(store, 0, 1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<byte[]>> reader =
          threads.submit(() ->
              store.read(snapshot -> {
                inside.countDown();
                awaitUninterrupted(refused);
                return snapshot.get(SampleRows.key(0));
              }));
      inside.await();
      Future<?> closer = threads.submit(store::close);
      try {
        while (isOpen()) {
          Thread.onSpinWait();
        }
        assertThat(closer.isDone()).isFalse();
      } finally {
        refused.countDown();
      }
      assertThat(reader.get()).contains(SampleRows.value(0));
      closer.get();
    }
  }

  @Test
  void aTransactionLargerThanMemoryAllowsIsRefused() {
    assertThatThrownBy(() ->
            store.write(transaction -> {
              for (int i = 0; ; i++) {
                transaction.put(key("o" + i), new byte[1 << 20]);
              }
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(SampleRows.present(store, 1)).isEmpty();
  }

  private boolean isOpen() {
    try {
      store.read(_ -> "");
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  private void overwriteAll() {
    store.write(transaction -> {
      for (int i = 0; i < 5; i++) {
        transaction.put(SampleRows.key(i), new byte[0]);
      }
      return "";
    });
  }

  private void add(String key, long delta) {
    store.write(transaction -> {
      transaction.add(key(key), delta);
      return delta;
    });
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Key key(String text) {
    return Key.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
