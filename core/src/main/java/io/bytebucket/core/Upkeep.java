package io.bytebucket.core;

import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.check.NamedBlobs;
import io.bytebucket.core.checkpoint.Checkpoints;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.job.JobRunner;
import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.MaintenanceLoop;
import io.bytebucket.core.maintenance.OrphanSweep;
import io.bytebucket.core.maintenance.Tenure;
import io.bytebucket.core.quarantine.QuarantineServices;
import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.core.secret.StoredSecrets;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.upload.EndedUploads;
import io.bytebucket.core.upload.UploadExpiry;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.LimitedUsers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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

  /**
   * How often a lease is renewed. So a server counts as dead a minute and a half after it died, and
   * bytes that another server was reading are deleted up to twenty seconds after that has ended.
   */
  private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(10);

  /** How long somebody who starts a job may wait for its first step. */
  private static final Duration JOB_PAUSE = Duration.ofMillis(250);

  /** For how long a server may not heed what another one saved. */
  private static final Duration REFRESH_PAUSE = Duration.ofSeconds(2);

  /** How much longer than its time a checkpoint may keep bytes. */
  private static final Duration CHECKPOINT_PAUSE = Duration.ofSeconds(10);

  private final Tenure tenure;
  private final SavedSettings savedSettings;
  private final LimitedUsers limitedUsers;
  private final GarbageCollector collector;
  private final OrphanSweep sweep;
  private final UploadExpiry expiry;
  private final EndedUploads endedUploads;
  private final JobRunner jobs;
  private final UserUpkeep users;
  private final Checkpoints checkpoints;
  private final QuarantineServices quarantine;
  private final List<MaintenanceLoop> loops = new ArrayList<>();
  private boolean closed;

  private Upkeep(
      Tenure tenure,
      GarbageCollector collector,
      OrphanSweep sweep,
      UploadExpiry expiry,
      EndedUploads endedUploads,
      JobRunner jobs,
      SavedSettings savedSettings,
      LimitedUsers limitedUsers,
      UserUpkeep users,
      Checkpoints checkpoints,
      QuarantineServices quarantine) {
    this.tenure = tenure;
    this.savedSettings = savedSettings;
    this.limitedUsers = limitedUsers;
    this.collector = collector;
    this.sweep = sweep;
    this.expiry = expiry;
    this.endedUploads = endedUploads;
    this.jobs = jobs;
    this.users = users;
    this.checkpoints = checkpoints;
    this.quarantine = quarantine;
  }

  static Upkeep of(
      Engine engine,
      Tenure tenure,
      Uploads uploads,
      JobRunner jobs,
      SavedSettings savedSettings,
      LimitedUsers limitedUsers,
      BlobPins pins,
      Optional<Duration> uploadExpiry,
      UserUpkeep users,
      Clock clock) {
    return new Upkeep(
        tenure,
        new GarbageCollector(engine.metadata(), engine.blobs(), pins),
        new OrphanSweep(
            engine.metadata(), engine.blobs(), blobs -> NamedBlobs.among(engine.metadata(), blobs)),
        new UploadExpiry(engine.metadata(), uploads, clock, uploadExpiry),
        new EndedUploads(engine.metadata(), uploads),
        jobs,
        savedSettings,
        limitedUsers,
        users,
        Checkpoints.of(engine.checkpointer(), pins, tenure.ids(), clock),
        QuarantineServices.of(engine.metadata(), clock));
  }

  /**
   * Starts the loops; may be called once. If a run did not end in order, the first loop begins with
   * a search for bytes that it left behind. Where several processes share an engine, each renews
   * its lease and does jobs, and the earliest of them does the rest for all.
   *
   * @throws IllegalStateException when the loops were started or closed before
   */
  public synchronized void start() {
    if (closed || !loops.isEmpty()) {
      throw new IllegalStateException("the upkeep starts once");
    }
    if (tenure.isShared()) {
      loops.add(new MaintenanceLoop("lease-renewal", RENEWAL_PAUSE, tenure::renew));
      loops.add(new MaintenanceLoop("saved-settings", REFRESH_PAUSE, savedSettings::refresh));
      loops.add(new MaintenanceLoop("limited-users", REFRESH_PAUSE, limitedUsers::refresh));
    }
    start("garbage-collection", COLLECTION_PAUSE, new SweepThenCollect(tenure, sweep, collector));
    start(
        "upload-expiry",
        EXPIRY_PAUSE,
        () -> {
          expiry.run();
          return expiry.isMoreDue();
        });
    // This is not done in the collector's loop, because a bucket may leave so many uploads behind
    // that garbage would have to wait too long.
    start(
        "ended-uploads",
        COLLECTION_PAUSE,
        () -> {
          endedUploads.free();
          return false;
        });
    loops.add(new MaintenanceLoop("jobs", JOB_PAUSE, this::stepOfJobs));
    start("audit-pruning", UserUpkeep.PRUNING_PAUSE, users.auditLog()::prune);
    start("secrets", UserUpkeep.SECRETS_PAUSE, users.secrets()::round);
    loops.add(new MaintenanceLoop("checkpoints", CHECKPOINT_PAUSE, checkpoints::expire));
    // Each server has noted others.
    loops.add(new MaintenanceLoop("key-uses", UserUpkeep.LAST_USES_PAUSE, users.lastUses()::write));
    loops.add(new MaintenanceLoop("sign-ins", UserUpkeep.SIGN_INS_PAUSE, users.signIns()::write));
  }

  /** A store that has much to do, or a full disk, makes jobs wait, and is no fault of theirs. */
  private boolean stepOfJobs() {
    try {
      return jobs.step();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Busy || e.failure() instanceof Failure.StorageFull) {
        return false;
      }
      throw e;
    }
  }

  private void start(String name, Duration pause, BooleanSupplier round) {
    loops.add(new MaintenanceLoop(name, pause, () -> tenure.isFirst() && round.getAsBoolean()));
  }

  /** Deletes the bytes that commits released. */
  public GarbageCollector collector() {
    return collector;
  }

  /** Sets states of the store aside, for backups; all of them end with the upkeep. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /** Shows and deletes what repairs moved out of the way. */
  public QuarantineServices quarantine() {
    return quarantine;
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

  /** Encrypts secrets anew. */
  public StoredSecrets secrets() {
    return users.secrets();
  }

  List<Figure> figures() {
    return Stream.of(collector.figures(), secrets().figures(), checkpoints.figures())
        .flatMap(List::stream)
        .toList();
  }

  /** Does jobs. */
  public JobRunner jobs() {
    return jobs;
  }

  /** Ends the loops, if there are any, each after the round under way; idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    loops.reversed().forEach(MaintenanceLoop::close);
    loops.clear();
    checkpoints.close();
    users.end();
  }
}
