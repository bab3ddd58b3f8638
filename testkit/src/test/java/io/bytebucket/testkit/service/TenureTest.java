package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import io.bytebucket.testkit.model.StoreCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several processes over one engine: who lives, who is dead, and what that means for blobs. */
class TenureTest {
  /** More renewals than a lease may stand still for. */
  private static final int LONG_ENOUGH = 10;

  private static final int LARGE = 1_000;

  private final MemoryMetadataStore metadata = MemoryMetadataStore.thatRunsChangesTwice();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final Store one = start();
  private final HookedMetadataStore beforeTwoCommits = new HookedMetadataStore(metadata);
  private final Store two = TestStore.servicesOver(beforeTwoCommits, blobs);
  private final Store three = start();

  private Store start() {
    return TestStore.servicesOver(metadata, blobs);
  }

  @BeforeEach
  void makeTheBucket() {
    one.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void theStoreIsConsistent() {
    new StoreCheck(metadata, blobs).requireConsistent();
  }

  @Test
  void theEarliestThatRunsWorksForAllAndTheNextTakesOver() {
    assertThat(isFirst()).containsExactly(true, false, false);
    one.close();
    two.tenure().renew();
    three.tenure().renew();
    assertThat(isFirst().subList(1, 3)).containsExactly(true, false);
    assertThat(leases()).containsExactly(2, 3);
  }

  @Test
  void whoEndsInOrderLeavesNeitherLeaseNorSweep() {
    for (Store store : List.of(one, two, three)) {
      store.close();
    }
    assertThat(leases()).isEmpty();
    assertThat(start().start().isSweepDue()).isFalse();
  }

  @Test
  void aLeaseThatStandsStillIsTakenAwayAndASweepIsDue() {
    renew(LONG_ENOUGH - 1, one, three);
    assertThat(leases()).containsExactly(1, 2, 3);
    renew(2, one, three);
    assertThat(leases()).containsExactly(1, 3);
    assertThat(one.tenure().isSweepDue()).isTrue();

    one.upkeep().sweep().sweep();
    one.tenure().renew();
    assertThat(one.tenure().isSweepDue()).isFalse();
  }

  @Test
  void aLeaseThatIsRenewedNowAndThenStands() {
    for (int i = 0; i < 5; i++) {
      renew(LONG_ENOUGH - 2, one);
      renew(1, two, three);
    }
    assertThat(leases()).containsExactly(1, 2, 3);
  }

  @Test
  void aStartThatDiesDuringASweepIsSweptByAnother() {
    renew(LONG_ENOUGH + 1, one, three);
    HookedBlobStore hooked = new HookedBlobStore(blobs);
    Store sweeping = TestStore.servicesOver(metadata, hooked);
    hooked.beforeForEach(() -> renew(LONG_ENOUGH + 1, one));

    sweeping.upkeep().sweep().sweep();

    one.tenure().renew();
    assertThat(one.tenure().isSweepDue()).isTrue();
    one.upkeep().sweep().sweep();
    one.tenure().renew();
    assertThat(one.tenure().isSweepDue()).isFalse();
  }

  @Test
  void anUploadOfAStartThatIsTakenForDeadIsRefusedAndNothingOfItStays() {
    beforeTwoCommits.beforeCommit(() -> {
      renew(LONG_ENOUGH + 1, one);
      assertThat(one.upkeep().sweep().sweep()).isOne();
    });
    Failures.require(new Failure.Busy(1), () -> put(two, new byte[LARGE]));
    assertThat(blobIds()).isEmpty();
  }

  @Test
  void anUploadOfAStartThatLivesIsNeverSwept() {
    beforeTwoCommits.beforeCommit(() -> {
      renew(LONG_ENOUGH + 1, one, two);
      assertThat(one.upkeep().sweep().sweep()).isZero();
    });
    put(two, new byte[LARGE]);
    assertThat(read(three)).hasSize(LARGE);
  }

  @Test
  void whoWasTakenForDeadStartsAnewAndWritesOn() {
    renew(LONG_ENOUGH + 1, one);
    assertThat(leases()).containsExactly(1);
    Failures.require(new Failure.Busy(1), () -> put(two, new byte[LARGE]));
    // What needs no blob of its own needs no lease.
    put(two, new byte[10]);

    two.tenure().renew();

    assertThat(two.start().number()).isEqualTo(4);
    put(two, new byte[LARGE]);
    assertThat(read(one)).hasSize(LARGE);
    assertThat(blobIds()).extracting(BlobId::start).containsExactly(4);
  }

  @Test
  void whatAnotherReadsIsKeptUntilItHasRead() {
    byte[] body = {1, 2, 3};
    byte[] large = Arrays.copyOf(body, LARGE);
    put(one, large);
    try (ObjectReader.Content content = open(two)) {
      put(one, new byte[1]);
      for (int i = 0; i < 5; i++) {
        renew(1, one, two, three);
        assertThat(three.upkeep().collector().collect()).isZero();
      }
      assertThat(TestStore.bytes(content, 0, LARGE)).isEqualTo(large);
    }
    assertThat(one.upkeep().collector().collect()).isZero();
    renew(1, two);
    assertThat(one.upkeep().collector().collect()).isOne();
    assertThat(blobIds()).isEmpty();
  }

  @Test
  void whoReadsSomethingLaterKeepsNothingThatWasLetGoBefore() {
    put(one, new byte[LARGE]);
    put(one, new byte[LARGE]);
    renew(1, two, three);
    try (ObjectReader.Content later = open(two)) {
      renew(2, two, three);
      assertThat(one.upkeep().collector().collect()).isOne();
      assertThat(TestStore.bytes(later, 0, LARGE)).hasSize(LARGE);
    }
  }

  @Test
  void oneAloneWaitsForNobody() {
    two.close();
    three.close();
    put(one, new byte[LARGE]);
    put(one, new byte[LARGE]);
    assertThat(one.upkeep().collector().collect()).isOne();
  }

  @Test
  void whoWasTakenForDeadMayFindBytesGoneAndDoesNotCallThatDamage() {
    put(one, new byte[LARGE]);
    try (ObjectReader.Content content = open(two)) {
      put(one, new byte[1]);
      renew(LONG_ENOUGH + 1, one, three);
      renew(2, three);
      assertThat(one.upkeep().collector().collect()).isOne();
      Failures.require(new Failure.Busy(1), () -> TestStore.bytes(content, 0, LARGE));
      two.tenure().renew();
      Failures.require(new Failure.Busy(1), () -> TestStore.bytes(content, 0, LARGE));
    }
  }

  @Test
  void bytesThatAreGoneWithoutThatAreDamage() {
    put(one, new byte[LARGE]);
    try (ObjectReader.Content content = open(two)) {
      List<BlobId> lost = blobIds();
      put(one, new byte[1]);
      lost.forEach(blobs::delete);
      Failures.require(Failure.Corrupt.class, () -> TestStore.bytes(content, 0, LARGE));
    }
  }

  private List<Boolean> isFirst() {
    return List.of(one, two, three).stream().map(store -> store.tenure().isFirst()).toList();
  }

  private List<Integer> leases() {
    return metadata.read(Lease::all).stream().map(Lease::start).toList();
  }

  private static void renew(int times, Store... stores) {
    for (int i = 0; i < times; i++) {
      for (Store store : stores) {
        store.tenure().renew();
      }
    }
  }

  private List<BlobId> blobIds() {
    List<BlobId> present = new ArrayList<>();
    blobs.forEach(present::add);
    return present;
  }

  private static ObjectReader.Content open(Store store) {
    return store.reader().open(ObjectReader.Source.current(TestStore.BUCKET, new ObjectKey("key")));
  }

  private static byte[] read(Store store) {
    try (ObjectReader.Content content = open(store)) {
      return TestStore.bytes(content, 0, content.object().sizeBytes());
    }
  }

  private static void put(Store store, byte[] body) {
    try {
      store
          .writer()
          .put(
              TestStore.request("key", body.length, new WriteCondition.None(), DigestClaims.NONE),
              new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
