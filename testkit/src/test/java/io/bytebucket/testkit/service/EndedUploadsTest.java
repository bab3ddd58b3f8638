package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that were open when their bucket was deleted. */
class EndedUploadsTest {
  private static final int LARGE = 1_000;

  private final MemoryMetadataStore memory = MemoryMetadataStore.thatRunsChangesTwice();
  private final HookedMetadataStore metadata = new HookedMetadataStore(memory);
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final Store services = TestStore.servicesOver(metadata, blobs);

  @BeforeEach
  void makeTheBucket() {
    services.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void theStoreIsConsistent() {
    new StoreCheck(memory, blobs).requireConsistent();
  }

  private Uploads.Handle begin(String name) {
    ObjectKey key = new ObjectKey(name);
    Upload upload =
        services
            .uploads()
            .create(
                TestStore.BUCKET,
                key,
                TestStore.ATTRIBUTES,
                Upload.ChecksumPlan.DEFAULT,
                TestStore.OWNER);
    return new Uploads.Handle(TestStore.BUCKET, key, upload.id());
  }

  private void putPart(Uploads.Handle upload, int number, int length) {
    try {
      services
          .partWriter()
          .put(
              new PartWriter.Put(upload, number, length, DigestClaims.NONE, Optional.empty()),
              new ByteArrayInputStream(new byte[length]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void freeAll() {
    while (services.upkeep().endedUploads().free() > 0) {
      new StoreCheck(memory, blobs).requireConsistent();
    }
  }

  private int blobCount() {
    services.upkeep().collector().collect();
    List<Object> found = new ArrayList<>();
    blobs.forEach(found::add);
    return found.size();
  }

  @Test
  void theyAreOutOfReachAtOnceAndTheirBytesAreReclaimedLater() {
    Uploads.Handle upload = begin("a");
    putPart(upload, 1, LARGE);
    putPart(upload, 2, 10);
    begin("b");

    services.buckets().delete(TestStore.BUCKET);
    services.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);

    Failures.require(new Failure.NoSuchUpload(upload.name()), () -> services.uploads().get(upload));
    Failures.require(new Failure.NoSuchUpload(upload.name()), () -> putPart(upload, 3, LARGE));
    assertThat(
            services
                .uploadLister()
                .list(
                    new UploadLister.Query(
                        TestStore.BUCKET, "", Optional.empty(), Optional.empty(), 10))
                .items())
        .isEmpty();
    new StoreCheck(memory, blobs).requireConsistent();

    assertThat(services.upkeep().endedUploads().free()).isEqualTo(2);
    assertThat(services.upkeep().endedUploads().free()).isZero();
    assertThat(blobCount()).isZero();
  }

  @Test
  void thoseOfTheBucketThatWasMadeAgainStay() {
    begin("a");
    services.buckets().delete(TestStore.BUCKET);
    services.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    Uploads.Handle upload = begin("a");
    putPart(upload, 1, LARGE);

    freeAll();

    assertThat(services.uploadLister().parts(upload, 0, 10).parts()).hasSize(1);
  }

  @Test
  void anyNumberOfThemIsFreedInRounds() {
    for (int i = 0; i < 5_000; i++) {
      Uploads.Handle upload = begin("key-" + i);
      if (i % 100 == 0) {
        putPart(upload, 1, LARGE);
      }
    }
    Uploads.Handle big = begin("big");
    for (int number = 1; number <= 3_000; number++) {
      putPart(big, number, 1);
    }

    services.buckets().delete(TestStore.BUCKET);

    assertThat(services.upkeep().endedUploads().free()).isBetween(1, 2_000);
    freeAll();
    assertThat(blobCount()).isZero();
  }

  @Test
  void aCrashBetweenTwoOfThemLeavesTheRestToTheNextStart() {
    for (int i = 0; i < 4; i++) {
      putPart(begin("key-" + i), 1, LARGE);
    }
    services.buckets().delete(TestStore.BUCKET);
    metadata.afterCommit(HookedMetadataStore.failing(new Failure.EngineFault("crash")));

    Failures.require(Failure.EngineFault.class, () -> services.upkeep().endedUploads().free());

    Store next = TestStore.servicesOver(memory, blobs);
    new StoreCheck(memory, blobs).requireConsistent();
    next.upkeep().endedUploads().free();
    assertThat(blobCount()).isZero();
    assertThat(next.upkeep().endedUploads().free()).isZero();
  }

  @Test
  void oneThatCannotBeFreedKeepsNoOtherAndIsTriedAgain() {
    for (int i = 0; i < 4; i++) {
      putPart(begin("key-" + i), 1, LARGE);
    }
    services.buckets().delete(TestStore.BUCKET);
    metadata.beforeCommit(HookedMetadataStore.failing(new Failure.EngineFault("once")));

    Failures.require(Failure.EngineFault.class, () -> services.upkeep().endedUploads().free());

    assertThat(blobCount()).isEqualTo(1);
    assertThat(services.upkeep().endedUploads().free()).isEqualTo(1);
    assertThat(blobCount()).isZero();
    assertThat(services.upkeep().endedUploads().free()).isZero();
  }

  @Test
  void oneThatIsExpiredMeanwhileIsFreedOnce() {
    Uploads.Handle upload = begin("a");
    putPart(upload, 1, LARGE);
    services.buckets().delete(TestStore.BUCKET);
    Store later =
        Stores.open(
            Stores.join(memory, blobs),
            Clock.offset(Clock.fixed(TestStore.NOW, ZoneOffset.UTC), Duration.ofDays(30)),
            TestStore.INLINE_LIMIT_BYTES);

    assertThat(later.upkeep().expiry().run()).isEqualTo(1);
    later.close();

    new StoreCheck(memory, blobs).requireConsistent();
    assertThat(services.upkeep().endedUploads().free()).isZero();
    assertThat(blobCount()).isZero();
  }
}
