package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
  private TestStore store = TestStore.create();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void whatWasLetGoIsDeletedAndItsRecordWithIt() {
    BlobId old = put("key");
    BlobId current = put("key");
    assertThat(blobs()).containsExactlyInAnyOrder(old, current);
    assertThat(garbage()).isOne();
    assertThat(store.services.upkeep().collector().collect()).isOne();
    assertThat(blobs()).containsExactly(current);
    assertThat(garbage()).isZero();
    assertThat(store.services.upkeep().collector().collect()).isZero();
  }

  @Test
  void garbageOfManyBatchesGoesInOneRound() {
    for (int i = 0; i < 600; i++) {
      put("key");
    }
    assertThat(store.services.upkeep().collector().collect()).isEqualTo(599);
    assertThat(blobs()).hasSize(1);
  }

  @Test
  void aRoundEndsAtItsBoundAndTheNextGoesOnBehindWhatCannotBeDeleted() {
    List<BlobId> garbage = new ArrayList<>();
    store.metadata.write(transaction -> {
      for (int i = 0; i < 25_000; i++) {
        BlobId blob = new BlobId(1, 1_000 + i);
        transaction.put(Keyspace.garbage(blob), new byte[] {1, 1});
        garbage.add(blob);
      }
      return transaction;
    });
    // More than a round looks at, so that rounds from the first on would never get further.
    List<BlobId> read = garbage.subList(0, 12_000);
    BlobPins.Pin reading = store.services.pins().pin(read);
    GarbageCollector collector = store.services.upkeep().collector();
    int collected = 0;
    do {
      int inRound = collector.collect();
      assertThat(inRound).isLessThan(11_000);
      collected += inRound;
    } while (collector.isMoreDue());
    assertThat(collected).isEqualTo(13_000);
    reading.close();
    assertThat(collector.collect()).isBetween(1, 11_000);
    assertThat(collector.isMoreDue()).isTrue();
    assertThat(collector.collect()).isBetween(1, 2_000);
    assertThat(collector.isMoreDue()).isFalse();
    assertThat(garbage()).isZero();
  }

  @Test
  void pinnedBlobsWaitAndDoNotKeepOthers() {
    BlobId read = put("key");
    try (ObjectReader.Content content = store.open("key")) {
      put("key");
      put("key");
      assertThat(store.services.upkeep().collector().collect()).isOne();
      assertThat(blobs()).contains(read);
      assertThat(content.object().sizeBytes()).isEqualTo(1_000);
    }
    assertThat(store.services.upkeep().collector().collect()).isOne();
    assertThat(blobs()).doesNotContain(read);
  }

  @Test
  void whatACrashInterruptedIsEndedByTheNextRound() {
    BlobId old = put("key");
    put("key");
    // The blob is gone, its record is not yet.
    store.blobs.delete(old);
    store.check().requireConsistent();
    store = store.crash();
    assertThat(store.services.upkeep().collector().collect()).isOne();
    assertThat(store.services.upkeep().collector().collect()).isZero();
  }

  @Test
  void oneBlobThatCannotBeDeletedDoesNotKeepTheOthers() {
    HookedBlobStore blobs = new HookedBlobStore(store.blobs);
    blobs.stuck().add(put("key"));
    BlobId second = put("key");
    put("key");
    store.services.close();
    Store services = TestStore.servicesOver(store.metadata, blobs);
    Failures.require(new Failure.EngineFault("delete"), services.upkeep().collector()::collect);
    assertThat(blobs()).hasSize(2).doesNotContain(second);
    assertThat(garbage()).isOne();
    blobs.stuck().clear();
    assertThat(services.upkeep().collector().collect()).isOne();
  }

  @Test
  void aCommitThatFailsLeavesTheGarbageForTheNextRound() {
    put("key");
    put("key");
    store.services.close();
    HookedMetadataStore metadata = new HookedMetadataStore(store.metadata);
    Store services = TestStore.servicesOver(metadata, store.blobs);
    metadata.beforeCommit(HookedMetadataStore.failing(new Failure.Busy(1)));
    Failures.require(new Failure.Busy(1), services.upkeep().collector()::collect);
    assertThat(garbage()).isOne();
    assertThat(services.upkeep().collector().collect()).isOne();
    assertThat(garbage()).isZero();
  }

  private BlobId put(String key) {
    return TestStore.blob(store.put(key, new byte[1_000]));
  }

  private Set<BlobId> blobs() {
    Set<BlobId> present = new HashSet<>();
    store.blobs.forEach(present::add);
    return present;
  }

  private int garbage() {
    ScanRequest all = ScanRequest.prefix(Keyspace.allGarbage(), 1_000);
    return store.metadata.read(snapshot -> snapshot.scan(all)).rows().size();
  }
}
