package io.bytebucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodingTest {
  @Test
  void everyAsciiCharacterButTheUnreservedIsEncodedInUpperCaseHex() {
    String unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (char c = 0; c < 0x80; c++) {
      String text = String.valueOf(c);
      String expected = unreserved.indexOf(c) >= 0 ? text : String.format("%%%02X", (int) c);
      assertThat(PercentCoding.encode(text, false)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "a/b c+d",   true,   "a/b%20c%2Bd"
          "a/b c+d",   false,  "a%2Fb%20c%2Bd"
          "",          true,   ""
          "ü",         false,  "%C3%BC"
          "日/本",      true,   "%E6%97%A5/%E6%9C%AC"
          "\uD83D\uDE00",  false,  "%F0%9F%98%80"
          """)
  void encodesUtf8ByteForByte(String text, boolean keepSlash, String encoded) {
    assertThat(PercentCoding.encode(text, keepSlash)).isEqualTo(encoded);
    assertThat(PercentCoding.decode(encoded, true)).contains(text);
  }

  @Test
  void plusIsASpaceInAQueryAndItselfInAPath() {
    assertThat(PercentCoding.decode("a+b%2Bc", true)).contains("a b+c");
    assertThat(PercentCoding.decode("a+b%2Bc", false)).contains("a+b+c");
  }

  @Test
  void hexMayBeInEitherCaseAndEncodedSlashesDecode() {
    assertThat(PercentCoding.decode("%c3%BC%2f%2F", false)).contains("ü//");
  }

  @Test
  void bytesThatAreNotEscapedAreTakenAsUtf8() {
    assertThat(PercentCoding.decode("ü%20日", false)).contains("ü 日");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%", "a%4", "%4", "%zz", "%4g", "%g4", "% 4", "%-1", "%+1", "%%41"})
  void anEscapeThatIsCutShortOrNotHexDoesNotDecode(String text) {
    assertThat(PercentCoding.decode(text, false)).isEmpty();
    assertThat(PercentCoding.decode(text, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%80", // a continuation that continues nothing
        "%C3", // cut short
        "%C3%28",
        "%C0%80", // an overlong form of zero
        "%E0%80%AF", // an overlong slash
        "%ED%A0%80", // half a surrogate pair
        "%F4%90%80%80", // past the last code point
        "%FF"
      })
  void bytesThatAreNotUtf8AreRefusedRatherThanReplaced(String text) {
    assertThat(PercentCoding.decode(text, false)).isEmpty();
  }

  @Test
  void digitsOfOtherScriptsAreNotHex() {
    // Full-width digits are digits to Character.digit.
    assertThat(PercentCoding.decode("%１１", false)).isEmpty();
  }

  @Test
  void whatIsEncodedDecodesToTheSame() {
    long seed = 20260301;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String text = randomText(random);
      boolean keepSlash = random.nextBoolean();
      String encoded = PercentCoding.encode(text, keepSlash);
      assertThat(encoded).as("seed %s round %s", seed, round).matches("[A-Za-z0-9._~%/-]*");
      assertThat(PercentCoding.decode(encoded, random.nextBoolean()))
          .as("seed %s round %s", seed, round)
          .contains(text);
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    while (text.length() < length) {
      int codePoint =
          random.nextInt(4) == 0
              ? random.nextInt(Character.MAX_CODE_POINT + 1)
              : random.nextInt(0x80);
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        text.appendCodePoint(codePoint);
      }
    }
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    return text.toString();
  }
}
