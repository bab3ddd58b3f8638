package io.bytebucket.junit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose client is gone after so many bytes. For one thread. */
final class CutBody extends FilterInputStream {
  private long left;
  private boolean isCut;

  CutBody(InputStream body, long afterBytes) {
    super(body);
    this.left = afterBytes;
  }

  boolean isCut() {
    return isCut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      isCut = true;
      throw new IOException("cut by the test");
    }
    int count = super.read(into, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }
}
