package io.bytebucket.core.schema;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the fields of a record one after the other; {@link RecordReader} reads them in the same
 * order. The first byte of every record is its version. Not thread-safe.
 */
public final class RecordWriter {
  private final ByteArrayOutputStream out;

  /**
   * Starts a record.
   *
   * @param version the version of the record's layout, 1 to 127
   */
  public RecordWriter(int version) {
    out = new ByteArrayOutputStream(256);
    out.write(version);
  }

  /**
   * A number from 0 upwards: seven bits in each byte, the lowest bits first; the top bit is set in
   * all bytes but the last.
   */
  public RecordWriter number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a stored number is not negative");
    }
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** One byte, 0 for false and 1 for true. */
  public RecordWriter flag(boolean value) {
    out.write(value ? 1 : 0);
    return this;
  }

  /** The length of the bytes as a number, and then the bytes. */
  public RecordWriter bytes(byte[] value) {
    number(value.length);
    out.writeBytes(value);
    return this;
  }

  /** Text in UTF-8, as bytes. */
  public RecordWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** How many texts there are, then each. */
  public RecordWriter texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  /** A flag that tells whether there is one, then the text. */
  public RecordWriter optionalText(Optional<String> value) {
    flag(value.isPresent());
    value.ifPresent(this::text);
    return this;
  }

  /** How many pairs there are, then each name and value as text. */
  public RecordWriter textMap(Map<String, String> pairs) {
    number(pairs.size());
    pairs.forEach((name, value) -> text(name).text(value));
    return this;
  }

  /**
   * The number of an enum's constant. Such an enum says in its comment that the order of its
   * constants is stored, and tests read old records to hold it to that.
   */
  @SuppressWarnings("EnumOrdinal")
  public RecordWriter constant(Enum<?> value) {
    return number(value.ordinal());
  }

  /** The record so far. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
