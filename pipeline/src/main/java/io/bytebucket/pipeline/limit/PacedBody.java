package io.bytebucket.pipeline.limit;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The body of a request at the pace of its user, who becomes known after it was taken. */
public final class PacedBody extends InputStream {
  private final InputStream body;
  private final Supplier<Pace> pace;

  /** That body. */
  public PacedBody(InputStream body, Supplier<Pace> pace) {
    this.body = body;
    this.pace = pace;
  }

  @Override
  public int read() throws IOException {
    int one = body.read();
    if (one >= 0) {
      pace.get().received(1);
    }
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = body.read(bytes, offset, length);
    if (count > 0) {
      pace.get().received(count);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }
}
