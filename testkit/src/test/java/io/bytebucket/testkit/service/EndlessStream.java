package io.bytebucket.testkit.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Zeros without end, that fail a test which reads more of them than it should. */
class EndlessStream extends InputStream {
  private final long limitBytes;
  private long read;

  EndlessStream(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** What happens at the limit. */
  IOException end() {
    throw new AssertionError("more was read than should be");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (read >= limitBytes) {
      throw end();
    }
    int count = (int) Math.min(length, limitBytes - read);
    Arrays.fill(bytes, offset, offset + count, (byte) 0);
    read += count;
    return count;
  }
}
