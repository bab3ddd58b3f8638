package io.bytebucket.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link MetadataStore} has to keep. An engine's test extends this class and says how
 * the engine is opened; each test gets an empty store, and after each the store is checked against
 * itself. Keys of the suite begin with {@code j}, {@code k} or {@code l}, save a few: an engine
 * that keeps tables apart runs the suite once with one of these apart.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES) // what hangs is a failure
public abstract class MetadataStoreContract
    implements BytesContract,
        ScanContract,
        RandomScanContract,
        FoldContract,
        CounterContract,
        TransactionContract,
        SerializabilityContract,
        LifecycleContract {
  private @Nullable MetadataStore store;

  /** An empty store. */
  protected abstract MetadataStore open() throws Exception;

  /** Closes {@code store}, if it is not closed yet, and opens another on what it kept. */
  protected abstract MetadataStore reopen(MetadataStore store) throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @Override
  public final MetadataStore store() {
    if (store == null) {
      throw new IllegalStateException("no store is open");
    }
    return store;
  }

  @Override
  public final void reopen() {
    try {
      store = reopen(store());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot open the store again", e);
    }
  }

  /** The store, opened anew, holds each key once, in order, and the same by scan and by get. */
  @AfterEach
  final void checkStore() {
    reopen();
    try (MetadataStore checked = store()) {
      List<Row> rows =
          checked.read(snapshot -> StoreUnderTest.rows(snapshot, FIRST, LAST, 7, Optional.empty()));
      assertThat(rows).extracting(Row::key).isSorted();
      Set<Key> keys = new HashSet<>();
      for (Row row : rows) {
        assertThat(keys.add(row.key())).isTrue();
        checkRow(checked, row);
      }
    }
  }

  private static void checkRow(MetadataStore checked, Row row) {
    byte[] value = checked.read(snapshot -> snapshot.get(row.key())).orElseThrow();
    assertThat(row)
        .isInstanceOfSatisfying(
            Row.Entry.class, entry -> assertThat(entry.value()).isEqualTo(value));
  }
}
