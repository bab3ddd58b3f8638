package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.testkit.contract.BlobBytes;
import io.bytebucket.testkit.contract.BlobStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the machine's own file system. */
class FileBlobStoreTest extends BlobStoreContract {
  /** One for all tests: to make its 256 directories takes longer than most of them. */
  @TempDir static Path directory;

  @Override
  protected BlobStore open() {
    BlobStore store = FileBlobStore.open(new RealDisk(), directory);
    store.forEach(store::delete);
    return store;
  }

  @Override
  protected BlobStore reopen(BlobStore store) {
    store.close();
    return FileBlobStore.open(new RealDisk(), directory);
  }

  @Override
  protected void flip(BlobId id, long position) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(fileOf(id).toFile(), "rw")) {
      file.seek(position);
      int before = file.read();
      file.seek(position);
      file.write(before ^ 1);
    }
  }

  @Test
  void theFileOfABlobStartsWithItsBytesAndIsFoundByItsId() throws IOException {
    byte[] bytes = BlobBytes.seeded(1, 100_000);
    BlobId id = new BlobId(7, 0xabcdef);
    try (BlobStore store = open()) {
      BlobBytes.put(store, id, bytes);
    }

    Path file = directory.resolve("ef").resolve("00000007-0000000000abcdef");
    assertThat(Arrays.copyOf(Files.readAllBytes(file), bytes.length)).isEqualTo(bytes);
  }

  @Test
  void aBlobThatCannotFitIsRefusedBeforeItIsSent() {
    try (BlobStore store = open()) {
      BlobAssertions.assertStorageFull(() -> store.create(new BlobId(1, 1), Long.MAX_VALUE));
      assertThat(BlobAssertions.blobs(store)).isEmpty();
    }
  }

  @Test
  void filesThatAreNoBlobsAreLeftAlone() throws IOException {
    try (BlobStore store = open()) {
      Path shelf = directory.resolve("00");
      for (String name :
          new String[] {
            "notes.txt", "00000001-000000000000000G", "0000000A-0000000000000000", "00000001"
          }) {
        Files.writeString(shelf.resolve(name), "mine");
      }
      assertThat(BlobAssertions.blobs(store)).isEmpty();
    }
  }

  private Path fileOf(BlobId id) {
    return directory.resolve("%02x".formatted(id.sequence() & 0xff)).resolve(id.toString());
  }
}
