package io.bytebucket.core.audit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A transaction that also writes to the audit log. Used by one thread, inside one call. */
public final class AuditedTransaction implements Transaction {
  private final Transaction transaction;
  private final Source source;
  private final long limitBytes;

  /** Who does what a transaction does, from where, and when. */
  record Source(Instant time, Origin.Who who, String address, String requestId) {}

  AuditedTransaction(Transaction transaction, Source source, long limitBytes) {
    this.transaction = transaction;
    this.source = source;
    this.limitBytes = limitBytes;
  }

  /**
   * Tells the audit log what this transaction does.
   *
   * @throws StoreException with {@link Failure.StorageFull} when the log is full
   */
  public void audit(AuditEvent event) {
    AuditHead head = AuditHead.read(transaction);
    if (head.sizeBytes() > limitBytes) {
      throw new StoreException(new Failure.StorageFull());
    }
    long millis = Math.max(head.millis(), source.time().toEpochMilli());
    AuditRecord record =
        new AuditRecord(
            head.next(),
            Instant.ofEpochMilli(millis),
            source.who(),
            source.address(),
            source.requestId(),
            event);
    byte[] bytes = AuditRecordCodec.encode(new AuditRecordCodec.Stored(record, head.hash()));
    transaction.put(AuditKeys.record(head.next()), bytes);
    head.withNext(AuditRecordCodec.hash(head.next(), bytes), millis, bytes.length)
        .write(transaction);
  }

  /** Tells of a change that was made. */
  public void audit(String action, String target, String before, String after) {
    audit(AuditEvent.done(action, target, before, after));
  }

  @Override
  public Optional<byte[]> get(Key key) {
    return transaction.get(key);
  }

  @Override
  public boolean isAtMost(long limit, List<Key> counters) {
    return transaction.isAtMost(limit, counters);
  }

  @Override
  public List<Optional<byte[]>> getAll(List<Key> keys) {
    return transaction.getAll(keys);
  }

  @Override
  public ScanPage scan(ScanRequest request) {
    return transaction.scan(request);
  }

  @Override
  public void put(Key key, byte[] value) {
    transaction.put(key, value);
  }

  @Override
  public void delete(Key key) {
    transaction.delete(key);
  }

  @Override
  public void add(Key key, long delta) {
    transaction.add(key, delta);
  }

  @Override
  public void drawOnReserve() {
    transaction.drawOnReserve();
  }
}
