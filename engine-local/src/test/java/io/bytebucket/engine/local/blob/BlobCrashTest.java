package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.engine.local.file.SimulatedDisk;
import io.bytebucket.engine.local.file.Survival;
import io.bytebucket.testkit.contract.BlobBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes, or the process dies, at every step that a scenario makes on the disk. After each
 * restart, what was acknowledged is whole, and nothing that can be opened is half a blob.
 */
class BlobCrashTest {
  private static final List<Integer> SIZES_BYTES =
      List.of(0, 1, 100, 65_536, 65_537, 140_000, 4_096);

  static Stream<Arguments> restarts() {
    return Stream.concat(
        Stream.of(Arguments.of(Survival.NONE, 1L), Arguments.of(Survival.ALL, 1L)),
        Stream.of(2L, 3L, 4L, 5L).map(seed -> Arguments.of(Survival.SOME, seed)));
  }

  @ParameterizedTest
  @MethodSource("restarts")
  void noAcknowledgedBlobIsLostAtAnyStep(Survival survival, long seed) {
    Scenario whole = new Scenario(seed);
    int firstStep = whole.disk.steps() + 1;
    whole.run();
    int lastStep = whole.disk.steps();
    assertThat(lastStep - firstStep).isGreaterThan(60);

    for (int step = firstStep; step <= lastStep + 1; step++) {
      Scenario scenario = new Scenario(seed);
      scenario.disk.cutPowerAt(step);
      try {
        scenario.run();
        assertThat(step).isGreaterThan(lastStep);
      } catch (StoreException e) {
        assertThat(step)
            .as("seed %d: failed for another reason", seed)
            .isLessThanOrEqualTo(lastStep);
      }
      scenario.disk.restart(survival);
      scenario.check("seed %d, %s, step %d".formatted(seed, survival, step));
    }
  }

  /** Puts, an abandoned put and deletions, with a record of what was answered. */
  private static final class Scenario {
    private final SimulatedDisk disk;
    private final BlobStore store;
    private final Map<BlobId, byte[]> written = new HashMap<>();
    private final Set<BlobId> acknowledged = new TreeSet<>();

    Scenario(long seed) {
      disk = new SimulatedDisk(seed);
      disk.writeShort();
      store = FileBlobStore.open(disk, disk.root());
    }

    void run() {
      for (int sequence = 0; sequence < SIZES_BYTES.size(); sequence++) {
        put(new BlobId(1, sequence), SIZES_BYTES.get(sequence));
      }
      try (BlobWriter abandoned = store.create(new BlobId(1, 99), -1)) {
        abandoned.write(new byte[100_000], 0, 100_000);
      }
      delete(new BlobId(1, 2));
      put(new BlobId(1, 256), 50_000);
      delete(new BlobId(1, 5));
    }

    private void put(BlobId id, int lengthBytes) {
      byte[] bytes = BlobBytes.seeded(id.sequence(), lengthBytes);
      written.put(id, bytes);
      BlobBytes.put(store, id, bytes);
      acknowledged.add(id);
    }

    private void delete(BlobId id) {
      acknowledged.remove(id);
      store.delete(id);
    }

    void check(String when) {
      BlobStore after = FileBlobStore.open(disk, disk.root());
      Set<BlobId> there = BlobAssertions.blobs(after);
      assertThat(there).as(when).containsAll(acknowledged);
      for (BlobId id : there) {
        assertWholeOrCorrupt(after, id, when);
      }
      // What nobody names is what the sweep takes away; the rest must not mind.
      there.stream().filter(id -> !acknowledged.contains(id)).forEach(after::delete);
      BlobBytes.put(after, new BlobId(2, 0), new byte[] {1});
      for (BlobId id : acknowledged) {
        BlobBytes.assertSame(when + ", " + id, BlobBytes.get(after, id), written.get(id));
      }
    }

    private void assertWholeOrCorrupt(BlobStore after, BlobId id, String when) {
      try {
        BlobBytes.assertSame(when + ", " + id, BlobBytes.get(after, id), written.get(id));
      } catch (StoreException e) {
        assertThat(acknowledged).as(when + ", " + e).doesNotContain(id);
        BlobAssertions.assertCorrupt(() -> {
          throw e;
        });
      }
    }
  }
}
