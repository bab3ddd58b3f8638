package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.testkit.TestStore;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphanSweepTest {
  private final TestStore store = TestStore.create();

  @Test
  void blobsThatNoRecordNamesGoAndAllOthersStay() {
    BlobId named = TestStore.blob(store.put("key", new byte[1_000]));
    BlobId garbage = TestStore.blob(store.put("old", new byte[1_000]));
    store.put("old", new byte[1]);
    BlobId orphan = orphan(1, 999);
    TestStore next = store.crash();
    assertThat(next.services.start().isSweepDue()).isTrue();
    assertThat(next.services.upkeep().sweep().sweep()).isOne();
    assertThat(blobs(next)).containsExactlyInAnyOrder(named, garbage).doesNotContain(orphan);
    next.check().requireConsistent();
    assertThat(next.services.upkeep().sweep().sweep()).isZero();
  }

  @Test
  void blobsOfTheStartThatRunsAreLeftAlone() {
    // An upload under way looks just like an orphan.
    TestStore next = store.crash();
    BlobId underWay = orphan(next, next.services.start().number(), 5);
    BlobId lost = orphan(next, 1, 999);
    assertThat(next.services.upkeep().sweep().sweep()).isOne();
    assertThat(blobs(next)).containsExactly(underWay).doesNotContain(lost);
  }

  @Test
  void aSweepIsDueUntilOneHasEnded() {
    TestStore second = store.crash();
    assertThat(second.services.start().isSweepDue()).isTrue();
    TestStore third = second.crash();
    assertThat(third.services.start().isSweepDue()).isTrue();
    third.services.upkeep().sweep().sweep();
    third.services.close();
    assertThat(third.crash().services.start().isSweepDue()).isFalse();
  }

  @Test
  void aSweepThatFailsIsStillDue() {
    BlobId orphan = orphan(1, 999);
    orphan(1, 998);
    orphan(1, 1_000);
    TestStore next = store.crash();
    HookedBlobStore blobs = new HookedBlobStore(next.blobs);
    blobs.stuck().add(orphan);
    Store services = TestStore.servicesOver(next.metadata, blobs);
    Failures.require(new Failure.EngineFault("delete"), services.upkeep().sweep()::sweep);
    // The others went all the same.
    assertThat(blobs(next)).containsExactly(orphan);
    services.close();
    TestStore after = next.crash();
    assertThat(after.services.start().isSweepDue()).isTrue();
    assertThat(after.services.upkeep().sweep().sweep()).isOne();
    after.check().requireConsistent();
  }

  private BlobId orphan(int start, long sequence) {
    return orphan(store, start, sequence);
  }

  private static BlobId orphan(TestStore in, int start, long sequence) {
    BlobId id = new BlobId(start, sequence);
    try (BlobWriter writer = in.blobs.create(id, 1)) {
      writer.write(new byte[] {1}, 0, 1);
      writer.commit();
    }
    return id;
  }

  private static Set<BlobId> blobs(TestStore in) {
    Set<BlobId> present = new HashSet<>();
    in.blobs.forEach(present::add);
    return present;
  }
}
