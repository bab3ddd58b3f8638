package io.bytebucket.core.rebuild;

import io.bytebucket.core.audit.AuditHead;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.Damage;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.job.UnfinishedJobs;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.rebuild.RebuildListener.Stage;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the metadata of a store anew, in an empty place: takes over what still reads of the old
 * ones, then makes objects, parts and uploads of what those blobs say that no row names, and then
 * checks and repairs all. What says nothing of itself is kept, and noted in the quarantine. Blobs
 * are read, and never changed. Memory does not grow with the store. Run once, by one thread; {@link
 * #stop} may be called by any.
 */
public final class Rebuild {
  private static final int BATCH = 100;

  /** What a commit may come to, but for one that has a single blob's: a fraction of what it can. */
  private static final long BATCH_BYTES = 4 << 20;

  private final SalvagedRows salvaged;
  private final MetadataStore to;
  private final MetadataStore scratch;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final RebuildListener listener;
  private final AtomicBoolean isStopped = new AtomicBoolean();
  private final Counts counts = new Counts();
  private volatile @Nullable Repair repair;

  /** Told to stop. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  private Rebuild(
      SalvagedRows salvaged,
      MetadataStore to,
      MetadataStore scratch,
      BlobStore blobs,
      InstantSource clock,
      RebuildListener listener) {
    this.salvaged = salvaged;
    this.to = to;
    this.scratch = scratch;
    this.blobs = blobs;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * A rebuild.
   *
   * @param to empty metadata, which become those of the store
   * @param scratch empty metadata, which are of no use afterwards
   * @param blobs those of the store; nobody else uses it
   */
  public static Rebuild of(
      SalvagedRows salvaged,
      MetadataStore to,
      MetadataStore scratch,
      BlobStore blobs,
      InstantSource clock,
      RebuildListener listener) {
    return new Rebuild(salvaged, to, scratch, blobs, clock, listener);
  }

  /** Ends it soon; what it made is of no use then. */
  public void stop() {
    isStopped.set(true);
    Repair running = repair;
    if (running != null) {
      running.stop();
    }
  }

  private void stopPoint() {
    if (isStopped.get()) {
      throw new Stopped();
    }
  }

  /**
   * Does it. Durable on return.
   *
   * @throws Stopped when told to
   * @throws StoreException when a disk fails
   */
  public RebuildReport run() {
    listener.stage(Stage.ROWS);
    LostRows lost = new LostRows(salvaged, scratch);
    new TakeOver(salvaged, to, lost, counts, listener, this::stopPoint).run();
    Survey survey = new Survey(lost, blobs, to, scratch, listener, this::stopPoint);
    listener.stage(Stage.BLOBS);
    survey.first();
    BlobIds ids = new BlobIds(count(survey));
    FoundBuckets buckets = new FoundBuckets(to, scratch, survey, lost, counts, clock);
    buckets.ofRows();
    listener.stage(Stage.UNNAMED);
    Instant now = Instant.ofEpochMilli(clock.millis());
    survey.second((transaction, blob) -> {
      Quarantine.keep(transaction, blob, "bytes that do not say what they are", now);
      counts.unlabelled++;
    });
    buckets.ofBlobs();
    Finds finds = new Finds(ids, lost, now);
    finds.parts.uploadsOfRows(to, survey);
    finds.make();
    listener.stage(Stage.CHECK);
    long moved = 0;
    if (finds.isLeft) {
      // Rows that do not fit each other were in the way.
      moved += repair(new WithoutWalk(blobs)).quarantined();
      finds.makeOrKeep();
      listener.stage(Stage.CHECK);
    }
    Repair.Outcome outcome = repair(blobs);
    moved += outcome.quarantined();
    UnfinishedJobs.stop(to, now);
    AuditedStore.ofOperators(to, clock)
        .write(transaction -> {
          transaction.audit(
              "meta.rebuild", "store", "", "objects " + counts.objects + ", parts " + counts.parts);
          return now;
        });
    return new RebuildReport(
        counts.rows,
        salvaged.loss(),
        counts.objects,
        counts.uploads,
        counts.parts,
        counts.buckets,
        counts.replaced,
        counts.displaced + moved,
        counts.unlabelled,
        counts.notWhole,
        hasAdministrator(),
        outcome.left());
  }

  /** Counts the start that this is, so that no id is given out twice. */
  private int count(Survey survey) {
    return to.<Integer>write((Transaction transaction) -> {
      Key starts = Keyspace.system(SystemRecord.STARTS);
      Key bucketIds = Keyspace.system(SystemRecord.BUCKET_IDS);
      long known = counter(transaction, starts);
      long next = Math.max(known, survey.lastStart()) + 1;
      transaction.add(starts, next - known);
      Key auditHead = Keyspace.system(SystemRecord.AUDIT_HEAD);
      if (transaction.get(auditHead).isEmpty()) {
        // Without it the log would begin anew, over the records that are left.
        transaction.put(auditHead, AuditHead.ofRecords(transaction).encode());
      }
      long given = counter(transaction, bucketIds);
      transaction.add(bucketIds, Math.max(0, survey.lastBucketId() - given));
      return Math.toIntExact(next);
    });
  }

  /** A counter that was taken over; one that makes no sense begins anew. */
  private static long counter(Transaction transaction, Key key) {
    try {
      return transaction.counter(key);
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      transaction.delete(key);
      return 0;
    }
  }

  private boolean hasAdministrator() {
    Key administrators = AccountKeys.administrators();
    return to.<Boolean>read(
        snapshot -> !snapshot.scan(ScanRequest.prefix(administrators, 1)).entries().isEmpty());
  }

  private Repair.Outcome repair(BlobStore walked) {
    Repair running = Repair.of(to, walked, new Inspection.Options(false, 0), clock);
    repair = running;
    stopPoint();
    Repair.Outcome outcome =
        running.run(
            new CheckListener() {
              @Override
              public void found(Finding finding) {}

              @Override
              public void looked(long objects, long bytes) {
                listener.done(objects);
              }
            });
    stopPoint();
    return outcome;
  }

  /** Objects first: what they name is no part of an upload any more. */
  private final class Finds {
    private final FoundObjects objects;
    private final FoundParts parts;
    private final Instant now;
    private boolean isLeft;

    Finds(BlobIds ids, LostRows lost, Instant now) {
      this.now = now;
      VersionChanges changes = new VersionChanges(ids, LayoutSizes.STANDARD, List.of());
      this.objects = new FoundObjects(to, blobs, lost, ids, changes, counts, now);
      this.parts =
          new FoundParts(
              blobs,
              counts,
              now,
              upload ->
                  scratch.<Boolean>read(
                      snapshot -> snapshot.get(ScratchKeys.completed(upload)).isPresent()));
    }

    /** What fails is left, and may be made after a repair. */
    void make() {
      makeAll(step -> isLeft = true);
    }

    /** What still fails is kept: a repair that finds it unnamed would delete it. */
    void makeOrKeep() {
      makeAll(step -> {
        boolean isKept =
            to.<Boolean>write(transaction ->
                isKept(transaction, step.blob(), "bytes that do not fit the rows that are there"));
        counts.notWhole += isKept ? 1 : 0;
      });
    }

    private void makeAll(Consumer<Step> failed) {
      listener.stage(Stage.OBJECTS);
      walk(ScratchKeys.objects(), row -> objects.step(blob(row), Said.of(row.value())), failed);
      listener.stage(Stage.PARTS);
      walk(ScratchKeys.parts(), this::partOf, failed);
      walk(ScratchKeys.allOver(), this::keepWhatIsOver, failed);
    }

    private BlobId blob(Row.Entry row) {
      return ScratchKeys.blob(row.key());
    }

    private Step partOf(Row.Entry row) {
      Said said = Said.of(row.value());
      return new Step(
          blob(row),
          row.value().length,
          transaction -> {
            if (said instanceof Said.OfPart(var label)) {
              parts.make(transaction, blob(row), label);
            }
          });
    }

    /** Last, because something that was made may name it. */
    private Step keepWhatIsOver(Row.Entry row) {
      return new Step(
          blob(row),
          0,
          transaction -> {
            if (isKept(transaction, blob(row), LostRows.OVER)) {
              counts.replaced++;
            }
          });
    }

    /** Keeps a blob that nothing names; whether it needed that. */
    private boolean isKept(Transaction transaction, BlobId blob, String reason) {
      if (BlobLedger.unaccounted(transaction, List.of(blob)).isEmpty()) {
        return false;
      }
      Quarantine.keep(transaction, blob, reason, now);
      return true;
    }

    private void walk(Key table, Function<Row.Entry, Step> steps, Consumer<Step> failed) {
      List<Step> batch = new ArrayList<>();
      RangeReader.of(scratch)
          .pages(
              table,
              table.afterPrefix(),
              BATCH,
              page -> {
                long bytes = 0;
                for (Row.Entry row : page) {
                  stopPoint();
                  Step step = steps.apply(row);
                  bytes += step.sizeBytes() + row.value().length;
                  if (bytes > BATCH_BYTES) {
                    make(batch, failed);
                    bytes = step.sizeBytes() + row.value().length;
                  }
                  batch.add(step);
                }
                make(batch, failed);
                listener.done(page.size());
                return true;
              });
    }

    /** Makes all of them, and forgets them. */
    private void make(List<Step> batch, Consumer<Step> failed) {
      if (!batch.isEmpty() && !isMade(batch)) {
        // One that fails must not keep the others from being made.
        for (Step each : batch) {
          if (!isMade(List.of(each))) {
            failed.accept(each);
          }
        }
      }
      batch.clear();
    }

    private boolean isMade(List<Step> batch) {
      Counts before = counts.copy();
      try {
        to.write((Transaction transaction) -> {
          counts.set(before);
          batch.forEach(step -> step.change().accept(transaction));
          return batch;
        });
        return true;
      } catch (RuntimeException e) {
        Damage.requireOf(e);
        counts.set(before);
        return false;
      }
    }
  }

  /** The blobs, of which a check takes none for left over. */
  private record WithoutWalk(BlobStore blobs) implements BlobStore {
    @Override
    public BlobWriter create(BlobId id, long expectedBytes) {
      return blobs.create(id, expectedBytes);
    }

    @Override
    public BlobReader open(BlobId id) {
      return blobs.open(id);
    }

    @Override
    public byte[] label(BlobId id) {
      return blobs.label(id);
    }

    @Override
    public void delete(BlobId id) {
      blobs.delete(id);
    }

    @Override
    public void forEach(Consumer<BlobId> action) {}

    @Override
    public void close() {}
  }
}
