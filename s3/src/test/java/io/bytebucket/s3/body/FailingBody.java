package io.bytebucket.s3.body;

import java.io.IOException;
import java.io.InputStream;

/** A body that only ever fails. */
final class FailingBody extends InputStream {
  private final IOException failure;

  FailingBody(IOException failure) {
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    throw failure;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    throw failure;
  }
}
