package io.bytebucket.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
  @Test
  void hasAtLeastOneByte() {
    assertThatThrownBy(() -> Key.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesAreUnsignedAndAShorterKeyComesFirst() {
    assertThat(new Key[] {key("00"), key("0000"), key("7f"), key("80"), key("80ff"), key("ff")})
        .isSorted();
  }

  @Test
  void equalBytesAreEqualKeys() {
    assertThat(key("0102")).isEqualTo(key("0102")).hasSameHashCodeAs(key("0102"));
    assertThat(key("0102")).isNotEqualTo(key("0103")).hasToString("0102");
    assertThat(key("0102").tag()).isEqualTo((byte) 1);
  }

  @ParameterizedTest
  @CsvSource({
    "00, 01",
    "61, 62",
    "7f, 80",
    "fe, ff",
    "61ff, 62",
    "61ffff, 62",
    "ff61, ff62",
    "61ff00, 61ff01"
  })
  void theEndOfAPrefixIsTheNextPrefixOfItsLengthOrShorter(String prefix, String end) {
    assertThat(key(prefix).afterPrefix()).isEqualTo(key(end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "ffff", "ffffffff"})
  void noKeyFollowsAPrefixOfHighestBytes(String prefix) {
    assertThatThrownBy(() -> key(prefix).afterPrefix()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theNextKeyIsTheSmallestLargerOne() {
    assertThat(key("61").next()).isEqualTo(key("6100"));
    assertThat(key("ff").next()).isEqualTo(key("ff00"));
  }

  @Test
  void aKeyHasAPrefixExactlyWhenItIsBetweenThePrefixAndItsEnd() {
    long seed = 99;
    System.out.println("KeyTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Key prefix = random(random, 3);
      Key key = random(random, 5);
      if (prefix.bytes()[0] != (byte) 0xFF) {
        boolean inside = key.compareTo(prefix) >= 0 && key.compareTo(prefix.afterPrefix()) < 0;
        assertThat(key.startsWith(prefix)).as("%s of %s", prefix, key).isEqualTo(inside);
      }
      assertThat(key.next()).isGreaterThan(key);
    }
  }

  /** Few byte values, so that prefixes do occur. */
  private static Key random(Random random, int limitBytes) {
    byte[] bytes = new byte[1 + random.nextInt(limitBytes)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = new byte[] {0, 0x61, (byte) 0xFE, (byte) 0xFF}[random.nextInt(4)];
    }
    return Key.of(bytes);
  }

  private static Key key(String hex) {
    return Key.of(HexFormat.of().parseHex(hex));
  }
}
