package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadExpiry;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.SteppedClock;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that are forgotten, by a clock that the test turns. */
class UploadExpiryTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int ROUND = 2_000;
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final SteppedClock clock = new SteppedClock(TestStore.NOW);
  private final MemoryMetadataStore metadata = MemoryMetadataStore.thatRunsChangesTwice();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final Store services = start();

  private Store start() {
    return Stores.open(Stores.share(metadata, blobs), clock, TestStore.INLINE_LIMIT_BYTES);
  }

  @BeforeEach
  void makeTheBucket() {
    services.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void theStoreIsConsistent() {
    new StoreCheck(metadata, blobs).requireConsistent();
  }

  @Test
  void anUploadIsAbortedAtItsAgeAndNotBeforeAndItsBytesAreReclaimed() {
    Uploads.Handle upload = begin("key");
    putPart(upload, 1_000);
    UploadExpiry expiry = expiry(Optional.of(WEEK));

    clock.step(WEEK.minus(MOMENT));
    assertThat(expiry.run()).isZero();
    assertThat(services.uploads().get(upload).key()).isEqualTo(upload.key());

    clock.step(MOMENT);
    assertThat(expiry.run()).isOne();
    requireGone(upload);
    services.upkeep().collector().collect();
    assertThat(blobIds()).isEmpty();
    services.buckets().delete(TestStore.BUCKET);
  }

  @Test
  void aYoungerUploadStays() {
    begin("old");
    clock.step(Duration.ofDays(3));
    Uploads.Handle young = begin("young");
    clock.step(Duration.ofDays(4));

    assertThat(expiry(Optional.of(WEEK)).run()).isOne();
    assertThat(services.uploads().get(young).key().value()).isEqualTo("young");
  }

  @Test
  void withoutAnExpiryAnUploadStaysForEver() {
    Uploads.Handle upload = begin("key");
    putPart(upload, 1_000);
    clock.step(Duration.ofDays(36_500));

    assertThat(expiry(Optional.empty()).run()).isZero();
    complete(upload, putPart(upload, 2_000));
  }

  @Test
  void anExpiryOfLessThanADayIsHeldToo() {
    Uploads.Handle upload = begin("key");
    clock.step(Duration.ofHours(1));
    assertThat(expiry(Optional.of(Duration.ofHours(1))).run()).isOne();
    requireGone(upload);
  }

  @Test
  void whatCameOfAnUploadIsToldForADayAndTheObjectStays() {
    Uploads.Handle upload = begin("key");
    String part = putPart(upload, 1_000);
    clock.step(Duration.ofDays(3));
    UploadCompleter.Completed done = complete(upload, part);
    UploadExpiry expiry = expiry(Optional.of(WEEK));

    clock.step(Duration.ofDays(1).minus(MOMENT));
    assertThat(expiry.run()).isZero();
    assertThat(complete(upload, part)).isEqualTo(done);

    clock.step(MOMENT);
    assertThat(expiry.run()).isZero();
    Failures.require(new Failure.NoSuchUpload(upload.id().text()), () -> complete(upload, part));
    clock.step(WEEK);
    assertThat(expiry.run()).isZero();
    services.upkeep().collector().collect();
    // Its bytes, and what says that it is made up of them.
    assertThat(blobIds()).hasSize(2);
  }

  @Test
  void anUploadBegunWhileTheClockWasAheadDoesNotKeepThoseAfterIt() {
    clock.step(Duration.ofDays(365));
    Uploads.Handle ahead = begin("ahead");
    clock.step(Duration.ofDays(-365));
    Uploads.Handle upload = begin("key");
    clock.step(WEEK);

    assertThat(expiry(Optional.of(WEEK)).run()).isOne();
    requireGone(upload);
    assertThat(services.uploads().get(ahead).key().value()).isEqualTo("ahead");
  }

  @Test
  void anOldUploadOfOneStartIsFoundBehindTheYoungOnesOfAnother() {
    Store early = start();
    Store late = start();
    Uploads.Handle forgotten = begin(late, "forgotten");
    clock.step(WEEK);
    for (int i = 0; i < 10; i++) {
      begin(early, "young-" + i);
    }
    begin(late, "young");

    assertThat(expiry(Optional.of(WEEK)).run()).isOne();
    requireGone(forgotten);
  }

  @Test
  void anOldUploadBehindOneThatOnlyLooksYoungIsFoundInTurn() {
    clock.step(WEEK);
    beginMany(1_500);
    clock.step(WEEK.negated());
    Uploads.Handle upload = begin("key");
    // By now those before it are not from the future any more, but they are young.
    clock.step(WEEK.plus(Duration.ofHours(1)));
    UploadExpiry expiry = expiry(Optional.of(WEEK));

    assertThat(expiry.run()).isZero();
    assertThat(expiry.isMoreDue()).isFalse();
    assertThat(expiry.run()).isOne();
    requireGone(upload);
  }

  @Test
  void anyNumberIsAbortedInRoundsThatEndAfterSoManyUploads() {
    beginMany(ROUND + 1);
    clock.step(WEEK);
    UploadExpiry expiry = expiry(Optional.of(WEEK));

    assertThat(expiry.run()).isEqualTo(ROUND);
    assertThat(expiry.isMoreDue()).isTrue();
    assertThat(expiry.run()).isOne();
    assertThat(expiry.isMoreDue()).isFalse();
    assertThat(expiry.run()).isZero();
  }

  @Test
  void aRoundEndsAfterSoManyPartsToo() {
    Uploads.Handle big = begin("big");
    for (int number = 1; number < ROUND; number++) {
      putPart(big, number, 1);
    }
    Uploads.Handle small = begin("small");
    clock.step(WEEK);
    UploadExpiry expiry = expiry(Optional.of(WEEK));

    assertThat(expiry.run()).isOne();
    requireGone(big);
    assertThat(services.uploads().get(small).key()).isEqualTo(small.key());
    assertThat(expiry.isMoreDue()).isTrue();
    assertThat(expiry.run()).isOne();
    requireGone(small);
    assertThat(expiry.isMoreDue()).isFalse();
  }

  @Test
  void theManyThatStayDoNotKeepTheOnesBehindThem() {
    beginMany(ROUND);
    Uploads.Handle last = begin("last");
    String part = putPart(last, 1_000);
    complete(last, part);
    clock.step(Duration.ofDays(1));
    UploadExpiry expiry = expiry(Optional.empty());

    assertThat(expiry.run()).isZero();
    complete(last, part);
    assertThat(expiry.isMoreDue()).isTrue();
    assertThat(expiry.run()).isZero();
    Failures.require(new Failure.NoSuchUpload(last.id().text()), () -> complete(last, part));
    assertThat(expiry.isMoreDue()).isFalse();
  }

  @Test
  void oneThatIsDamagedIsToldOfAndDoesNotKeepTheOnesBehindIt() {
    Uploads.Handle damaged = begin("damaged");
    Uploads.Handle upload = begin("key");
    clock.step(WEEK);
    Key trace = Keyspace.uploadByAge(damaged.id().number());
    byte[] sound = metadata.read(snapshot -> snapshot.get(trace)).orElseThrow();
    write(trace, new byte[] {9});
    UploadExpiry expiry = expiry(Optional.of(WEEK));

    Failures.require(Failure.Corrupt.class, expiry::run);
    requireGone(upload);
    assertThat(expiry.isMoreDue()).isFalse();

    write(trace, sound);
    assertThat(expiry.run()).isOne();
    requireGone(damaged);
  }

  private void write(Key key, byte[] record) {
    metadata.write(transaction -> {
      transaction.put(key, record);
      return key;
    });
  }

  private void beginMany(int count) {
    for (int i = 0; i < count; i++) {
      begin("key-" + i);
    }
  }

  private UploadExpiry expiry(Optional<Duration> after) {
    return new UploadExpiry(metadata, services.uploads(), clock, after);
  }

  private Uploads.Handle begin(String name) {
    return begin(services, name);
  }

  private static Uploads.Handle begin(Store store, String name) {
    ObjectKey key = new ObjectKey(name);
    Upload upload =
        store
            .uploads()
            .create(
                TestStore.BUCKET,
                key,
                ObjectAttributes.NONE,
                Upload.ChecksumPlan.DEFAULT,
                TestStore.OWNER);
    return new Uploads.Handle(TestStore.BUCKET, key, upload.id());
  }

  /** Puts the only part; its tag. */
  private String putPart(Uploads.Handle upload, int length) {
    return putPart(upload, 1, length);
  }

  private String putPart(Uploads.Handle upload, int number, int length) {
    try {
      return services
          .partWriter()
          .put(
              new PartWriter.Put(upload, number, length, DigestClaims.NONE, Optional.empty()),
              new ByteArrayInputStream(new byte[length]))
          .part()
          .etag()
          .value();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private UploadCompleter.Completed complete(Uploads.Handle upload, String part) {
    return services
        .completer()
        .complete(
            new UploadCompleter.Completion(
                upload,
                List.of(new UploadCompleter.Listed(1, part, Optional.empty())),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                new WriteCondition.None(),
                TestStore.OWNER));
  }

  private void requireGone(Uploads.Handle upload) {
    Failures.require(
        new Failure.NoSuchUpload(upload.id().text()), () -> services.uploads().get(upload));
  }

  private Set<BlobId> blobIds() {
    Set<BlobId> present = new HashSet<>();
    blobs.forEach(present::add);
    return present;
  }
}
