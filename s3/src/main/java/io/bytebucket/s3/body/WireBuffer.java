package io.bytebucket.s3.body;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A chunked body as it arrives. Lines are read through a small buffer; the data between them goes
 * straight into the reader's array.
 */
final class WireBuffer {
  /** The longest line between chunks; a chunk header with its signature has some 90 bytes. */
  static final int LINE_LIMIT_BYTES = 1_024;

  /** How many stray line ends may follow a body that is complete; known clients send one. */
  static final int TAIL_LIMIT_BYTES = 4;

  private final InputStream source;
  private final byte[] buffer = new byte[4 * LINE_LIMIT_BYTES];
  private int position;
  private int limit;

  WireBuffer(InputStream source) {
    this.source = source;
  }

  /**
   * Reads some bytes of data.
   *
   * @throws S3Exception IncompleteBody when there are none
   */
  int read(byte[] bytes, int offset, int length) throws IOException {
    int buffered = limit - position;
    if (buffered > 0) {
      int count = Math.min(buffered, length);
      System.arraycopy(buffer, position, bytes, offset, count);
      position += count;
      return count;
    }
    int count = readSource(bytes, offset, length);
    if (count < 0) {
      throw incomplete();
    }
    return count;
  }

  /**
   * Reads a line and its line feed.
   *
   * @return the line less its line feed, one character for each byte; empty at the end of the body
   * @throws S3Exception IncompleteBody when it is too long or cut short
   */
  Optional<String> line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (position < limit || fill()) {
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.append(new String(buffer, start, position - start, StandardCharsets.ISO_8859_1));
      if (line.length() > LINE_LIMIT_BYTES) {
        throw incomplete();
      }
      if (position < limit) {
        position++;
        return Optional.of(line.toString());
      }
    }
    if (!line.isEmpty()) {
      throw incomplete();
    }
    return Optional.empty();
  }

  /** Requires the line end behind a chunk's data. */
  void requireLineEnd() throws IOException {
    if (!line().equals(Optional.of("\r"))) {
      throw incomplete();
    }
  }

  /** Requires that nothing follows but the line ends which some clients send too many of. */
  void requireEnd() throws IOException {
    for (int tail = 0; position < limit || fill(); tail++, position++) {
      boolean lineEnd = buffer[position] == '\r' || buffer[position] == '\n';
      if (!lineEnd || tail == TAIL_LIMIT_BYTES) {
        throw incomplete();
      }
    }
  }

  /** The error for a body that ends early, or is not made of chunks at all. */
  static S3Exception incomplete() {
    return new S3Exception(S3ErrorCode.INCOMPLETE_BODY, "The request body terminated unexpectedly");
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, readSource(buffer, 0, buffer.length));
    return limit > 0;
  }

  /**
   * Reads from the connection. A body that was cut off is reported as incomplete, wherever the cut
   * was.
   */
  private int readSource(byte[] bytes, int offset, int length) throws IOException {
    try {
      return source.read(bytes, offset, length);
    } catch (EOFException cut) {
      throw incomplete();
    }
  }
}
