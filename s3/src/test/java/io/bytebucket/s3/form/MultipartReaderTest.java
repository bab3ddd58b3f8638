package io.bytebucket.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body of multipart/form-data, taken apart however it arrives. */
class MultipartReaderTest {
  private static final String BOUNDARY = "--B";
  private static final int LIMIT_BYTES = 1 << 20;

  /** A field as it was read. */
  private record Field(PartHeader header, String value) {}

  private static String part(String name, String value) {
    return "----B\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static MemoryBudget.Share room() {
    return new MemoryBudget(1 << 20).share();
  }

  private static List<Field> read(InputStream source, IntSupplier readBytes) throws IOException {
    MultipartReader reader = new MultipartReader(source, BOUNDARY, LIMIT_BYTES, room());
    List<Field> fields = new ArrayList<>();
    for (Optional<PartHeader> part = reader.next(); part.isPresent(); part = reader.next()) {
      fields.add(new Field(part.get(), data(reader, readBytes)));
    }
    reader.finish();
    return fields;
  }

  private static String data(MultipartReader reader, IntSupplier readBytes) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    while (true) {
      byte[] bytes = new byte[readBytes.getAsInt()];
      int read = reader.read(bytes, 0, bytes.length);
      if (read < 0) {
        return data.toString(StandardCharsets.ISO_8859_1);
      }
      data.write(bytes, 0, read);
    }
  }

  private static InputStream arriving(String body, IntSupplier pieceBytes) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(length, pieceBytes.getAsInt()));
      }
    };
  }

  private static List<Field> read(String body) throws IOException {
    return read(arriving(body, () -> LIMIT_BYTES), () -> 100);
  }

  private static List<String> values(List<Field> fields) {
    return fields.stream().map(Field::value).toList();
  }

  @Test
  void aBodyIsTheSameInWhateverPiecesItArrives() throws IOException {
    String body = part("a", "1\r\n--") + part("b", "\r\n----") + part("c", "") + "----B--\r\n";

    for (int first = 1; first < body.length(); first++) {
      int split = first;
      boolean[] begun = new boolean[1];
      IntSupplier pieces =
          () -> {
            int piece = begun[0] ? LIMIT_BYTES : split;
            begun[0] = true;
            return piece;
          };
      assertThat(values(read(arriving(body, pieces), () -> 100)))
          .as("split after %d", first)
          .containsExactly("1\r\n--", "\r\n----", "");
    }
    assertThat(values(read(arriving(body, () -> 1), () -> 1)))
        .containsExactly("1\r\n--", "\r\n----", "");
  }

  @Test
  void randomBodiesAreReadAsTheyWereWritten() throws IOException {
    long seed = Long.getLong("bytebucket.seed", 20_261_123L);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<String> values = new ArrayList<>();
      StringBuilder body = new StringBuilder();
      for (int i = random.nextInt(4); i >= 0; i--) {
        String value = nearlyBoundaries(random);
        values.add(value);
        body.append(part("f" + i, value));
      }
      body.append("----B--");
      List<Field> fields =
          read(
              arriving(body.toString(), () -> 1 + random.nextInt(12)), () -> 1 + random.nextInt(9));
      assertThat(values(fields)).as("seed %d, round %d", seed, round).isEqualTo(values);
    }
  }

  /** Text of the boundary's own characters, without the boundary. */
  private static String nearlyBoundaries(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      value.append("\r\n----B".charAt(random.nextInt(7)));
    }
    while (value.indexOf("\r\n----B") >= 0) {
      value.deleteCharAt(value.indexOf("\r\n----B"));
    }
    return value.toString();
  }

  @Test
  void aPartLongerThanTheBufferIsReadWhole() throws IOException {
    String value = "x\r\n--y".repeat(50_000);
    MultipartReader reader =
        new MultipartReader(
            arriving(part("file", value) + "----B--", () -> 7_777), BOUNDARY, 1_000, room());

    assertThat(reader.next()).isPresent();
    reader.liftLimit();

    assertThat(data(reader, () -> 4_096)).isEqualTo(value);
    reader.finish();
  }

  @Test
  void aBodyThatEndsEarlyIsRefusedWhereverThatIs() {
    String body = part("a", "1") + part("b", "\r\n") + "----B--";

    for (int length = 0; length < body.length(); length++) {
      String cut = body.substring(0, length);
      assertThatThrownBy(() -> read(cut))
          .as(cut)
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> assertThat(e.code()).isEqualTo(S3ErrorCode.MALFORMED_POST_REQUEST));
    }
  }

  @Test
  void whatIsBeforeAndAfterTheBoundariesMeansNothing() throws IOException {
    assertThat(values(read("preamble\r\n" + part("a", "1") + "----B--\r\nepilogue ----B")))
        .containsExactly("1");
    assertThat(values(read("\r\n" + part("a", "1") + "----B--"))).containsExactly("1");
    assertThat(values(read("----B \t\r\n" + part("a", "1").substring(7) + "----B--")))
        .containsExactly("1");
    assertThat(read("----B--")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key=a&file=b",
        "----Bx\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n----B--",
        "----B-x\r\n",
        "----B\nContent-Disposition: form-data; name=a\n\n1\n----B--",
        "----B\r\n\r\n1\r\n----B--",
        "----B\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n----B--",
        "----B\r\nContent-Disposition: form-data\r\n\r\n1\r\n----B--",
        "----B\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n----B--",
        "----B\r\nContent-Disposition: form-data; name\r\n\r\n1\r\n----B--",
        "----B\r\nContent-Disposition: form-data; name=\"\u00ff\"\r\n\r\n1\r\n----B--",
      })
  void whatIsNotWellFormedIsRefused(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.code()).isEqualTo(S3ErrorCode.MALFORMED_POST_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preamble",
        "----B\r\nContent-Disposition: form-data; name=",
        "----B\r\nContent-Disposition: form-data; name=a\r\n\r\n",
        "----B                    ",
      })
  void nothingBeforeTheFileMayBeWithoutEnd(String start) {
    String body = start + "x".repeat(200) + part("a", "1") + "----B--";
    MultipartReader reader =
        new MultipartReader(
            arriving(body.replace("   x", "    "), () -> 50), BOUNDARY, 150, room());

    assertThatThrownBy(
            () -> {
              while (reader.next().isPresent()) {
                reader.text();
              }
            })
        .isInstanceOfSatisfying(
            S3Exception.class,
            e ->
                assertThat(e.code())
                    .isIn(
                        S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED,
                        S3ErrorCode.MALFORMED_POST_REQUEST));
  }

  @Test
  void allBeforeTheFileCountsToTheByte() throws IOException {
    String head = part("a", "12345") + part("file", "").substring(0, part("file", "").length() - 2);
    String body = head + "the file\r\n----B--";

    readToFile(body, head.length());

    assertThatThrownBy(() -> readToFile(body, head.length() - 1))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.code()).isEqualTo(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED));
  }

  private static void readToFile(String body, int limitBytes) throws IOException {
    MultipartReader reader =
        new MultipartReader(arriving(body, () -> LIMIT_BYTES), BOUNDARY, limitBytes, room());
    assertThat(reader.next().orElseThrow().name()).isEqualTo("a");
    assertThat(reader.text()).isEqualTo("12345");
    assertThat(reader.next().orElseThrow().name()).isEqualTo("file");
    reader.liftLimit();
    assertThat(reader.text()).isEqualTo("the file");
  }
}
