package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.testkit.contract.BlobBytes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that is really full: 4 MiB in memory, mounted for the test. Needs root. */
@Tag("root")
class FullFileSystemTest {
  @TempDir Path directory;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", directory.toString()) == 0,
        "mounting a file system is not allowed here");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", directory.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @Test
  void aFullFileSystemFailsTheWriteAndTakesBlobsAgainWhenThereIsRoom() {
    byte[] kept = BlobBytes.seeded(1, 1 << 20);
    try (BlobStore store = FileBlobStore.open(new RealDisk(), directory)) {
      BlobBytes.put(store, new BlobId(1, 1), kept);

      BlobAssertions.assertStorageFull(
          () -> BlobBytes.put(store, new BlobId(1, 2), new byte[4 << 20]));
      BlobAssertions.assertStorageFull(() -> store.create(new BlobId(1, 3), 64 << 20));

      assertThat(BlobAssertions.blobs(store)).containsExactly(new BlobId(1, 1));
      assertThat(BlobBytes.get(store, new BlobId(1, 1))).isEqualTo(kept);
      assertThat(BlobBytes.put(store, new BlobId(1, 4), new byte[2 << 20])).isEqualTo(2 << 20);
    }
  }
}
