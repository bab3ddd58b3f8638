package io.bytebucket.s3.form;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes a body of {@code multipart/form-data} apart while it arrives. Memory is one buffer,
 * whatever the length of a part. Until {@link #liftLimit}, all that is read counts against a limit.
 * For one thread.
 *
 * <p>Refuses what is not well-formed with {@link S3ErrorCode#MALFORMED_POST_REQUEST}, and a body
 * that ends before its closing boundary too: what was read of a part counts only when {@link
 * #finish} has returned.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartReader {
  /** The longest boundary, as RFC 2046 has it. */
  static final int BOUNDARY_LIMIT_CHARS = 70;

  /** Much longer than a delimiter, and small: many forms may stall in their fields. */
  private static final int FIELD_BUFFER_BYTES = 2 << 10;

  private static final int FILE_BUFFER_BYTES = 16 << 10;

  /**
   * What is made of a byte before the file takes so many at the most: some fifty bytes on the wire
   * can be a field, with its texts and its places in two tables.
   */
  private static final int COST_OF_FIELD_BYTE = 6;

  private static final int RETRY_AFTER_SECONDS = 1;

  private final InputStream source;
  private final byte[] delimiter;
  private final MemoryBudget.Share memory;
  private byte[] buffer = new byte[FIELD_BUFFER_BYTES];
  private int position;
  private int limit;

  /** What is in the buffer before this place is data of the part. */
  private int dataEnd;

  private boolean inPart;
  private boolean closed;
  private long leftBytes;

  /**
   * @param boundary what the request's content type says
   * @param limitBytes how much may be read before the limit is lifted
   * @param memory what is read before that takes several times its length of this
   */
  MultipartReader(InputStream source, String boundary, int limitBytes, MemoryBudget.Share memory) {
    this.source = source;
    this.memory = memory;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first delimiter has no line end before it. With one in its place it is as all others, and
    // what comes before it, which means nothing, is as a part that is skipped.
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
    inPart = true;
    leftBytes = limitBytes + 2L;
  }

  /** Goes to the next part, past what is left of this one; empty at the closing boundary. */
  Optional<PartHeader> next() throws IOException {
    skipPart();
    if (closed) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    inPart = true;
    return Optional.of(PartHeader.parse(lines).orElseThrow(MultipartReader::malformed));
  }

  /**
   * Reads data of the part, like an {@link InputStream}.
   *
   * @param length at least 1
   */
  int read(byte[] bytes, int offset, int length) throws IOException {
    while (inPart && position == dataEnd) {
      findData();
    }
    if (!inPart) {
      return -1;
    }
    int count = Math.min(length, dataEnd - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    advance(count);
    return count;
  }

  /** Reads the rest of the part as text. */
  String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] bytes = new byte[1_024];
    for (int read = read(bytes, 0, bytes.length); read >= 0; read = read(bytes, 0, bytes.length)) {
      text.write(bytes, 0, read);
    }
    return utf8(text);
  }

  /** From here on any amount may be read. */
  void liftLimit() {
    leftBytes = Long.MAX_VALUE;
    buffer = Arrays.copyOf(buffer, FILE_BUFFER_BYTES);
  }

  /** Passes over all further parts, and requires the closing boundary and then the body's end. */
  void finish() throws IOException {
    skipPart();
    while (!closed) {
      // A part that means nothing may have any header: it is skipped as if it were data.
      inPart = true;
      skipPart();
    }
    while (source.read(buffer, 0, buffer.length) >= 0) {
      // What follows the closing boundary means nothing, but the body must be as long as declared.
    }
  }

  private void skipPart() throws IOException {
    while (inPart) {
      advance(dataEnd - position);
      findData();
    }
  }

  /** Finds out how far the data goes from here; where it ends, passes over the delimiter. */
  private void findData() throws IOException {
    int candidate = position;
    while (candidate < limit && !isDelimiterOrCut(candidate)) {
      candidate++;
    }
    dataEnd = candidate;
    if (candidate > position) {
      return;
    }
    if (limit - position < delimiter.length) {
      fill();
      return;
    }
    advance(delimiter.length);
    inPart = false;
    endDelimiter();
  }

  /** Whether the delimiter is at that place, as far as the buffer goes. */
  private boolean isDelimiterOrCut(int start) {
    int length = Math.min(delimiter.length, limit - start);
    for (int i = 0; i < length; i++) {
      if (buffer[start + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** A delimiter ends its line, but for spaces; with two dashes it is the last. */
  private void endDelimiter() throws IOException {
    byte b = take();
    if (b == '-') {
      require(take(), '-');
      closed = true;
      return;
    }
    while (b == ' ' || b == '\t') {
      b = take();
    }
    require(b, '\r');
    require(take(), '\n');
  }

  /** A line of a part's header, without its end. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b = take(); b != '\r'; b = take()) {
      line.write(b);
    }
    require(take(), '\n');
    return utf8(line);
  }

  private byte take() throws IOException {
    if (position == limit) {
      fill();
    }
    byte b = buffer[position];
    advance(1);
    return b;
  }

  private void advance(int bytes) {
    leftBytes -= bytes;
    if (leftBytes < 0) {
      throw new S3Exception(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
    }
    position += bytes;
    dataEnd = Math.max(dataEnd, position);
  }

  /** Reads more behind what is left in the buffer, which is always less than a delimiter. */
  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    dataEnd = 0;
    int read = source.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      throw malformed();
    }
    if (buffer.length == FIELD_BUFFER_BYTES
        && !memory.tryGrowUnproved((long) COST_OF_FIELD_BYTE * read)) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    limit += read;
  }

  private static String utf8(ByteArrayOutputStream bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed();
    }
  }

  private static void require(byte found, char expected) {
    if (found != expected) {
      throw malformed();
    }
  }

  private static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST);
  }
}
