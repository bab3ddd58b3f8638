package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.SteppedClock;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store that is put together: what opening it does, and when its upkeep works. */
class StoreTest {
  private static final int LARGE = 1_000;
  private static final BucketName GONE = new BucketName("gone");

  private final SteppedClock clock = new SteppedClock(TestStore.NOW);
  private final MemoryEngine engine = MemoryEngine.thatRunsChangesTwice();

  private Store open(MemoryEngine on) {
    return Stores.open(on, clock, TestStore.INLINE_LIMIT_BYTES);
  }

  @Test
  void theUpkeepOfAStoreThatIsNotStartedWaits() {
    Store store = leaveWorkBehind();

    store.close();

    assertThat(blobs(engine)).hasSize(2);
    assertThat(store.upkeep().expiry().run()).isEqualTo(2);
    assertThat(store.upkeep().collector().collect()).isOne();
  }

  @Test
  void aStartedUpkeepDoesAllThatIsDue() {
    Store first = leaveWorkBehind();
    // A crash, and a blob whose upload it cut short.
    orphan(first.start().number(), 999);
    MemoryEngine after = engine.reopen();
    Store store = open(after);
    assertThat(store.start().isSweepDue()).isTrue();

    store.upkeep().start();
    // Each loop has a first round, whenever it is closed, and that one is waited for.
    store.upkeep().close();

    // The bytes of the object that is there.
    assertThat(blobs(after)).hasSize(1);
    assertThat(store.upkeep().expiry().run()).isZero();
    assertThat(store.upkeep().endedUploads().free()).isZero();
    new StoreCheck(after.metadata(), after.blobs()).requireConsistent();
    store.close();
    assertThat(open(after.reopen()).start().isSweepDue()).isFalse();
  }

  @Test
  void anUpkeepStartsOnce() {
    Store store = open(engine);
    store.upkeep().start();
    assertThatThrownBy(store.upkeep()::start).isInstanceOf(IllegalStateException.class);
    store.close();
    assertThatThrownBy(store.upkeep()::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherEncryptionKeyOpensNothingAndDoesNotCountAsAStart() {
    Store first = open(engine);
    first.userRecovery().createFirst("AKIA", "secret");
    first.close();
    byte[] otherKey = new byte[SecretCipher.KEY_BYTES];
    otherKey[0] = 1;
    SecretCipher other = new SecretCipher(otherKey, new SecureRandom());

    Failures.require(
        new Failure.WrongEncryptionKey(),
        () -> Store.open(engine, other, new Store.Settings(0, 0, Optional.empty()), clock));

    Store second = open(engine);
    assertThat(second.start().number()).isEqualTo(first.start().number() + 1);
    assertThat(second.start().isSweepDue()).isFalse();
  }

  @Test
  void closingAStoreLeavesItsEngineOpen() {
    open(engine).close();
    assertThat(
            open(engine)
                .buckets()
                .create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE)
                .name())
        .isEqualTo(TestStore.BUCKET);
  }

  /** Bytes that were replaced, an upload that is too old, and one of a bucket that is gone. */
  private Store leaveWorkBehind() {
    Store store = open(engine);
    store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    store.buckets().create(GONE, TestStore.OWNER, LocationConstraint.NONE);
    put(store);
    put(store);
    begin(store, TestStore.BUCKET);
    begin(store, GONE);
    store.buckets().delete(GONE);
    clock.step(Duration.ofDays(30));
    return store;
  }

  private static void put(Store store) {
    try {
      store
          .writer()
          .put(
              TestStore.request("key", LARGE, new WriteCondition.None(), DigestClaims.NONE),
              new ByteArrayInputStream(new byte[LARGE]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void begin(Store store, BucketName bucket) {
    store
        .uploads()
        .create(
            bucket,
            new ObjectKey("upload"),
            TestStore.ATTRIBUTES,
            Upload.ChecksumPlan.DEFAULT,
            TestStore.OWNER);
  }

  private void orphan(int start, long sequence) {
    try (BlobWriter writer = engine.blobs().create(new BlobId(start, sequence), 1)) {
      writer.write(new byte[] {1}, 0, 1);
      writer.commit();
    }
  }

  private static Set<BlobId> blobs(MemoryEngine of) {
    Set<BlobId> present = new HashSet<>();
    of.blobs().forEach(present::add);
    return present;
  }
}
