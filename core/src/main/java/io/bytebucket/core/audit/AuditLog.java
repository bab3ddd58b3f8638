package io.bytebucket.core.audit;

import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the audit log, and lets go of what is older or more than is to be kept. Thread-safe.
 *
 * <p>What is let go of leaves its trace: the log keeps the hash of the last record that is gone,
 * and a record says up to which one that was. So {@link AuditCheck} still tells whether what is
 * kept is whole.
 *
 * <p>Who may change the settings of a bucket can fill the log, and is not to make it forget
 * anything by that. So what is younger than {@link Limits#SURE} and tells of users, keys, settings
 * of the server, jobs or sign-ins stays whatever its size, and with it all that is younger still. A
 * log that has come to have twice its size takes from administrators and the server alone.
 */
public final class AuditLog {
  /** How many records a page has at the most. */
  public static final int PAGE_MAX = 1_000;

  /** How many records are looked at for one page at the most, whatever of them is wanted. */
  static final int LOOKED_AT_MAX = 10_000;

  /** How many records are removed in one commit. */
  static final int STEP_RECORDS = 500;

  /** So that records that say what was removed are few. */
  private static final Duration SLACK = Duration.ofDays(1);

  /** The part of the limit that is made free at once. */
  private static final int SLACK_PART = 20;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final InstantSource clock;
  private final Limits limits;
  private volatile boolean wasOver;

  /**
   * What is kept. The latest record always is.
   *
   * @param maxAge how long; a day longer at the most, and for ever if empty
   * @param maxBytes how much of all together; a twentieth of it is made free at once. It does not
   *     count for what is kept for sure
   */
  public record Limits(Optional<Duration> maxAge, long maxBytes) {
    /** For how long records that no user can make at will are kept for sure. */
    public static final Duration SURE = Duration.ofDays(7);

    /** A year, up to 256 MiB. */
    public static final Limits STANDARD = new Limits(Optional.of(Duration.ofDays(365)), 256L << 20);

    /** Everything is kept. */
    public static final Limits NONE = new Limits(Optional.empty(), Long.MAX_VALUE / 2);

    /** With more than this only administrators add to the log. */
    long fullBytes() {
      return 2 * maxBytes;
    }
  }

  /** The audit log of a store; {@code clock} tells how old records are. */
  public AuditLog(MetadataStore metadata, InstantSource clock, Limits limits) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * A page of records, the latest first.
   *
   * @param cursor where the page before says that this one begins; empty for the latest. One that
   *     no page gave is as good as none
   * @param limit how many at the most, 1 to {@value #PAGE_MAX}
   */
  public AuditPage page(AuditQuery query, Optional<String> cursor, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("a page has 1 to 1000 records");
    }
    long from =
        cursor
            .filter(text -> ID.matcher(text).matches())
            .map(text -> Long.parseUnsignedLong(text, 16))
            .filter(sequence -> sequence > 0)
            .orElse(Long.MAX_VALUE);
    return new Search(query, limit).from(from);
  }

  /** One look through the log; each step of it sees the state of its moment. */
  private final class Search {
    private final AuditQuery query;
    private final int limit;
    private final List<AuditRecord> found = new ArrayList<>();
    private int lookedAt;

    Search(AuditQuery query, int limit) {
      this.query = query;
      this.limit = limit;
    }

    AuditPage from(long start) {
      Optional<Long> next = Optional.of(start);
      while (next.isPresent() && found.size() < limit && lookedAt < LOOKED_AT_MAX) {
        long sequence = next.get();
        next = metadata.read(snapshot -> step(snapshot, sequence));
      }
      return new AuditPage(List.copyOf(found), next.map(AuditRecord::idOf));
    }

    /** Looks at some records from that one back; returns where to go on, if there is more. */
    private Optional<Long> step(Snapshot snapshot, long sequence) {
      ScanPage page =
          snapshot.scan(
              ScanRequest.range(
                  AuditKeys.record(sequence),
                  AuditKeys.records().afterPrefix(),
                  ScanRequest.LIMIT_MAX));
      for (var row : page.entries()) {
        AuditRecord record =
            AuditRecordCodec.decode(AuditKeys.sequence(row.key()), row.value()).record();
        if (query.isTooOld(record)) {
          return Optional.empty();
        }
        if (found.size() == limit) {
          return Optional.of(record.sequence());
        }
        lookedAt++;
        if (query.fits(record)) {
          found.add(record);
        }
      }
      return page.end() instanceof ScanPage.End.LimitReached
          ? Optional.of(AuditKeys.sequence(page.rows().getLast().key()) - 1)
              .filter(next -> next > 0)
          : Optional.empty();
    }
  }

  /**
   * Removes some of what is not to be kept any longer.
   *
   * @return whether there is more to remove
   */
  public boolean prune() {
    Instant now = clock.instant();
    warnOfSize();
    if (!metadata.read(snapshot -> isDue(snapshot, now))) {
      return false;
    }
    return Boolean.TRUE.equals(audited.write(transaction -> prune(transaction, now)));
  }

  private void warnOfSize() {
    long sizeBytes = metadata.<Long>read(snapshot -> AuditHead.read(snapshot).sizeBytes());
    boolean isOver = sizeBytes > limits.maxBytes();
    if (isOver && !wasOver) {
      LOG.atWarn()
          .addKeyValue("size_bytes", sizeBytes)
          .addKeyValue("limit_bytes", limits.maxBytes())
          .log("the audit log has its size: the oldest records go, as far as they may");
    }
    wasOver = isOver;
  }

  private boolean isDue(Snapshot snapshot, Instant now) {
    AuditHead head = AuditHead.read(snapshot);
    return head.sizeBytes() > limits.maxBytes()
        || limits
            .maxAge()
            .map(age -> now.minus(age).minus(SLACK))
            .filter(start -> isBefore(snapshot, head.first(), start))
            .isPresent();
  }

  private static boolean isBefore(Snapshot snapshot, long sequence, Instant start) {
    return snapshot
        .get(AuditKeys.record(sequence))
        .map(bytes -> AuditRecordCodec.decode(sequence, bytes).record().time().isBefore(start))
        .orElse(false);
  }

  /** Whether it stays, however much there is. */
  private static boolean isSure(Snapshot snapshot, long sequence, Instant now) {
    return snapshot
        .get(AuditKeys.record(sequence))
        .map(bytes -> AuditRecordCodec.decode(sequence, bytes).record())
        .filter(record -> record.event().isOfOperators())
        .filter(record -> record.time().isAfter(now.minus(Limits.SURE)))
        .isPresent();
  }

  private boolean prune(AuditedTransaction transaction, Instant now) {
    AuditHead head = AuditHead.read(transaction);
    Optional<Instant> start = limits.maxAge().map(now::minus);
    long wantedBytes = limits.maxBytes() - limits.maxBytes() / SLACK_PART;
    long sequence = head.first();
    long goneBytes = 0;
    byte[] hash = head.anchor();
    while (sequence < head.next() - 1 && sequence < head.first() + STEP_RECORDS) {
      long oldest = sequence;
      boolean isDue =
          head.sizeBytes() - goneBytes > wantedBytes && !isSure(transaction, oldest, now);
      if (!isDue && start.filter(time -> isBefore(transaction, oldest, time)).isEmpty()) {
        break;
      }
      // One that is missing leaves no hash, so that the check goes on finding that it is.
      byte[] bytes = transaction.get(AuditKeys.record(sequence)).orElse(new byte[0]);
      hash = AuditRecordCodec.hash(sequence, bytes);
      goneBytes += bytes.length;
      transaction.delete(AuditKeys.record(sequence));
      sequence++;
    }
    if (sequence == head.first()) {
      return false;
    }
    head.from(sequence, hash, goneBytes).write(transaction);
    transaction.audit(
        "audit.prune",
        "audit",
        "records=" + (sequence - head.first()),
        "through=" + AuditRecord.idOf(sequence - 1) + " sha256=" + HexFormat.of().formatHex(hash));
    return sequence == head.first() + STEP_RECORDS;
  }
}
