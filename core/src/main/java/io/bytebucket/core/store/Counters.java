package io.bytebucket.core.store;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The stored form of a counter: eight bytes, big-endian, signed. */
public final class Counters {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Counters() {}

  /** The stored form of {@code value}. */
  public static byte[] encode(long value) {
    byte[] bytes = new byte[Long.BYTES];
    LONG.set(bytes, 0, value);
    return bytes;
  }

  /**
   * The number that {@link #encode} stored.
   *
   * @throws StoreException with {@link Failure.Corrupt} when these are not eight bytes
   */
  public static long decode(byte[] bytes) {
    if (bytes.length != Long.BYTES) {
      throw new StoreException(new Failure.Corrupt("counter", "length"));
    }
    return (long) LONG.get(bytes, 0);
  }
}
