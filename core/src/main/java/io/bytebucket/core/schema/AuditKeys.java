package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;

/** Makes the keys of the audit log and takes them apart. The latest record sorts first. */
public final class AuditKeys {
  static final byte AUDIT_TAG = 'h';

  /** The length of a key of {@link #record}. */
  static final int RECORD_BYTES = 1 + Long.BYTES;

  private AuditKeys() {}

  /** A record of the audit log. */
  public static Key record(long sequence) {
    return Key.of(ByteBuffer.allocate(RECORD_BYTES).put(AUDIT_TAG).putLong(~sequence).array());
  }

  /** What every key of {@link #record} begins with. */
  public static Key records() {
    return Key.of(new byte[] {AUDIT_TAG});
  }

  /** The sequence in a key of {@link #record}. */
  public static long sequence(Key key) {
    return ~ByteBuffer.wrap(key.bytes()).getLong(1);
  }
}
