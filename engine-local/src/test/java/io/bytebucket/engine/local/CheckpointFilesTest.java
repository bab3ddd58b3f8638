package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {
  private static final Key RECORD = Keyspace.references(new BlobId(1, 1));
  private static final Key BULK = Keyspace.inlineBytes(new BlobId(1, 2));

  @TempDir Path path;

  private LocalEngine open() {
    return LocalEngine.open(path, Keyspace.BULK_TAG);
  }

  private static void put(LocalEngine engine, int value) {
    engine
        .metadata()
        .write(change -> {
          change.put(RECORD, new byte[] {(byte) value});
          change.put(BULK, new byte[20_000 + value]);
          return true;
        });
  }

  private List<Integer> at(String name) {
    try (MetadataStore look = LocalEngine.lookAtCheckpoint(path, name, Keyspace.BULK_TAG)) {
      return List.of(
          (int) look.read(snapshot -> snapshot.get(RECORD)).orElseThrow()[0],
          look.read(snapshot -> snapshot.get(BULK)).orElseThrow().length - 20_000);
    }
  }

  @Test
  void eachShowsTheStateOfItsMomentWhileTheStoreGoesOn() {
    try (LocalEngine engine = open()) {
      put(engine, 1);
      engine.checkpointer().create("a1");
      put(engine, 2);
      engine.checkpointer().create("a2");
      put(engine, 3);
      assertThat(at("a1")).containsExactly(1, 1);
      assertThat(at("a2")).containsExactly(2, 2);
      put(engine, 4);
      assertThat(at("a1")).containsExactly(1, 1);
      engine.checkpointer().delete("a1");
      engine.checkpointer().delete("a1");
      assertThat(path.resolve("checkpoints/a1")).doesNotExist();
      assertThat(at("a2")).containsExactly(2, 2);
      assertThat(engine.checkpointer().heldBytes("a2")).isPositive();
      assertThat(engine.checkpointer().heldBytes("none")).isZero();
    }
  }

  @Test
  void aStartRemovesWhatAnEarlierOneLeft() {
    try (LocalEngine engine = open()) {
      put(engine, 1);
      engine.checkpointer().create("a1");
    }
    assertThat(path.resolve("checkpoints/a1")).exists();
    try (LocalEngine engine = open()) {
      assertThat(path.resolve("checkpoints")).doesNotExist();
      engine.checkpointer().create("a3");
      assertThat(at("a3")).containsExactly(1, 1);
    }
  }
}
