package io.bytebucket.core.schema;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@link RecordWriter} wrote. Whatever does not fit fails with {@link Failure.Corrupt},
 * so that a damaged record is never taken for another one. Not thread-safe.
 */
public final class RecordReader {
  private final String subject;
  private final byte[] bytes;
  private final int version;
  private int at;

  /**
   * Starts to read a record.
   *
   * @param subject what kind of record this is, for the failure
   * @param newestVersion the newest version that the caller knows
   * @throws StoreException with {@link Failure.Corrupt} when the version is not between 1 and that
   */
  public RecordReader(String subject, byte[] bytes, int newestVersion) {
    this.subject = subject;
    this.bytes = bytes;
    this.version = bytes.length == 0 ? 0 : bytes[0];
    this.at = 1;
    if (version < 1 || version > newestVersion) {
      throw corrupt("version");
    }
  }

  /** The version of the record's layout. */
  public int version() {
    return version;
  }

  /** A number, which must be written in its shortest form. */
  public long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte next = next();
      value |= (long) (next & 0x7F) << shift;
      if (next == 0 && shift > 0) {
        break;
      }
      if (next >= 0) {
        return value;
      }
    }
    throw corrupt("number");
  }

  /** A number that fits into an {@code int}. */
  public int smallNumber() {
    long value = number();
    if (value > Integer.MAX_VALUE) {
      throw corrupt("number");
    }
    return (int) value;
  }

  /**
   * A number of things that follow in this record, so there cannot be more than it has bytes left.
   */
  public int count() {
    long count = number();
    if (count > bytes.length - at) {
      throw corrupt("count");
    }
    return (int) count;
  }

  /** A flag. */
  public boolean flag() {
    return switch (next()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw corrupt("flag");
    };
  }

  /** Bytes. */
  public byte[] bytes() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** Text. */
  public String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    // Decoding puts this character in place of what is not UTF-8.
    if (text.indexOf('\uFFFD') >= 0) {
      byte[] exact = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(exact, 0, exact.length, bytes, at, at + length)) {
        throw corrupt("text");
      }
    }
    at += length;
    return text;
  }

  /** Texts, in the order written; not to be changed. */
  public List<String> texts() {
    int size = count();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(text());
    }
    return List.copyOf(texts);
  }

  /** A text that may be missing. */
  public Optional<String> optionalText() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  /** Pairs of text, in the order written; not to be changed. */
  public Map<String, String> textMap() {
    int size = count();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (pairs.putIfAbsent(text(), text()) != null) {
        throw corrupt("a name twice");
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  /**
   * The constant of an enum whose number was written.
   *
   * @param constants the constants in the order of their numbers; a number never changes its
   *     meaning
   */
  public <E> E constant(E[] constants) {
    long number = number();
    if (number >= constants.length) {
      throw corrupt("constant");
    }
    return constants[(int) number];
  }

  /** Ends the record. If there are bytes left, the record is not what it says it is. */
  public void end() {
    if (at != bytes.length) {
      throw corrupt("trailing bytes");
    }
  }

  /** A failure that names this record. */
  public StoreException corrupt(String detail) {
    return new StoreException(new Failure.Corrupt(subject, detail));
  }

  private byte next() {
    if (at >= bytes.length) {
      throw corrupt("cut short");
    }
    return bytes[at++];
  }
}
