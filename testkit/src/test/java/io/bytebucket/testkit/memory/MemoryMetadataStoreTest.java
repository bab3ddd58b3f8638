package io.bytebucket.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.contract.MetadataStoreContract;
import org.junit.jupiter.api.Test;

class MemoryMetadataStoreTest extends MetadataStoreContract {
  private static final Key KEY = Key.of(new byte[] {'k'});

  @Override
  protected MetadataStore open() {
    return new MemoryMetadataStore();
  }

  @Override
  protected MetadataStore reopen(MetadataStore store) {
    return ((MemoryMetadataStore) store).reopen();
  }

  @Test
  void aChangeOverTheCapacityIsRefusedWholeAndDeletingMakesRoom() {
    try (MemoryMetadataStore small = new MemoryMetadataStore(100)) {
      write(small, new byte[99]);
      assertThatThrownBy(() -> write(small, new byte[100]))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isEqualTo(new Failure.StorageFull()));
      assertThat(small.<Integer>read(snapshot -> snapshot.get(KEY).orElseThrow().length))
          .isEqualTo(99);
      write(small, new byte[1]);
      write(small, new byte[99]);
    }
  }

  @Test
  void writingFromWithinAQueryOrAChangeIsABugThatShows() {
    assertThatThrownBy(() -> store().read(_ -> store().write(_ -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store().write(_ -> store().<Integer>write(_ -> 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void write(MetadataStore store, byte[] value) {
    store.write(transaction -> {
      transaction.put(KEY, value);
      return value;
    });
  }
}
