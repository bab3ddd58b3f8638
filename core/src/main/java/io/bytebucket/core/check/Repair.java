package io.bytebucket.core.check;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a store that nobody uses, and mends what can be mended. What cannot be is moved to the
 * quarantine, with all that belongs to it, in one commit: so the rest is served. Every repair is a
 * commit of its own, with its record in the audit log, and each leaves a store that is no worse
 * than before: one that was killed is run again. Used by one thread; {@link #stop} by any.
 */
public final class Repair {
  /** How many remedies a check collects before they are carried out. */
  private static final int REMEDIES_MAX = 10_000;

  /** What these may hold in memory, in bytes. */
  private static final long REMEDY_BYTES_MAX = 32L << 20;

  /** How often it checks again what repairs brought about; they end long before. */
  private static final int PASSES_MAX = 20;

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final AuditedStore audited;
  private final Inspection.Options options;
  private final InstantSource clock;
  private volatile @Nullable Inspection running;
  private volatile boolean isStopped;
  private long mended;
  private long quarantined;

  private Repair(
      MetadataStore metadata, BlobStore blobs, Inspection.Options options, InstantSource clock) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.options = options;
    this.clock = clock;
    this.audited = AuditedStore.ofOperators(metadata, clock);
  }

  /** A repair of the store that these two make up. */
  public static Repair of(
      MetadataStore metadata, BlobStore blobs, Inspection.Options options, InstantSource clock) {
    return new Repair(metadata, blobs, options, clock);
  }

  /**
   * What came of it.
   *
   * @param mended how many findings were put right
   * @param quarantined how many were moved out of the way
   * @param left what the last check still found
   */
  public record Outcome(long mended, long quarantined, CheckResult left) {}

  /** Ends it soon; what was repaired stays so. */
  public void stop() {
    isStopped = true;
    Inspection inspection = running;
    if (inspection != null) {
      inspection.stop();
    }
  }

  /**
   * Does it. Durable on return.
   *
   * @throws io.bytebucket.core.failure.StoreException when the store cannot be read or written
   */
  public Outcome run(CheckListener listener) {
    boolean isDeepDue = options.isDeep();
    int passes = 0;
    for (boolean isFirst = true; ; isFirst = false) {
      Remedies remedies = new Remedies();
      // Bytes are read again only where that left something over.
      CheckResult result = check(listener, remedies, isDeepDue, isFirst);
      long before = mended + quarantined;
      remedies.carryOut();
      isDeepDue &= remedies.isFull;
      passes += remedies.isFull ? 0 : 1;
      boolean isDone = mended + quarantined == before || passes == PASSES_MAX;
      if (isDone || !result.isComplete() || isStopped) {
        return new Outcome(mended, quarantined, result);
      }
    }
  }

  private CheckResult check(
      CheckListener listener, Remedies remedies, boolean isDeep, boolean isFirst) {
    Inspection inspection =
        Inspection.of(
            metadata, blobs, new Inspection.Options(isDeep, options.bytesPerSecond()), clock);
    running = inspection;
    if (isStopped) {
      inspection.stop();
    }
    return inspection.run(
        new CheckListener() {
          @Override
          public void found(Finding finding) {
            remedies.add(finding);
            if (isFirst) {
              listener.found(finding);
            }
          }

          @Override
          public void total(long objects, long bytes) {
            if (isFirst) {
              listener.total(objects, bytes);
            }
          }

          @Override
          public void looked(long objects, long bytes) {
            if (isFirst) {
              listener.looked(objects, bytes);
            }
          }
        });
  }

  /** What is to be done, a bounded part of it. */
  private final class Remedies {
    private final Deque<Finding> due = new ArrayDeque<>();
    private long sizeBytes;
    private boolean isFull;

    void add(Finding finding) {
      if (finding.remedy().edits().isEmpty()) {
        return;
      }
      if (due.size() == REMEDIES_MAX || sizeBytes > REMEDY_BYTES_MAX) {
        isFull = true;
        return;
      }
      sizeBytes += finding.remedy().sizeBytes();
      if (isOfAuditHead(finding)) {
        // Without it nothing can be told to the audit log.
        due.addFirst(finding);
      } else {
        due.addLast(finding);
      }
    }

    private static boolean isOfAuditHead(Finding finding) {
      Key head = Keyspace.system(SystemRecord.AUDIT_HEAD);
      return finding.remedy().edits().stream().anyMatch(edit -> edit.key().equals(head));
    }

    void carryOut() {
      for (Finding finding : due) {
        if (isStopped) {
          return;
        }
        if (Repair.this.carryOut(finding)) {
          switch (finding.remedy().means()) {
            case MENDED -> mended++;
            case QUARANTINED -> quarantined++;
            case HELD, NONE -> {}
          }
        }
      }
    }
  }

  /** Returns whether it was still due. */
  private boolean carryOut(Finding finding) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    return Boolean.TRUE.equals(
        audited.<Boolean>write(transaction -> {
          if (!isAsSeen(transaction, finding.remedy())) {
            return false;
          }
          finding.remedy().edits().forEach(edit -> make(transaction, edit, finding, now));
          transaction.audit(
              "check.repair",
              finding.place().text(),
              finding.kind().text() + ": " + finding.detail(),
              finding.remedy().means().text());
          return true;
        }));
  }

  private static boolean isAsSeen(AuditedTransaction transaction, Remedy remedy) {
    return remedy.edits().stream()
        .allMatch(edit ->
            !(edit instanceof Edit.Expect(Key key, Optional<byte[]> seen))
                || isSame(transaction.get(key), seen));
  }

  private static boolean isSame(Optional<byte[]> one, Optional<byte[]> other) {
    return Arrays.equals(one.orElse(null), other.orElse(null));
  }

  private static void make(
      AuditedTransaction transaction, Edit edit, Finding finding, Instant now) {
    switch (edit) {
      case Edit.Expect _ -> {}
      case Edit.Put(Key key, byte[] value) -> transaction.put(key, value);
      case Edit.Delete(Key key) -> transaction.delete(key);
      case Edit.Move(Key key) ->
          transaction
              .get(key)
              .ifPresent(value -> {
                note(transaction, key, value, finding, now);
                transaction.delete(key);
              });
      case Edit.Note(Key key, byte[] value) -> note(transaction, key, value, finding, now);
      case Edit.Add(Key key, long delta) -> transaction.add(key, delta);
      case Edit.Restart(Key key, long value) -> {
        transaction.delete(key);
        transaction.add(key, value);
      }
    }
  }

  private static void note(
      AuditedTransaction transaction, Key key, byte[] value, Finding finding, Instant now) {
    String reason = finding.kind().text() + ": " + finding.detail();
    Quarantine.note(transaction, key, value, reason, now);
  }
}
