package io.bytebucket.core.check;

import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import java.time.Instant;

/**
 * A row that a repair moved out of the way. It keeps alive the bytes that it names, as far as it
 * can be read.
 *
 * @param sequence its number in the quarantine
 * @param original the key that it had
 * @param movedAt when, to the millisecond
 * @param reason what was wrong, in one line
 * @param value as it was; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
public record QuarantinedRow(
    long sequence, Key original, Instant movedAt, String reason, byte[] value) {
  private static final int VERSION = 1;

  /** The stored form, but for what is in the key. */
  static byte[] encode(Instant movedAt, String reason, byte[] value) {
    return new RecordWriter(VERSION)
        .number(movedAt.toEpochMilli())
        .text(reason)
        .bytes(value)
        .toBytes();
  }

  /**
   * The row that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  static QuarantinedRow decode(Row.Entry row) {
    RecordReader in = new RecordReader("quarantined row", row.value(), VERSION);
    QuarantinedRow quarantined =
        new QuarantinedRow(
            QuarantineKeys.sequence(row.key()),
            QuarantineKeys.original(row.key()),
            Instant.ofEpochMilli(in.number()),
            in.text(),
            in.bytes());
    in.end();
    return quarantined;
  }
}
