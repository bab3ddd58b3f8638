package io.bytebucket.transfer.lines;

import io.bytebucket.transfer.lines.LinesException.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads files that {@link LinesWriter} wrote, a line at a time. */
public final class LinesReader {
  private LinesReader() {}

  /** Takes lines one after the other. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a line.
     *
     * @throws MalformedLineException when it does not say what it should
     */
    void take(JsonObject line) throws IOException;
  }

  /**
   * Hands on every line but the last one, in order. What is wrong with the file may show only at
   * its end, after lines were handed on.
   *
   * @return the last line, without what says that the file is whole
   * @throws LinesException when the file is cut, changed, or has a line that cannot be read
   */
  public static JsonObject read(Path file, Sink sink) throws IOException {
    try (LineInput in = new LineInput(file)) {
      MessageDigest digest = LinesWriter.newDigest();
      for (byte[] bytes = in.next(); bytes != null; bytes = in.next()) {
        Optional<JsonObject> last = take(file, in, bytes, digest, sink);
        if (last.isPresent()) {
          if (in.next() != null) {
            throw new LinesException(Fault.TRAILING, file, in.line(), "");
          }
          return last.get();
        }
        LinesWriter.digest(digest, bytes);
      }
      throw new LinesException(Fault.CUT, file, in.line(), "");
    }
  }

  private static Optional<JsonObject> take(
      Path file, LineInput in, byte[] bytes, MessageDigest digest, Sink sink) throws IOException {
    try {
      JsonObject line = JsonObject.parse(bytes);
      if (!line.has(LinesWriter.LINES)) {
        sink.take(line);
        return Optional.empty();
      }
      if (line.number(LinesWriter.LINES) != in.line() - 1
          || !line.text(LinesWriter.SHA256).equals(LinesWriter.hex(digest))) {
        throw new LinesException(Fault.CHANGED, file, 0, "");
      }
      return Optional.of(line);
    } catch (MalformedLineException e) {
      throw new LinesException(Fault.MALFORMED, file, in.line(), e.reason());
    }
  }
}
