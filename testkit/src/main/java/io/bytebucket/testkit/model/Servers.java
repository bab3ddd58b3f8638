package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.upload.UploadExpiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Several servers over one engine, each of which can be killed and started again at any time.
 * Thread-safe.
 */
final class Servers {
  /** More renewals than the lease of a server that has died stands for. */
  private static final int RENEWALS_TO_END = 12;

  private static final int INLINE_LIMIT_BYTES = 64;

  private final Engine shared;
  private final SteppedClock clock;
  private final LayoutSizes layouts;
  private final AtomicLong ticks = new AtomicLong();
  private final List<Server> running = new ArrayList<>();
  private int killed;

  /**
   * One process.
   *
   * @param metadata tells when its calls came to the engine
   */
  record Server(MortalEngine engine, HintedMetadataStore metadata, Store store) {}

  Servers(Engine shared, SteppedClock clock, LayoutSizes layouts, int count) {
    this.shared = shared;
    this.clock = clock;
    this.layouts = layouts;
    for (int i = 0; i < count; i++) {
      running.add(start());
    }
  }

  private Server start() {
    MortalEngine engine = new MortalEngine(shared);
    HintedMetadataStore metadata = new HintedMetadataStore(engine.metadata(), ticks);
    Store store =
        Stores.open(Stores.share(metadata, engine.blobs()), clock, INLINE_LIMIT_BYTES, layouts);
    return new Server(engine, metadata, store);
  }

  /** The clock that tells in which order calls came to the engine. */
  AtomicLong ticks() {
    return ticks;
  }

  synchronized Server get(int number) {
    return running.get(number);
  }

  /** Sees to it that a server that was killed runs again, as another start. */
  synchronized void restart(Server dead) {
    int number = running.indexOf(dead);
    if (number >= 0) {
      killed++;
      running.set(number, start());
    }
  }

  /** How many were killed. */
  synchronized int killed() {
    return killed;
  }

  /**
   * Kills all of them, and requires that one that is started then finds whatever they left: after
   * its upkeep there is nothing in the store but buckets, objects and its own lease, and when that
   * server has ended in order there is no lease either.
   */
  void requireThatNothingIsLeft() {
    running.forEach(server -> server.engine().kill());
    Store last = start().store();
    for (int i = 0; i < RENEWALS_TO_END; i++) {
      last.tenure().renew();
    }
    assertThat(last.tenure().isFirst()).isTrue();
    clock.step(Duration.ofDays(365));
    UploadExpiry expiry = last.upkeep().expiry();
    do {
      expiry.run();
    } while (expiry.isMoreDue());
    while (last.upkeep().endedUploads().free() > 0) {
      // A round goes only so far.
    }
    last.upkeep().sweep().sweep();
    last.tenure().renew();
    do {
      last.upkeep().collector().collect();
    } while (last.upkeep().collector().isMoreDue());
    new StoreCheck(shared.metadata(), shared.blobs()).requireConsistent();
    StoreContents contents = StoreContents.of(shared.metadata());
    assertThat(contents.garbage).isEmpty();
    assertThat(contents.uploads).isEmpty();
    assertThat(contents.traces).isEmpty();
    assertThat(contents.endedBuckets).isEmpty();
    assertThat(contents.leases.keySet()).containsExactly(last.start().number());
    assertThat(contents.system).doesNotContainKey(SystemRecord.SWEEP_DUE);
    last.close();
    assertThat(StoreContents.of(shared.metadata()).leases).isEmpty();
  }
}
