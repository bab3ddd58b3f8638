package io.bytebucket.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/** Compares bytes that should be the same. Keeps two buffers in memory, however many there are. */
public final class SameBytes {
  private static final int BUFFER_BYTES = 64 << 10;

  private SameBytes() {}

  /** Where two streams begin to differ, read to their ends; empty when they are the same. */
  public static OptionalLong mismatch(InputStream one, InputStream other) throws IOException {
    byte[] here = new byte[BUFFER_BYTES];
    byte[] there = new byte[BUFFER_BYTES];
    long at = 0;
    while (true) {
      int read = one.readNBytes(here, 0, BUFFER_BYTES);
      int alsoRead = other.readNBytes(there, 0, BUFFER_BYTES);
      int where = Arrays.mismatch(here, 0, read, there, 0, alsoRead);
      if (where >= 0) {
        return OptionalLong.of(at + where);
      }
      if (read < BUFFER_BYTES) {
        return OptionalLong.empty();
      }
      at += read;
    }
  }
}
