package io.bytebucket.engine.local.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.testkit.contract.Crowd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk fills up in the middle of commits, and has room again later. */
@Tag("root")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FullDiskTest {
  private static final int THREADS = 8;
  private static final int ROWS_PER_THREAD = 100_000;

  @TempDir private Path temporary;
  private SmallFileSystem disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallFileSystem.mount(temporary, 64);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  // Field survey 4: what happens at ENOSPC. The sizes make the flush fail, or the log.
  @ParameterizedTest
  @ValueSource(ints = {14, 20, 26})
  void whenTheDiskIsFullCommitsFailAndReadsGoOnUntilThereIsRoomAgain(int ballastMebibytes)
      throws Exception {
    disk.takeUp(ballastMebibytes);
    List<Integer> acknowledged;
    try (LocalMetadataStore store = open(0)) {
      acknowledged = fill(store);
      assertThat(acknowledged).hasSizeGreaterThan(THREADS);
      requirePresent(store, acknowledged);
      disk.release();
      int next = THREADS * ROWS_PER_THREAD;
      while (!tryWrite(store, next)) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      SampleRows.write(store, next + 1, next + 20);
      requirePresent(store, acknowledged);
    }
    try (LocalMetadataStore store = open(0)) {
      requirePresent(store, acknowledged);
    }
  }

  @Test
  void nearTheEndOfTheDiskDeletionsAreTakenAndGrowthIsNot() throws Exception {
    disk.takeUp(8);
    try (LocalMetadataStore store = open(24L << 20)) {
      List<Integer> acknowledged = fill(store);
      int another = THREADS * ROWS_PER_THREAD;
      assertThatThrownBy(() -> SampleRows.write(store, another, another + 1))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isEqualTo(new Failure.StorageFull()));
      for (int row : acknowledged) {
        store.write(transaction -> {
          transaction.delete(SampleRows.key(row));
          return row;
        });
      }
      disk.release();
      SampleRows.write(store, 0, 100);
      assertThat(SampleRows.present(store, 100)).hasSize(100);
    }
  }

  @Test
  void aServerStartsNearTheEndOfTheDiskAndServesReadsAndDeletes() throws Exception {
    disk.takeUp(8);
    List<Integer> acknowledged;
    try (LocalMetadataStore store = open(24L << 20)) {
      acknowledged = fill(store);
    }
    try (LocalMetadataStore store = open(24L << 20)) {
      assertThat(Starts.take(store, true).isSweepDue()).isFalse();
      requirePresent(store, acknowledged);
      assertThat(tryWrite(store, THREADS * ROWS_PER_THREAD)).isFalse();
      int deleted = acknowledged.getFirst();
      store.write(transaction -> {
        transaction.delete(SampleRows.key(deleted));
        return deleted;
      });
      requirePresent(store, acknowledged.subList(1, acknowledged.size()));
    }
    // The run before this one did not say that it had ended.
    try (LocalMetadataStore store = open(24L << 20)) {
      assertThat(Starts.take(store, true).isSweepDue()).isTrue();
    }
  }

  @Test
  void aDiskWithoutAFreeByteIsSaidToBeFullAndNothingIsLost() throws Exception {
    List<Integer> acknowledged = List.of(1, 2, 3);
    try (LocalMetadataStore store = open(0)) {
      SampleRows.write(store, 1, 4);
    }
    disk.takeUpAll();
    assertThatThrownBy(() -> open(0).close())
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.StorageFull()));
    disk.release();
    try (LocalMetadataStore store = open(0)) {
      requirePresent(store, acknowledged);
    }
  }

  /** Commits until everybody is refused; the rows that were acknowledged. */
  private static List<Integer> fill(LocalMetadataStore store) {
    return Crowd.run(
            THREADS,
            thread ->
                () -> {
                  List<Integer> acknowledged = new ArrayList<>();
                  int row = thread * ROWS_PER_THREAD;
                  while (tryWrite(store, row)) {
                    acknowledged.add(row++);
                  }
                  return acknowledged;
                })
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static boolean tryWrite(LocalMetadataStore store, int row) {
    try {
      SampleRows.write(store, row, row + 1);
      return true;
    } catch (StoreException e) {
      assertThat(e.failure()).isInstanceOf(Failure.StorageFull.class);
      return false;
    }
  }

  private static void requirePresent(LocalMetadataStore store, List<Integer> rows) {
    List<StoreException> failures = new ArrayList<>();
    for (int row : rows) {
      assertThat(SampleRows.readable(store, row, row + 1, failures)).isEqualTo(1);
    }
  }

  private LocalMetadataStore open(long reserveBytes) {
    return OpenStores.open(disk.directory().resolve("metadata"), SampleRows.BULK_TAG, reserveBytes);
  }
}
