package io.bytebucket.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link BlobStore} does. An engine's test extends this and says how to open one. */
public abstract class BlobStoreContract {
  private static final int BLOCK = BlobStore.BLOCK_BYTES;
  private static final BlobId ID = new BlobId(1, 0x1234);
  private static final BlobId OTHER = new BlobId(1, 0x1235);

  private BlobStore store;

  /** Opens the store that this test has for itself: empty at first. */
  protected abstract BlobStore open() throws IOException;

  /**
   * Ends {@code store} as the death of its process would, and opens a new one over what it kept.
   */
  protected abstract BlobStore reopen(BlobStore store) throws IOException;

  /** Changes a stored byte of a committed blob behind the store's back. */
  protected abstract void flip(BlobId id, long position) throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 65_535, 65_536, 65_537, 131_072, 262_145, 5_000_000, 17_000_000})
  void aBlobReadsBackByteForByteAlsoAfterTheStoreWasOpenedAgain(int length) throws IOException {
    byte[] bytes = BlobBytes.seeded(length, length);

    assertThat(BlobBytes.put(store, ID, bytes)).isEqualTo(length);

    BlobBytes.assertSame("read", BlobBytes.get(store, ID), bytes);
    store = reopen(store);
    BlobBytes.assertSame("read", BlobBytes.get(store, ID), bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void howTheBytesArrivedDoesNotShow(long seed) {
    Random random = new Random(seed);
    byte[] bytes = BlobBytes.seeded(seed, 700_000);
    try (BlobWriter writer = store.create(ID, -1)) {
      int at = 0;
      while (at < bytes.length) {
        int piece = Math.min(bytes.length - at, random.nextInt(2 * BLOCK + 1));
        writer.write(bytes, at, piece);
        at += piece;
      }
      assertThat(writer.id()).isEqualTo(ID);
      assertThat(writer.commit()).isEqualTo(bytes.length);
    }

    BlobBytes.assertSame("read", BlobBytes.get(store, ID), bytes);
  }

  @Test
  void aWriterHasTakenTheBytesWhenWriteReturns() {
    byte[] buffer = {1, 2, 3};
    try (BlobWriter writer = store.create(ID, 3)) {
      writer.write(buffer, 0, 3);
      buffer[0] = 9;
      writer.commit();
    }

    assertThat(BlobBytes.get(store, ID)).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void anyRangeReadsBack(long seed) {
    Random random = new Random(seed);
    byte[] bytes = BlobBytes.seeded(seed, 5 * BLOCK + random.nextInt(BLOCK));
    BlobBytes.put(store, ID, bytes);
    try (BlobReader reader = store.open(ID)) {
      for (int round = 0; round < 200; round++) {
        int offset = random.nextInt(bytes.length + 1);
        int length = random.nextInt(bytes.length - offset + 1);
        BlobBytes.assertSame(
            "seed %d, range %d + %d".formatted(seed, offset, length),
            BlobBytes.get(reader, offset, length),
            Arrays.copyOfRange(bytes, offset, offset + length));
      }
    }
  }

  @Test
  void rangesOutsideTheBlobAreRefused() {
    BlobBytes.put(store, ID, new byte[BLOCK]);
    try (BlobReader reader = store.open(ID)) {
      long[][] ranges = {{-1, 1}, {0, -1}, {0, BLOCK + 1}, {BLOCK, 1}, {1, Long.MAX_VALUE}};
      for (long[] range : ranges) {
        assertThatThrownBy(() -> BlobBytes.get(reader, range[0], range[1]))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(BlobBytes.get(reader, BLOCK, 0)).isEmpty();
    }
  }

  @Test
  void theSinksExceptionReachesTheCallerAndTheReaderWorksOn() {
    byte[] bytes = BlobBytes.seeded(5, 3 * BLOCK);
    BlobBytes.put(store, ID, bytes);
    try (BlobReader reader = store.open(ID)) {
      IOException gone = new IOException("client gone");
      assertThatThrownBy(() ->
              reader.transfer(
                  0,
                  bytes.length,
                  piece -> {
                    throw gone;
                  }))
          .isSameAs(gone);
      BlobBytes.assertSame("read", BlobBytes.get(reader, 0, bytes.length), bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300, 5_000, BlobStore.LABEL_LIMIT_BYTES})
  void whatABlobSaysOfItselfIsThereAsItWasCommitted(int labelBytes) throws IOException {
    byte[] label = BlobBytes.seeded(21, labelBytes);
    byte[] bytes = BlobBytes.seeded(22, BLOCK + 1);
    BlobBytes.put(store, ID, bytes, label);
    BlobBytes.put(store, OTHER, new byte[0], label);

    store = reopen(store);
    assertThat(store.label(ID)).isEqualTo(label);
    assertThat(store.label(OTHER)).isEqualTo(label);
    BlobBytes.assertSame("read", BlobBytes.get(store, ID), bytes);
    assertThat(BlobBytes.get(store, OTHER)).isEmpty();
  }

  @Test
  void aBlobThatSaysNothingHasAnEmptyLabelAndOneThatIsNotThereHasNone() {
    BlobBytes.put(store, ID, new byte[10]);

    assertThat(store.label(ID)).isEmpty();
    assertCorrupt(OTHER, () -> store.label(OTHER));
  }

  @Test
  void aLabelThatIsTooLongIsRefusedAndTheWriterWorksOn() {
    try (BlobWriter writer = store.create(ID, 1)) {
      writer.write(new byte[1], 0, 1);
      assertThatThrownBy(() -> writer.commit(new byte[BlobStore.LABEL_LIMIT_BYTES + 1]))
          .isInstanceOf(IllegalArgumentException.class);
      writer.commit(new byte[] {7});
    }
    assertThat(store.label(ID)).containsExactly(7);
  }

  @Test
  void aBlobIsNotThereBeforeItsCommit() {
    try (BlobWriter writer = store.create(ID, 10)) {
      writer.write(new byte[10], 0, 10);

      assertCorrupt(ID, () -> store.open(ID).close());
      writer.commit();
      assertThat(BlobBytes.get(store, ID)).hasSize(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3 * BLOCK, 20_000_000})
  void aWriterClosedBeforeItsCommitLeavesNothing(int length) throws IOException {
    try (BlobWriter writer = store.create(ID, -1)) {
      writer.write(new byte[length], 0, length);
    }

    assertThat(blobs()).isEmpty();
    store = reopen(store);
    assertThat(blobs()).isEmpty();
    assertCorrupt(ID, () -> store.open(ID).close());
  }

  @Test
  void aWriterThatIsDoneTakesNothingMore() {
    BlobWriter writer = store.create(ID, 1);
    writer.write(new byte[1], 0, 1);
    writer.commit();

    assertThatThrownBy(() -> writer.write(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    writer.close();
    writer.close();
    assertThat(BlobBytes.get(store, ID)).hasSize(1);
  }

  @Test
  void anIdThatHasABlobIsRefusedAndItsBlobUnharmed() {
    byte[] bytes = BlobBytes.seeded(6, 100);
    try (BlobWriter writer = store.create(ID, 100)) {
      assertTaken();
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
    assertTaken();

    BlobBytes.assertSame("read", BlobBytes.get(store, ID), bytes);
  }

  private void assertTaken() {
    assertThatThrownBy(() -> store.create(ID, 100).close())
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.EngineFault.class));
  }

  @Test
  void deletingTakesABlobAwayAndTwiceIsOnce() {
    BlobBytes.put(store, ID, new byte[100]);
    BlobBytes.put(store, OTHER, new byte[100]);

    store.delete(ID);
    store.delete(ID);

    assertCorrupt(ID, () -> store.open(ID).close());
    assertThat(blobs()).containsExactly(OTHER);
  }

  @Test
  void whoHasABlobOpenReadsOnAfterItsDeletion() {
    byte[] bytes = BlobBytes.seeded(7, 20 * BLOCK);
    BlobBytes.put(store, ID, bytes);
    try (BlobReader reader = store.open(ID)) {
      assertThat(BlobBytes.get(reader, 0, 1)).hasSize(1);
      store.delete(ID);
      BlobBytes.assertSame("read", BlobBytes.get(reader, 0, bytes.length), bytes);
    }
  }

  @Test
  void forEachNamesEveryBlobAndAllowsDeletingMeanwhile() throws IOException {
    Set<BlobId> expected = new TreeSet<>();
    for (int start : new int[] {1, 2, Integer.MAX_VALUE}) {
      for (long sequence = 0; sequence < 90; sequence++) {
        BlobId id = new BlobId(start, sequence * sequence * sequence);
        BlobBytes.put(store, id, new byte[0]);
        expected.add(id);
      }
    }
    BlobBytes.put(store, new BlobId(3, Long.MAX_VALUE), new byte[1]);
    expected.add(new BlobId(3, Long.MAX_VALUE));

    assertThat(blobs()).isEqualTo(expected);
    store = reopen(store);
    assertThat(blobs()).isEqualTo(expected);
    store.forEach(store::delete);
    assertThat(blobs()).isEmpty();
  }

  @Test
  void writersDoNotDisturbEachOther() throws Exception {
    Map<BlobId, Future<byte[]>> written = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < 64; index++) {
        BlobId id = new BlobId(1, index);
        byte[] bytes = BlobBytes.seeded(index, index * 5_000);
        written.put(
            id,
            threads.submit(() -> {
              BlobBytes.put(store, id, bytes);
              return BlobBytes.get(store, id);
            }));
      }
    }
    for (Map.Entry<BlobId, Future<byte[]>> entry : written.entrySet()) {
      byte[] bytes =
          BlobBytes.seeded(entry.getKey().sequence(), (int) entry.getKey().sequence() * 5_000);
      BlobBytes.assertSame("written", entry.getValue().get(), bytes);
      BlobBytes.assertSame("read", BlobBytes.get(store, entry.getKey()), bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, 4 * BLOCK - 1, 4 * BLOCK, 5 * BLOCK, 5 * BLOCK + 99})
  void aChangedByteIsNeverHandedOn(int position) throws IOException {
    byte[] bytes = BlobBytes.seeded(8, 5 * BLOCK + 100);
    BlobBytes.put(store, ID, bytes);
    flip(ID, position);
    int damaged = position / BLOCK;

    assertCorrupt(ID, () -> BlobBytes.get(store, ID));
    try (BlobReader reader = store.open(ID)) {
      assertCorrupt(ID, () -> BlobBytes.get(reader, position, 1));
      for (int block = 0; block <= 5; block++) {
        int start = block * BLOCK;
        int length = Math.min(BLOCK, bytes.length - start);
        if (block != damaged) {
          BlobBytes.assertSame(
              "read",
              BlobBytes.get(reader, start, length),
              Arrays.copyOfRange(bytes, start, start + length));
        }
      }
    }
  }

  @Test
  void aClosedStoreRefusesEverything() {
    BlobBytes.put(store, ID, new byte[1]);
    store.close();
    store.close();

    Runnable[] calls = {
      () -> store.create(OTHER, 1), () -> store.open(ID), () -> store.delete(ID), () -> blobs()
    };
    for (Runnable call : calls) {
      assertThatThrownBy(call::run).isInstanceOf(StoreException.class);
    }
  }

  private Set<BlobId> blobs() {
    Set<BlobId> found = new TreeSet<>();
    store.forEach(found::add);
    return found;
  }

  private static void assertCorrupt(BlobId id, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure())
                    .isInstanceOfSatisfying(
                        Failure.Corrupt.class,
                        corrupt ->
                            assertThat(corrupt.subject() + " " + corrupt.detail())
                                .contains("blob", id.toString())));
  }
}
