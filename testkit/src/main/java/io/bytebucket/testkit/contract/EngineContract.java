package io.bytebucket.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What an engine has to keep beside what its ports do. An engine's test extends this class, and
 * says how the engine is opened.
 */
public abstract class EngineContract {
  private static final Key KEY = StoreUnderTest.key("k");
  private static final BlobId BLOB = new BlobId(1, 0);

  /** An engine without data. */
  protected abstract Engine open();

  /**
   * Opens the engine over the same data once more, while {@code engine} may be open.
   *
   * @return nothing when it cannot be opened as long as that is so
   */
  protected abstract Optional<Engine> openBeside(Engine engine);

  @Test
  void bothPortsAreTheSameAtEveryCallAndEndTogether() {
    Engine engine = open();
    assertThat(engine.metadata()).isSameAs(engine.metadata());
    assertThat(engine.blobs()).isSameAs(engine.blobs());
    engine.close();
    engine.close();
    requireClosed(engine);
  }

  @Test
  void whatIsThereIsThereWhenItIsOpenedAgain() {
    Engine engine = open();
    put(engine, "v");
    engine.close();
    try (Engine again = openBeside(engine).orElseThrow()) {
      assertThat(get(again)).contains("v");
      List<BlobId> present = new ArrayList<>();
      again.blobs().forEach(present::add);
      assertThat(present).containsExactly(BLOB);
    }
  }

  @Test
  void whoHasAnExclusiveEngineHasItAloneAndWhoSharesOneSeesWhatOthersDo() {
    try (Engine engine = open()) {
      Optional<Engine> beside = openBeside(engine);
      if (beside.isEmpty()) {
        assertThat(engine.isExclusive()).isTrue();
        put(engine, "v");
        return;
      }
      try (Engine other = beside.get()) {
        put(other, "v");
        if (engine.isExclusive()) {
          requireClosed(engine);
        } else {
          assertThat(get(engine)).contains("v");
        }
      }
    }
  }

  private static void requireClosed(Engine engine) {
    assertThatThrownBy(() -> get(engine)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> engine.blobs().open(BLOB)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> put(engine, "w")).isInstanceOf(StoreException.class);
  }

  private static void put(Engine engine, String value) {
    try (BlobWriter writer = engine.blobs().create(BLOB, -1)) {
      writer.write(new byte[] {1}, 0, 1);
      writer.commit();
    }
    engine
        .metadata()
        .write(transaction -> {
          transaction.put(KEY, value.getBytes(StandardCharsets.UTF_8));
          return value;
        });
  }

  private static Optional<String> get(Engine engine) {
    return engine.metadata().read(snapshot -> snapshot.get(KEY).map(StoreUnderTest::text));
  }
}
