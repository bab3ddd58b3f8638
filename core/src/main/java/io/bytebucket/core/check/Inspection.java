package io.bytebucket.core.check;

import io.bytebucket.core.audit.AuditCheck;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Snapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A check of a whole store, from its two ports: every row, counter and reference in one state of
 * the metadata, then the bytes of every object, then blobs that nothing names, then the audit log.
 * It changes nothing. The store may be in use: what is found was so at some moment of the check,
 * and is no trace of a change under way. Run once, by one thread, which is better no virtual one;
 * {@link #stop} may be called by any.
 *
 * <p>Memory does not grow with the store: some 20 MiB at the most, beside a page of rows. The rows
 * are read in one query, which takes about a second for each million of them: an engine keeps what
 * is overwritten meanwhile.
 */
public final class Inspection {
  /** How often a break in the audit log has to show: the log is pruned while it is looked at. */
  private static final int AUDIT_LOOKS = 3;

  private static final int PAGE_ROWS = 500;

  /**
   * How a store is checked.
   *
   * @param isDeep whether every byte is read, or only found to be there
   * @param bytesPerSecond how many bytes are read in a second; 0 for as many as can be
   */
  public record Options(boolean isDeep, long bytesPerSecond) {
    public Options {
      if (bytesPerSecond < 0) {
        throw new IllegalArgumentException("a rate is not negative");
      }
    }
  }

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final Options options;
  private final InstantSource clock;
  private final Pace pace;
  private long rows;
  private long objects;
  private long bytes;
  private long blobCount;

  private Inspection(
      MetadataStore metadata, BlobStore blobs, Options options, InstantSource clock) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.options = options;
    this.clock = clock;
    this.pace = new Pace(options.bytesPerSecond(), clock);
  }

  /** A check of the store that these two make up. */
  public static Inspection of(
      MetadataStore metadata, BlobStore blobs, Options options, InstantSource clock) {
    return new Inspection(metadata, blobs, options, clock);
  }

  /** Whether all rows of a layout that has rows of its own are there, and fit each other. */
  public static boolean isWholeLayout(Snapshot snapshot, BlobId layout) {
    return LayoutRows.whole(snapshot, layout).isPresent();
  }

  /** Ends the check soon, if it runs, and as soon as it begins otherwise. */
  public void stop() {
    pace.stop();
  }

  /**
   * Does it.
   *
   * @throws io.bytebucket.core.failure.StoreException when the store cannot be looked at; damage is
   *     no such failure
   */
  public CheckResult run(CheckListener listener) {
    Findings findings = new Findings(listener::found);
    Instant now = Instant.ofEpochMilli(clock.millis());
    boolean isComplete = true;
    try {
      run(listener, findings, now);
    } catch (Pace.Stopped e) {
      isComplete = false;
    }
    return new CheckResult(
        isComplete,
        findings.counts(),
        findings.held(),
        rows,
        objects,
        bytes,
        blobCount,
        quarantined());
  }

  /** What the pass over the rows leaves for the others. */
  private record Left(
      Map<Long, String> bucketNames,
      Set<BlobId> withoutReference,
      boolean isBlind,
      Starts.Over over) {}

  private void run(CheckListener listener, Findings findings, Instant now) {
    metadata.<Boolean>read(snapshot -> {
      tellTotal(snapshot, listener);
      return true;
    });
    Left left = metadata.read(snapshot -> rows(snapshot, listener, findings, now));
    new BytesPass(
            metadata,
            blobs,
            options.isDeep(),
            pace,
            findings,
            left.bucketNames(),
            now,
            size -> {
              objects++;
              bytes += size;
              listener.looked(1, size);
            })
        .run();
    blobCount =
        new LooseBlobs(
                metadata,
                blobs,
                findings,
                pace,
                left.over(),
                left.withoutReference(),
                left.isBlind())
            .run();
    audit(findings);
  }

  private Left rows(Snapshot snapshot, CheckListener listener, Findings findings, Instant now) {
    Pass pass = new Pass(snapshot, findings, pace::requireGoing);
    Set<BlobId> withoutReference =
        new RowPass(
                pass,
                now,
                count -> {
                  rows += count;
                  listener.rows(count);
                })
            .run();
    return new Left(pass.bucketNames(), withoutReference, pass.isBlind(), over(snapshot));
  }

  /** The starts that are over; none when what says so is damaged. */
  private static Starts.Over over(Snapshot snapshot) {
    try {
      return Starts.over(snapshot);
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return new Starts.Over(0, List.of(), Optional.empty());
    }
  }

  private static void tellTotal(Snapshot snapshot, CheckListener listener) {
    long[] total = new long[2];
    RangeReader.of(snapshot)
        .rows(
            Keyspace.counters(),
            Keyspace.counters().afterPrefix(),
            PAGE_ROWS,
            row -> {
              if (row.value().length == Long.BYTES
                  && StoredKey.of(row.key()).orElse(null)
                      instanceof StoredKey.OfCounter(long _, BucketCounter counter)) {
                long value = Counters.decode(row.value());
                switch (counter) {
                  case OBJECTS, NONCURRENT_VERSIONS -> total[0] += value;
                  case BYTES, NONCURRENT_BYTES, PART_BYTES -> total[1] += value;
                  case UPLOADS -> {}
                }
              }
              return true;
            });
    listener.total(Math.max(0, total[0]), Math.max(0, total[1]));
  }

  private void audit(Findings findings) {
    Optional<AuditCheck.Break> broken = Optional.empty();
    for (int look = 0; look < AUDIT_LOOKS; look++) {
      pace.requireGoing();
      try {
        broken = AuditCheck.of(metadata).broken();
      } catch (RuntimeException e) {
        // The record of its ends, or the table, cannot be read: that was said before.
        Damage.requireOf(e);
        return;
      }
      if (broken.isEmpty()) {
        return;
      }
    }
    broken.ifPresent(at ->
        findings.add(
            Kind.AUDIT,
            new Place.OfStore("audit log"),
            "record " + at.id() + ": " + at.reason(),
            Remedy.NONE));
  }

  private long quarantined() {
    return metadata.<Long>read(snapshot -> Quarantine.count(snapshot));
  }
}
