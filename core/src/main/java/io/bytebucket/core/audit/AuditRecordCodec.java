package io.bytebucket.core.audit;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * The stored form of an {@link AuditRecord}; its sequence is in the key. In front of all stands the
 * hash of the record before, so that none can be changed, taken out or put in between without
 * another hash for all that follow.
 */
public final class AuditRecordCodec {
  /** The length of a hash: SHA-256. */
  static final int HASH_BYTES = 32;

  private static final int VERSION = 1;
  private static final AuditEvent.Result[] RESULTS = AuditEvent.Result.values();

  private AuditRecordCodec() {}

  /**
   * A record with the hash of the one before.
   *
   * @param previous not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Stored(AuditRecord record, byte[] previous) {}

  static byte[] encode(Stored stored) {
    AuditRecord record = stored.record();
    AuditEvent event = record.event();
    return new RecordWriter(VERSION)
        .bytes(stored.previous())
        .number(record.time().toEpochMilli())
        .text(record.who().userId())
        .text(record.who().name())
        .text(record.who().keyId())
        .text(record.address())
        .text(record.requestId())
        .text(event.action())
        .text(event.target())
        .text(event.before())
        .text(event.after())
        .constant(event.result())
        .toBytes();
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Stored decode(long sequence, byte[] bytes) {
    RecordReader in = new RecordReader("audit record", bytes, VERSION);
    byte[] previous = in.bytes();
    Instant time = Instant.ofEpochMilli(in.number());
    Origin.Who who = new Origin.Who(in.text(), in.text(), in.text());
    String address = in.text();
    String requestId = in.text();
    AuditEvent event = event(in);
    in.end();
    return new Stored(new AuditRecord(sequence, time, who, address, requestId, event), previous);
  }

  private static AuditEvent event(RecordReader in) {
    String action = in.text();
    String target = in.text();
    String before = in.text();
    String after = in.text();
    AuditEvent.Result result = in.constant(RESULTS);
    try {
      return new AuditEvent(action, target, before, after, result);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("action");
    }
  }

  /** The hash of a record as it is stored, with its place in the log. */
  static byte[] hash(long sequence, byte[] stored) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
    return digest.digest(stored);
  }

  /** The hash of some bytes. */
  static byte[] hash(byte[] bytes) {
    return sha256().digest(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }
}
