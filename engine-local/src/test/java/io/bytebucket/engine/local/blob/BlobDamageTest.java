package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.local.file.DiskFile;
import io.bytebucket.engine.local.file.SimulatedDisk;
import io.bytebucket.testkit.contract.BlobBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A blob file that is not what was written is an error, wherever the damage is. */
class BlobDamageTest {
  private static final BlobId ID = new BlobId(1, 5);
  private static final int BLOB_BYTES = 150;
  private static final byte[] LABEL = BlobBytes.seeded(9, 30);
  private static final int LABEL_AT = BLOB_BYTES + Integer.BYTES;
  private static final int LABEL_CRC_AT = LABEL_AT + LABEL.length + Integer.BYTES;
  private static final int FILE_BYTES =
      LABEL_AT + LABEL.length + LabelFrame.LENGTH_BYTES + BlobFooter.LENGTH_BYTES;

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final BlobStore store = FileBlobStore.open(disk, disk.root());
  private final Path file = disk.root().resolve("05").resolve(ID.toString());

  @Test
  void everyFlippedBitOfABlobFileIsNoticed() throws IOException {
    byte[] bytes = BlobBytes.seeded(1, BLOB_BYTES);
    BlobBytes.put(store, ID, bytes, LABEL);
    assertThat(content(file)).hasSize(FILE_BYTES);

    for (int position = 0; position < FILE_BYTES; position++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        disk.flip(file, position, bit);
        if (isOfLabelAlone(position)) {
          BlobAssertions.assertCorrupt(() -> store.label(ID));
          assertThat(BlobBytes.get(store, ID)).isEqualTo(bytes);
        } else {
          BlobAssertions.assertCorrupt(() -> BlobBytes.get(store, ID));
        }
        disk.flip(file, position, bit);
      }
    }
    assertThat(BlobBytes.get(store, ID)).isEqualTo(bytes);
    assertThat(store.label(ID)).isEqualTo(LABEL);
  }

  /** What a damaged label says is lost; the bytes that it is about are served all the same. */
  private static boolean isOfLabelAlone(int position) {
    return (position >= LABEL_AT && position < LABEL_AT + LABEL.length)
        || (position >= LABEL_CRC_AT && position < LABEL_CRC_AT + Integer.BYTES);
  }

  @Test
  void aFileOfTheFirstVersionIsReadAndHasNoLabel() throws IOException {
    byte[] bytes = BlobBytes.seeded(2, BLOB_BYTES);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    ByteBuffer trailer = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).flip();
    ByteBuffer footer =
        ByteBuffer.allocate(BlobFooter.LENGTH_BYTES)
            .put("BBBLOB".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 1)
            .putInt(0)
            .putInt(BlobStore.BLOCK_BYTES)
            .putLong(BLOB_BYTES)
            .put(ID.toBytes())
            .putInt(BlobFooter.crc(trailer.duplicate()));
    crc.reset();
    crc.update(footer.array(), 0, footer.position());
    footer.putInt((int) crc.getValue()).flip();
    ByteBuffer whole =
        ByteBuffer.allocate(BLOB_BYTES + trailer.remaining() + footer.remaining())
            .put(bytes)
            .put(trailer)
            .put(footer);
    write(file, whole.array());

    assertThat(BlobBytes.get(store, ID)).isEqualTo(bytes);
    assertThat(store.label(ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_016, 1_017, 4_096, BlobStore.LABEL_LIMIT_BYTES})
  void aLabelOfAnyLengthLeavesTheChecksumsOfTheBlocksWhereTheyAre(int labelBytes) {
    // Their checksums take more than is read at opening.
    byte[] bytes = BlobBytes.seeded(4, 1_100 * BlobStore.BLOCK_BYTES + 1);
    byte[] label = BlobBytes.seeded(5, labelBytes);
    BlobBytes.put(store, ID, bytes, label);

    try (BlobReader reader = store.open(ID)) {
      BlobBytes.assertSame("all", BlobBytes.get(reader, 0, bytes.length), bytes);
    }
    assertThat(store.label(ID)).isEqualTo(label);
  }

  @Test
  void everyFileThatIsCutShortOrHasGrownIsNoticed() throws IOException {
    BlobBytes.put(store, ID, BlobBytes.seeded(1, BLOB_BYTES));
    byte[] whole = content(file);

    for (int length = 0; length <= whole.length + 1; length++) {
      disk.delete(file);
      write(file, Arrays.copyOf(whole, length));
      if (length != whole.length) {
        BlobAssertions.assertCorrupt(() -> BlobBytes.get(store, ID));
      }
    }
  }

  @Test
  void aWholeBlobUnderAnotherBlobsNameIsNoticed() throws IOException {
    BlobId other = new BlobId(1, 6);
    BlobBytes.put(store, ID, new byte[10]);
    write(disk.root().resolve("06").resolve(other.toString()), content(file));

    BlobAssertions.assertCorrupt(() -> BlobBytes.get(store, other));
  }

  @Test
  void ofATrailerThatIsReadInPartsEveryPartIsHeldAgainstItsBlocks() throws IOException {
    int blocks = 1_100;
    int block = BlobStore.BLOCK_BYTES;
    byte[] bytes = BlobBytes.seeded(3, blocks * block - 7);
    BlobBytes.put(store, ID, bytes);

    try (BlobReader reader = store.open(ID)) {
      for (int number : new int[] {76, 75, 0, 1_023, 1_024, 1_099, 3}) {
        int start = number * block;
        assertThat(BlobBytes.get(reader, start, 100))
            .isEqualTo(Arrays.copyOfRange(bytes, start, start + 100));
      }
    }
    disk.flip(file, bytes.length + 1_000 * Integer.BYTES, 0);
    try (BlobReader reader = store.open(ID)) {
      BlobAssertions.assertCorrupt(() -> BlobBytes.get(reader, 1_000L * block, 1));
      assertThat(BlobBytes.get(reader, 1_001L * block, 1)).hasSize(1);
    }
  }

  private byte[] content(Path path) throws IOException {
    try (DiskFile in = disk.open(path)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) in.lengthBytes());
      assertThat(in.readFully(bytes, 0)).isTrue();
      return bytes.array();
    }
  }

  private void write(Path path, byte[] bytes) throws IOException {
    try (DiskFile out = disk.create(path)) {
      out.writeFully(ByteBuffer.wrap(bytes), 0);
    }
  }
}
