package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.engine.local.file.DiskCall;
import io.bytebucket.engine.local.file.SimulatedDisk;
import io.bytebucket.testkit.contract.BlobBytes;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails or is full makes a clear failure, leaves nothing half, and can recover. */
class BlobDiskFaultTest {
  private static final BlobId ID = new BlobId(1, 1);
  private static final BlobId OTHER = new BlobId(1, 2);

  private final SimulatedDisk disk = new SimulatedDisk(7);
  private final BlobStore store = FileBlobStore.open(disk, disk.root());

  @Test
  void aDiskThatFillsUpInTheMiddleOfABlobFailsThatBlobAlone() {
    byte[] before = BlobBytes.seeded(1, 50_000);
    BlobBytes.put(store, OTHER, before);
    disk.freeBytes(100_000);

    try (BlobWriter writer = store.create(ID, -1)) {
      writer.write(new byte[70_000], 0, 70_000);
      BlobAssertions.assertStorageFull(() -> writer.write(new byte[70_000], 0, 70_000));
      BlobAssertions.assertEngineFault(() -> writer.write(new byte[1], 0, 1));
      BlobAssertions.assertEngineFault(writer::commit);
      assertThat(BlobBytes.get(store, OTHER)).isEqualTo(before);
    }

    assertThat(BlobAssertions.blobs(store)).containsExactly(OTHER);
    assertThat(BlobBytes.put(store, ID, new byte[90_000])).isEqualTo(90_000);
  }

  @Test
  void aDiskThatFillsUpAtTheTrailerFailsTheCommit() {
    disk.freeBytes(1_000 + LabelFrame.LENGTH_BYTES + BlobFooter.LENGTH_BYTES);

    BlobAssertions.assertStorageFull(() -> BlobBytes.put(store, ID, new byte[1_000]));

    assertThat(BlobAssertions.blobs(store)).isEmpty();
    assertThat(BlobBytes.put(store, ID, new byte[900])).isEqualTo(900);
  }

  /** Damage of that blob, which says which one it is, and that the disk does not give it. */
  private static void requireUnreadable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasCauseInstanceOf(IOException.class)
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure())
                    .isInstanceOfSatisfying(
                        Failure.Corrupt.class,
                        corrupt ->
                            assertThat(corrupt.detail()).startsWith(ID + " cannot be read: ")));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORCE", "FORCE_DIRECTORY"})
  void aForceThatFailedOnceFailsTheBlobForGood(DiskCall call) {
    disk.failAt(call, 1);
    try (BlobWriter writer = store.create(ID, 10_000)) {
      writer.write(new byte[10_000], 0, 10_000);
      BlobAssertions.assertEngineFault(writer::commit);
      BlobAssertions.assertEngineFault(writer::commit);
    }

    assertThat(BlobAssertions.blobs(store)).isEmpty();
    disk.powerCut();
    try (BlobStore reopened = FileBlobStore.open(disk, disk.root())) {
      assertThat(BlobAssertions.blobs(reopened)).isEmpty();
      assertThat(BlobBytes.put(reopened, ID, new byte[10_000])).isEqualTo(10_000);
    }
  }

  @Test
  void aFailureOfEarlyWriteBackIsNotForgottenAtTheCommit() {
    disk.failAt(DiskCall.FORCE_DATA, 1);
    byte[] piece = new byte[1 << 20];
    try (BlobWriter writer = store.create(ID, -1)) {
      for (int written = 0; written < WriteBack.STRIDE_BYTES; written += piece.length) {
        writer.write(piece, 0, piece.length);
      }
      BlobAssertions.assertEngineFault(writer::commit);
    }

    assertThat(BlobAssertions.blobs(store)).isEmpty();
  }

  @Test
  void aDiskThatFailsReadsFailsTheReadAndIsBelievedAgainLater() {
    byte[] bytes = BlobBytes.seeded(2, 100_000);
    BlobBytes.put(store, ID, bytes);
    try (BlobReader reader = store.open(ID)) {
      disk.failAlways(DiskCall.READ);
      requireUnreadable(() -> BlobBytes.get(reader, 0, 1));
      requireUnreadable(() -> store.open(ID));
      requireUnreadable(() -> store.label(ID));
      disk.heal();
      assertThat(BlobBytes.get(reader, 0, bytes.length)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "OPEN", "DELETE", "LIST"})
  void everyOtherFailureOfTheDiskIsAFaultOfTheEngine(DiskCall call) {
    BlobBytes.put(store, ID, new byte[1]);
    disk.failAlways(call);

    BlobAssertions.assertEngineFault(() -> {
      BlobBytes.put(store, OTHER, new byte[1]);
      BlobBytes.get(store, OTHER);
      store.delete(OTHER);
      BlobAssertions.blobs(store);
    });
    disk.heal();
    assertThat(BlobBytes.get(store, ID)).hasSize(1);
  }
}
