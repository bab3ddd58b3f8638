package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A put whose commit ends in doubt: what it answers, and what becomes of its bytes. */
class UnknownOutcomeTest {
  private static final Failure UNKNOWN = new Failure.OutcomeUnknown();

  private final TestStore store = TestStore.create();
  private final HookedMetadataStore metadata = new HookedMetadataStore(store.metadata);
  private final Store services = TestStore.servicesOver(metadata, store.blobs);

  @BeforeEach
  void noSweepIsDue() {
    // Two starts on one store look like a crash between them.
    services.upkeep().sweep().sweep();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 1_000})
  void whatCanBeReadIsNotAcknowledgedForItMayNotBeDurableAndItsBytesStay(int size) {
    metadata.afterCommit(HookedMetadataStore.failing(UNKNOWN));
    Failures.require(UNKNOWN, () -> put(size, new WriteCondition.IfAbsent()));
    assertThat(store.get("key")).hasSize(size);
    store.check().requireConsistent();
  }

  @Test
  void aCommitThatDidNotHappenStaysUnknownAndASweepIsDueThoughTheRunEndsInOrder() {
    metadata.beforeCommit(HookedMetadataStore.failing(UNKNOWN));
    Failures.require(UNKNOWN, () -> put(1_000, new WriteCondition.None()));
    assertThat(blobs()).isOne();

    services.close();
    TestStore next = store.crash();
    assertThat(next.services.start().isSweepDue()).isTrue();
    assertThat(next.services.upkeep().sweep().sweep()).isOne();
    next.check().requireConsistent();
  }

  @Test
  void theBytesOutliveAnEngineFaultAndAnyOtherException() {
    Failure fault = new Failure.EngineFault("commit");
    metadata.afterCommit(HookedMetadataStore.failing(fault));
    Failures.require(fault, () -> put(1_000, new WriteCondition.None()));
    assertThat(store.get("key")).hasSize(1_000);

    metadata.afterCommit(() -> {
      throw new IllegalStateException("planted");
    });
    assertThatThrownBy(() -> put(2_000, new WriteCondition.None()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.get("key")).hasSize(2_000);
    store.check().requireConsistent();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void afterAFailureThatSaysNothingHappenedTheBytesAreGone(int size) {
    for (Failure failure : new Failure[] {new Failure.Busy(1), new Failure.StorageFull()}) {
      metadata.beforeCommit(HookedMetadataStore.failing(failure));
      Failures.require(failure, () -> put(size, new WriteCondition.None()));
      assertThat(blobs()).isZero();
    }
    store.check().requireConsistent();
    requireNoSweepIsAskedFor();
  }

  @Test
  void bytesThatAreNotWantedAndCannotBeDeletedAreSweptAfterTheRun() {
    HookedBlobStore blobs = new HookedBlobStore(store.blobs);
    Store run = TestStore.servicesOver(metadata, blobs);
    run.upkeep().sweep().sweep();
    blobs.stuck().add(new BlobId(run.start().number(), 0));
    metadata.beforeCommit(HookedMetadataStore.failing(new Failure.Busy(1)));
    Failures.require(new Failure.Busy(1), () -> put(run, 1_000, new WriteCondition.None()));
    assertThat(blobs()).isOne();

    run.close();
    TestStore next = store.crash();
    assertThat(next.services.start().isSweepDue()).isTrue();
    assertThat(next.services.upkeep().sweep().sweep()).isOne();
    next.check().requireConsistent();
  }

  private void requireNoSweepIsAskedFor() {
    services.close();
    assertThat(Starts.take(store.metadata, false).isSweepDue()).isFalse();
  }

  private ObjectRecord put(int size, WriteCondition condition) throws IOException {
    return put(services, size, condition);
  }

  private static ObjectRecord put(Store run, int size, WriteCondition condition)
      throws IOException {
    return run.writer()
        .put(
            TestStore.request("key", size, condition, DigestClaims.NONE),
            new ByteArrayInputStream(new byte[size]))
        .record();
  }

  private int blobs() {
    AtomicInteger count = new AtomicInteger();
    store.blobs.forEach(blob -> count.incrementAndGet());
    return count.get();
  }
}
