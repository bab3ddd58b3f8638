package io.bytebucket.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span, as a collector is told of it.
 *
 * @param parentId empty when it has none
 * @param isError whether it says so
 * @param attributes texts, and numbers as texts
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
 */
public record OtlpSpan(
    String traceId,
    String spanId,
    String parentId,
    String name,
    boolean isError,
    Map<String, String> attributes) {
  private static final int BYTES = 2;
  private static final long STATUS_ERROR = 2;

  /** A field of a message: its bytes, or its number. */
  @SuppressWarnings("ArrayRecordComponent") // looked at once, and never compared
  private record Field(int number, byte[] bytes, long value) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String hex() {
      return HexFormat.of().formatHex(bytes);
    }
  }

  /** The spans of a request to a collector. */
  static List<OtlpSpan> all(byte[] request) {
    List<OtlpSpan> spans = new ArrayList<>();
    for (Field ofResource : with(1, request)) {
      for (Field ofScope : with(2, ofResource.bytes())) {
        for (Field span : with(2, ofScope.bytes())) {
          spans.add(span(span.bytes()));
        }
      }
    }
    return spans;
  }

  private static OtlpSpan span(byte[] message) {
    Map<String, String> attributes = new TreeMap<>();
    for (Field attribute : with(9, message)) {
      attributes.put(one(1, attribute.bytes()).text(), value(one(2, attribute.bytes()).bytes()));
    }
    boolean isError =
        with(15, message).stream()
            .flatMap(status -> with(3, status.bytes()).stream())
            .anyMatch(code -> code.value() == STATUS_ERROR);
    return new OtlpSpan(
        one(1, message).hex(),
        one(2, message).hex(),
        one(4, message).hex(),
        one(5, message).text(),
        isError,
        attributes);
  }

  private static String value(byte[] message) {
    Field found = fields(message).getFirst();
    return found.number() == 1 ? found.text() : Long.toString(found.value());
  }

  private static Field one(int number, byte[] message) {
    List<Field> found = with(number, message);
    return found.isEmpty() ? new Field(number, new byte[0], 0) : found.getFirst();
  }

  private static List<Field> with(int number, byte[] message) {
    return fields(message).stream().filter(field -> field.number() == number).toList();
  }

  private static List<Field> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >> 3);
      int type = (int) (tag & 7);
      fields.add(
          switch (type) {
            case 0 -> new Field(number, new byte[0], varint(in));
            case 1 -> new Field(number, new byte[0], in.getLong());
            case BYTES -> {
              byte[] bytes = new byte[(int) varint(in)];
              in.get(bytes);
              yield new Field(number, bytes, 0);
            }
            case 5 -> new Field(number, new byte[0], in.getInt());
            default -> throw new IllegalArgumentException("no such type of a field: " + type);
          });
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
