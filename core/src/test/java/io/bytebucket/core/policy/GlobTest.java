package io.bytebucket.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  private static final int FORMS = 20_000;

  static Glob glob(String text) {
    return Glob.of(
        text.codePoints().map(c -> c == '*' ? Glob.STAR : c == '?' ? Glob.ONE : c).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "a, a, true",
    "a, ab, false",
    "*, '', true",
    "*, a/b, true",
    "a*, a/b, true",
    "a*, b, false",
    "*b, aab, true",
    "a*a, a, false",
    "a*a, aa, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a?c, a\uD83D\uDE00c, true",
    "a??c, a\uD83D\uDE00c, false",
    "*a?b*, xxaabaab, true",
    "*aab*aab*, xaaabxaab, true",
    "*aab*aab*, xaaabxaba, false",
    "*ab, abb, false",
    "ä*, ärger, true",
  })
  void aTextHasTheFormOrNot(String form, String text, boolean isMatch) {
    assertThat(glob(form).matches(text)).isEqualTo(isMatch);
  }

  @Test
  void aPatternOfTenThousandStarsIsNoMoreThanOne() {
    Glob stars = glob("*".repeat(10_000));
    assertThat(stars.matches("a".repeat(10_000))).isTrue();
    Glob between = glob("*a".repeat(5_000) + "b");
    assertThat(between.matches("a".repeat(10_000))).isFalse();
    assertThat(between.matches("a".repeat(4_999) + "b")).isFalse();
    assertThat(between.matches("a".repeat(10_000) + "b")).isTrue();
  }

  @Test
  void aLongRunOfOneCharacterIsFoundBehindManyOfThem() {
    for (String run : new String[] {"a".repeat(5_000) + "b", "a?".repeat(2_500) + "b"}) {
      Glob form = glob("*" + run + "*");
      assertThat(form.matches("a".repeat(8_000) + "bc")).isTrue();
      assertThat(form.matches("a".repeat(8_000) + "c")).isFalse();
    }
  }

  /** What a regular expression says, for short texts over few characters. */
  @Test
  void everyFormMeansWhatTheRegularExpressionDoes() {
    long seed = 20_261_128;
    Random random = new Random(seed);
    for (int i = 0; i < FORMS; i++) {
      String form = random(random, "ab*?\uD83D\uDE00", 12);
      String text = random(random, "ab\uD83D\uDE00", 14);
      String expression =
          form.codePoints()
              .mapToObj(
                  c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
              .collect(Collectors.joining());
      assertThat(glob(form).matches(text))
          .as("seed %d: %s on %s", seed, form, text)
          .isEqualTo(Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches());
    }
  }

  private static String random(Random random, String characters, int longest) {
    int[] all = characters.codePoints().toArray();
    return random
        .ints(random.nextInt(longest), 0, all.length)
        .map(i -> all[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
