package io.bytebucket.transfer.lines;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line. For one thread. */
final class LineInput implements AutoCloseable {
  /** Far more than the longest line that is written. */
  static final int LINE_LIMIT_BYTES = 8 << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private final Path file;
  private final InputStream in;
  private long line;
  private long offset;

  LineInput(Path file) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
  }

  /** The next line that ends, without its end; null when there is none. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        line++;
        offset += bytes.size() + 1;
        return bytes.toByteArray();
      }
      if (bytes.size() == LINE_LIMIT_BYTES) {
        throw new LinesException(LinesException.Fault.MALFORMED, file, line + 1, "too long");
      }
      bytes.write(b);
    }
    return null;
  }

  /** The number of the line that was read last, from 1. */
  long line() {
    return line;
  }

  /** Where the line that was read last ends. */
  long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
