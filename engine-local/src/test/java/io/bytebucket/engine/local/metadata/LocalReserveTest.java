package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.contract.ReserveContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that is nearly full. */
@Tag("root")
class LocalReserveTest extends ReserveContract {
  private static final long RESERVE_BYTES = 16L << 20;

  @TempDir private Path temporary;
  private SmallFileSystem disk;
  private LocalMetadataStore store;

  @BeforeEach
  void open() throws IOException {
    disk = SmallFileSystem.mount(temporary, 64);
    store =
        OpenStores.open(disk.directory().resolve("metadata"), SampleRows.BULK_TAG, RESERVE_BYTES);
  }

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      store.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  @Override
  protected MetadataStore store() {
    return store;
  }

  @Override
  protected void takeRoom() {
    try {
      disk.takeUpAllBut(RESERVE_BYTES - (1 << 20));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void giveRoom() {
    try {
      disk.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
