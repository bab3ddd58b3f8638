package io.bytebucket.core;

import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.MaintenanceLoop;
import io.bytebucket.core.maintenance.OrphanSweep;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.upload.EndedUploads;
import io.bytebucket.core.upload.UploadExpiry;
import io.bytebucket.core.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The work that a store has to do now and then. It runs in loops of its own once they are started;
 * a caller can also do single rounds. Thread-safe.
 */
public final class Upkeep implements AutoCloseable {
  /**
   * How long deleted bytes may stay on disk. A round that has nothing to do takes one short scan.
   */
  private static final Duration COLLECTION_PAUSE = Duration.ofSeconds(1);

  /** How much longer than its time a forgotten upload may stay. */
  private static final Duration EXPIRY_PAUSE = Duration.ofMinutes(1);

  private final Starts.Start start;
  private final GarbageCollector collector;
  private final OrphanSweep sweep;
  private final UploadExpiry expiry;
  private final EndedUploads endedUploads;
  private final List<MaintenanceLoop> loops = new ArrayList<>();
  private boolean closed;

  private Upkeep(
      Starts.Start start,
      GarbageCollector collector,
      OrphanSweep sweep,
      UploadExpiry expiry,
      EndedUploads endedUploads) {
    this.start = start;
    this.collector = collector;
    this.sweep = sweep;
    this.expiry = expiry;
    this.endedUploads = endedUploads;
  }

  static Upkeep of(
      Engine engine,
      Starts.Start start,
      Uploads uploads,
      BlobPins pins,
      Optional<Duration> uploadExpiry,
      Clock clock) {
    return new Upkeep(
        start,
        new GarbageCollector(engine.metadata(), engine.blobs(), pins),
        // One process has an engine to itself, so every earlier start is over.
        new OrphanSweep(engine.metadata(), engine.blobs(), number -> number < start.number()),
        new UploadExpiry(engine.metadata(), uploads, clock, uploadExpiry),
        new EndedUploads(engine.metadata(), uploads));
  }

  /**
   * Starts the loops; may be called once. If the last run did not end in order, the first loop
   * begins with a search for bytes that it left behind.
   *
   * @throws IllegalStateException when the loops were started or closed before
   */
  public synchronized void start() {
    if (closed || !loops.isEmpty()) {
      throw new IllegalStateException("the upkeep starts once");
    }
    loops.add(
        new MaintenanceLoop(
            "garbage-collection",
            COLLECTION_PAUSE,
            new SweepThenCollect(sweep, start.isSweepDue(), collector)));
    loops.add(
        new MaintenanceLoop(
            "upload-expiry",
            EXPIRY_PAUSE,
            () -> {
              expiry.run();
              return expiry.isMoreDue();
            }));
    // This is not done in the collector's loop, because a bucket may leave so many uploads behind
    // that garbage would have to wait too long.
    loops.add(new MaintenanceLoop("ended-uploads", COLLECTION_PAUSE, endedUploads::free));
  }

  /** Deletes the bytes that commits released. */
  public GarbageCollector collector() {
    return collector;
  }

  /** Looks for bytes that no record names. */
  public OrphanSweep sweep() {
    return sweep;
  }

  /** Aborts uploads that were forgotten. */
  public UploadExpiry expiry() {
    return expiry;
  }

  /** Frees what was uploaded to buckets that are gone. */
  public EndedUploads endedUploads() {
    return endedUploads;
  }

  /** Ends the loops, if there are any, each after the round under way; idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    loops.reversed().forEach(MaintenanceLoop::close);
    loops.clear();
  }
}
