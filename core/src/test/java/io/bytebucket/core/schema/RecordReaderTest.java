package io.bytebucket.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private enum Colour {
    RED,
    GREEN
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "300, ac02",
    "16383, ff7f",
    "16384, 808001",
    "2147483647, ffffffff07",
    "9223372036854775807, ffffffffffffffff7f"
  })
  void numbersAreSevenBitsAByteLowestFirst(long number, String hex) {
    assertThat(new RecordWriter(1).number(number).toBytes()).isEqualTo(bytes("01" + hex));
    assertThat(reader(hex).number()).isEqualTo(number);
  }

  @Test
  void aNegativeNumberIsNotWritten() {
    assertThatThrownBy(() -> new RecordWriter(1).number(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8000", "ff00", "808000", "ffffffffffffffffff01", "808080808080808080", "80", ""})
  void aNumberThatIsTooLongOrCutShortIsCorrupt(String hex) {
    requireCorrupt(() -> reader(hex).number());
  }

  @Test
  void aSmallNumberFitsIntoAnInt() {
    assertThat(reader("ffffffff07").smallNumber()).isEqualTo(Integer.MAX_VALUE);
    requireCorrupt(() -> reader("8080808008").smallNumber());
  }

  @Test
  void everyKindOfFieldIsReadAsWritten() {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("z", "last first");
    pairs.put("", "");
    pairs.put("ü", "日本");
    byte[] record =
        new RecordWriter(3)
            .flag(true)
            .flag(false)
            .bytes(new byte[] {1, 2, 3})
            .text("grün")
            .optionalText(Optional.of("x"))
            .optionalText(Optional.empty())
            .textMap(pairs)
            .constant(Colour.GREEN)
            .toBytes();
    RecordReader in = new RecordReader("test", record, 3);
    assertThat(in.version()).isEqualTo(3);
    assertThat(in.flag()).isTrue();
    assertThat(in.flag()).isFalse();
    assertThat(in.bytes()).containsExactly(1, 2, 3);
    assertThat(in.text()).isEqualTo("grün");
    assertThat(in.optionalText()).contains("x");
    assertThat(in.optionalText()).isEmpty();
    assertThat(new ArrayList<>(in.textMap().entrySet())).isEqualTo(List.copyOf(pairs.entrySet()));
    assertThat(in.constant(Colour.values())).isEqualTo(Colour.GREEN);
    in.end();
  }

  @Test
  void onlyKnownVersionsAreRead() {
    for (int version = 1; version <= 5; version++) {
      assertThat(new RecordReader("test", new byte[] {(byte) version}, 5).version())
          .isEqualTo(version);
    }
    requireCorrupt(() -> new RecordReader("test", new byte[] {6}, 5));
    requireCorrupt(() -> new RecordReader("test", new byte[] {0}, 5));
    requireCorrupt(() -> new RecordReader("test", new byte[] {-1}, 5));
    requireCorrupt(() -> new RecordReader("test", new byte[0], 5));
  }

  @Test
  void whatDoesNotFitIsCorrupt() {
    requireCorrupt(() -> reader("02").flag());
    requireCorrupt(() -> reader("03aabb").bytes());
    requireCorrupt(() -> reader("ffffffffffffffff7f").count());
    requireCorrupt(() -> reader("02").constant(Colour.values()));
    requireCorrupt(() -> reader("00").end());
    requireCorrupt(() -> reader("").flag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0180", "02c328", "02c080", "03eda080", "01ff", "04efbfbd80"})
  void textThatIsNotUtf8IsCorrupt(String hex) {
    requireCorrupt(() -> reader(hex).text());
  }

  @Test
  void theReplacementCharacterItselfIsText() {
    assertThat(reader("03efbfbd").text()).isEqualTo("\uFFFD");
  }

  @Test
  void aNameTwiceIsCorrupt() {
    requireCorrupt(() -> reader("02" + "0161" + "0162" + "0161" + "0163").textMap());
  }

  @Test
  void whatIsReadCannotBeChanged() {
    Map<String, String> pairs = reader("01" + "0161" + "0162").textMap();
    assertThatThrownBy(() -> pairs.put("c", "d")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theFailureNamesTheRecord() {
    assertThatThrownBy(() -> reader("02").flag())
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.Corrupt("test", "flag")));
  }

  /** Each field writes itself, and reads itself back into the next record. */
  private record Field(
      Consumer<RecordWriter> write, Function<RecordReader, Consumer<RecordWriter>> read) {}

  @Test
  void damageOfRandomRecordsIsFoundOrMakesAnotherRecordOfThoseBytes() {
    long seed = 4711;
    System.out.println("RecordReaderTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      List<Field> fields = new ArrayList<>();
      int count = 1 + random.nextInt(8);
      while (fields.size() < count) {
        fields.add(field(random));
      }
      RecordWriter out = new RecordWriter(1);
      fields.forEach(field -> field.write().accept(out));
      Damage.requireFound(out.toBytes(), record -> again(record, fields));
    }
  }

  private static byte[] again(byte[] record, List<Field> fields) {
    RecordReader in = new RecordReader("test", record, 1);
    RecordWriter out = new RecordWriter(in.version());
    fields.forEach(field -> field.read().apply(in).accept(out));
    in.end();
    return out.toBytes();
  }

  private static Field field(Random random) {
    long number = random.nextLong() >>> (1 + random.nextInt(63));
    String text = "ä日".repeat(random.nextInt(4)) + random.nextInt(100);
    boolean flag = random.nextBoolean();
    Optional<String> optional = flag ? Optional.of(text) : Optional.empty();
    Map<String, String> pairs = flag ? Map.of("a" + text, text, "b", "c") : Map.of();
    return switch (random.nextInt(7)) {
      case 0 ->
          new Field(out -> out.number(number), in -> write(RecordWriter::number, in.number()));
      case 1 -> new Field(out -> out.flag(flag), in -> write(RecordWriter::flag, in.flag()));
      case 2 -> new Field(out -> out.text(text), in -> write(RecordWriter::text, in.text()));
      case 3 ->
          new Field(
              out -> out.bytes(new byte[(int) (number & 0xF)]),
              in -> write(RecordWriter::bytes, in.bytes()));
      case 4 ->
          new Field(
              out -> out.optionalText(optional),
              in -> write(RecordWriter::optionalText, in.optionalText()));
      case 5 ->
          new Field(out -> out.textMap(pairs), in -> write(RecordWriter::textMap, in.textMap()));
      default ->
          new Field(
              out -> out.constant(flag ? Colour.RED : Colour.GREEN),
              in -> write(RecordWriter::constant, in.constant(Colour.values())));
    };
  }

  /** A method of the writer that writes one value. */
  @FunctionalInterface
  private interface Write<V> {
    RecordWriter apply(RecordWriter out, V value);
  }

  private static <V> Consumer<RecordWriter> write(Write<V> write, V value) {
    return out -> write.apply(out, value);
  }

  private static RecordReader reader(String hex) {
    return new RecordReader("test", bytes("01" + hex), 1);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static void requireCorrupt(ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class));
  }
}
