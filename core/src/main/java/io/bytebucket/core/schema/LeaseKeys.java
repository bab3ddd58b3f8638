package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;

/**
 * Makes the keys of leases, of starts of a server that runs or died lately, and takes them apart.
 */
public final class LeaseKeys {
  static final byte LEASE_TAG = 't';

  /** The length of a key of {@link #lease}. */
  static final int LEASE_BYTES = 1 + Integer.BYTES;

  private LeaseKeys() {}

  /** The lease of a start. */
  public static Key lease(int start) {
    return Key.of(ByteBuffer.allocate(LEASE_BYTES).put(LEASE_TAG).putInt(start).array());
  }

  /** What every key of {@link #lease} begins with. */
  public static Key leases() {
    return Key.of(new byte[] {LEASE_TAG});
  }

  /** The number of the start in a key of {@link #lease}. */
  public static int leasedStart(Key key) {
    return ByteBuffer.wrap(key.bytes()).getInt(1);
  }
}
