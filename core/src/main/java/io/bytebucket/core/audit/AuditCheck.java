package io.bytebucket.core.audit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the audit log is whole: every record is there, in its place, as it was written, from the
 * latest back to the oldest that is kept, and that one follows what was there before it. Nothing
 * may remove old records meanwhile; what is added meanwhile is not looked at.
 *
 * @param records how many records are as they should be, counted from the latest
 * @param broken where it is not whole, if so
 */
public record AuditCheck(long records, Optional<Break> broken) {
  private static final int PAGE_ROWS = 500;

  /**
   * Where the log is not whole.
   *
   * @param sequence of the record, the latest one for which that is so
   * @param reason what is wrong with it, in constant words
   */
  public record Break(long sequence, String reason) {
    /** The name of the record; see {@link AuditRecord#id}. */
    public String id() {
      return AuditRecord.idOf(sequence);
    }
  }

  /** Looks at the whole log of a store; how long that takes depends on how long the log is. */
  public static AuditCheck of(MetadataStore metadata) {
    AuditHead head = metadata.read(AuditHead::read);
    Walk walk = new Walk(head);
    RangeReader.of(metadata)
        .rows(
            AuditKeys.record(Long.MAX_VALUE),
            AuditKeys.records().afterPrefix(),
            PAGE_ROWS,
            walk::isWhole);
    return walk.end();
  }

  /** From the latest record to the oldest. */
  private static final class Walk {
    private final AuditHead head;
    private long sequence;
    private byte[] hash;
    private Optional<Break> broken = Optional.empty();

    Walk(AuditHead head) {
      this.head = head;
      this.sequence = head.next() - 1;
      this.hash = head.hash();
    }

    /** Looks at the next row; false ends the walk. */
    boolean isWhole(Row.Entry row) {
      long found = AuditKeys.sequence(row.key());
      if (found >= head.next()) {
        // Added since the head was read, if it is no forgery: then the next walk finds it.
        return true;
      }
      if (sequence < head.first()) {
        return fail(found, "it was removed before, and is there again");
      }
      if (found != sequence) {
        return fail(sequence, "it is missing");
      }
      if (!Arrays.equals(AuditRecordCodec.hash(sequence, row.value()), hash)) {
        return fail(sequence, "it was changed after it was written");
      }
      try {
        hash = AuditRecordCodec.decode(sequence, row.value()).previous();
      } catch (StoreException e) {
        if (e.failure() instanceof Failure.Corrupt) {
          return fail(sequence, "it cannot be read");
        }
        throw e;
      }
      sequence--;
      return true;
    }

    private boolean fail(long at, String reason) {
      broken = Optional.of(new Break(at, reason));
      return false;
    }

    AuditCheck end() {
      if (broken.isEmpty() && sequence >= head.first()) {
        fail(sequence, "it is missing");
      }
      if (broken.isEmpty() && !Arrays.equals(hash, head.anchor())) {
        fail(head.first(), "it does not follow the record that was removed before it");
      }
      return new AuditCheck(head.next() - 1 - sequence, broken);
    }
  }
}
