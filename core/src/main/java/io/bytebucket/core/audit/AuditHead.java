package io.bytebucket.core.audit;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Optional;

/**
 * Both ends of the audit log: what the next record follows, and what was before the oldest that is
 * kept. It changes in the same commit as the records do.
 *
 * @param next the sequence of the next record, from 1 on
 * @param hash of the last record; not to be changed
 * @param millis when that was
 * @param first the sequence of the oldest record that is kept; {@code next} when there is none
 * @param anchor the hash of the record before that, which is gone; not to be changed
 * @param sizeBytes what all records that are kept have together
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AuditHead(
    long next, byte[] hash, long millis, long first, byte[] anchor, long sizeBytes) {
  private static final int VERSION = 1;

  /** What the first record of all follows. */
  private static final byte[] NOTHING = new byte[AuditRecordCodec.HASH_BYTES];

  private static final AuditHead EMPTY = new AuditHead(1, NOTHING, 0, 1, NOTHING, 0);

  /** As it is stored. */
  static AuditHead read(Snapshot snapshot) {
    return snapshot
        .get(Keyspace.system(SystemRecord.AUDIT_HEAD))
        .map(AuditHead::decode)
        .orElse(EMPTY);
  }

  void write(Transaction transaction) {
    transaction.put(Keyspace.system(SystemRecord.AUDIT_HEAD), encode());
  }

  /** The stored form. */
  public byte[] encode() {
    return new RecordWriter(VERSION)
        .number(next)
        .bytes(hash)
        .number(millis)
        .number(first)
        .bytes(anchor)
        .number(sizeBytes)
        .toBytes();
  }

  /**
   * What the head has to be for the records that are there, for when its own record cannot be read.
   * A latest record that was lost together with it is not missed by that.
   */
  public static AuditHead ofRecords(Snapshot snapshot) {
    AuditHead[] head = {EMPTY};
    RangeReader.of(snapshot)
        .rows(
            AuditKeys.records(),
            AuditKeys.records().afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> {
              head[0] = head[0].withOlder(AuditKeys.sequence(row.key()), row.value());
              return true;
            });
    return head[0];
  }

  private AuditHead withOlder(long sequence, byte[] value) {
    Optional<AuditRecordCodec.Stored> stored = readable(sequence, value);
    boolean isLatest = next == 1;
    return new AuditHead(
        isLatest ? sequence + 1 : next,
        isLatest ? AuditRecordCodec.hash(sequence, value) : hash,
        Math.max(millis, stored.map(of -> of.record().time().toEpochMilli()).orElse(0L)),
        sequence,
        stored.map(AuditRecordCodec.Stored::previous).orElse(NOTHING),
        sizeBytes + value.length);
  }

  private static Optional<AuditRecordCodec.Stored> readable(long sequence, byte[] value) {
    try {
      return Optional.of(AuditRecordCodec.decode(sequence, value));
    } catch (StoreException damaged) {
      return Optional.empty();
    }
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static AuditHead decode(byte[] bytes) {
    RecordReader in = new RecordReader("audit head", bytes, VERSION);
    AuditHead head =
        new AuditHead(in.number(), in.bytes(), in.number(), in.number(), in.bytes(), in.number());
    in.end();
    return head;
  }

  /** How many records are kept. */
  public long count() {
    return next - first;
  }

  AuditHead withNext(byte[] hashOfNext, long millisOfNext, long bytes) {
    return new AuditHead(next + 1, hashOfNext, millisOfNext, first, anchor, sizeBytes + bytes);
  }

  AuditHead from(long firstKept, byte[] hashBefore, long bytesGone) {
    return new AuditHead(next, hash, millis, firstKept, hashBefore, sizeBytes - bytesGone);
  }
}
