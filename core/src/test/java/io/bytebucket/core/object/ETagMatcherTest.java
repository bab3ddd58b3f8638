package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagMatcherTest {
  // Field survey 18: with and without quotes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ",
        "abc",
        "\"abc\"",
        " \"abc\" ",
        "W/\"abc\"",
        "\"x\", \"abc\"",
        "x,abc",
        "\"x\",W/\"abc\",\"y\"",
        "\"abc\","
      })
  void matchesTheTag(String header) {
    assertThat(ETagMatcher.parse(header).matches(new ETag("abc"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\"",
        "ab",
        "\"ABC\"",
        "abcd",
        "\"abc",
        "w/\"abc\"",
        "\"*\"",
        "\"x\", *",
        ","
      })
  void doesNotMatchTheTag(String header) {
    assertThat(ETagMatcher.parse(header).matches(new ETag("abc"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0123-2, 0123-2, true", "0123-2, 0123, false", "0123, 0123-2, false"})
  void aTagOfAnUploadInPartsIsTakenAsAWhole(String header, String tag, boolean matches) {
    assertThat(ETagMatcher.parse('"' + header + '"').matches(new ETag(tag))).isEqualTo(matches);
  }
}
