package io.bytebucket.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.failure.TagFault;
import io.bytebucket.core.failure.TagFault.Tagged;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TagsTest {
  /** A character of two UTF-16 units counts as one. */
  private static final String WIDE = "\uD835\uDD38";

  static Stream<Map.Entry<String, String>> allowed() {
    return Stream.of(
        Map.entry("a", ""),
        Map.entry("größe", "日本"),
        Map.entry("a b", " "),
        Map.entry("_.:/=+-@", "_.:/=+-@"),
        Map.entry("AWS:a", "aws:"),
        Map.entry("a".repeat(128), "b".repeat(256)),
        Map.entry(WIDE.repeat(128), WIDE.repeat(256)));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void lettersDigitsSpacesAndAFewMarksMayBeInATag(Map.Entry<String, String> tag) {
    Map<String, String> one = Map.of(tag.getKey(), tag.getValue());

    assertThat(Tags.ofObject(one).values()).isEqualTo(one);
    assertThat(Tags.ofBucket(one).values()).isEqualTo(one);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("", "", new TagFault.InvalidKey("")),
        Arguments.of("a".repeat(129), "", new TagFault.InvalidKey("a".repeat(129))),
        Arguments.of("a*", "", new TagFault.InvalidKey("a*")),
        Arguments.of("a\n", "", new TagFault.InvalidKey("a\n")),
        Arguments.of("a", "b".repeat(257), new TagFault.InvalidValue("a", "b".repeat(257))),
        Arguments.of("a", "?", new TagFault.InvalidValue("a", "?")),
        // The value is looked at before the prefix.
        Arguments.of("aws:a", "?", new TagFault.InvalidValue("aws:a", "?")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatNoTagMayBeIsRefused(String key, String value, TagFault fault) {
    for (Tagged of : Tagged.values()) {
      assertThat(Refused.because(() -> Tags.builder(of).add(key, value)))
          .isEqualTo(new Failure.InvalidTags(fault));
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePrefixOfTheSystemIsReserved(Tagged of) {
    assertThat(Refused.because(() -> Tags.builder(of).add("aws:a", "")))
        .isEqualTo(new Failure.InvalidTags(new TagFault.ReservedKey(of, "aws:a")));
  }

  @Test
  void aKeyStandsOnceInTheCaseItWasGivenIn() {
    Tags.Builder tags = Tags.builder(Tagged.OBJECT).add("a", "1").add("A", "2");

    assertThat(Refused.because(() -> tags.add("a", "3")))
        .isEqualTo(new Failure.InvalidTags(new TagFault.DuplicateKey("a")));
    assertThat(tags.build().values()).containsExactly(Map.entry("a", "1"), Map.entry("A", "2"));
  }

  @Test
  void anObjectHasAtMost10TagsAndABucket50() {
    assertThat(Tags.ofObject(tags(10)).values()).hasSize(10);
    assertThat(Refused.because(() -> Tags.ofObject(tags(11))))
        .isEqualTo(new Failure.InvalidTags(new TagFault.TooMany(Tagged.OBJECT, 10)));
    assertThat(Tags.ofBucket(tags(50)).values()).hasSize(50);
    assertThat(Refused.because(() -> Tags.ofBucket(tags(51))))
        .isEqualTo(new Failure.InvalidTags(new TagFault.TooMany(Tagged.BUCKET, 50)));
  }

  @Test
  void theOrderIsThatInWhichTheyWereGiven() {
    assertThat(Tags.ofBucket(tags(30)).values()).containsExactlyEntriesOf(tags(30));
  }

  @Test
  void tagsOfABucketAreNotThoseOfAnObject() {
    assertThat(Tags.none(Tagged.OBJECT).valuesOf(Tagged.OBJECT)).isEmpty();
    assertThatThrownBy(() -> Tags.none(Tagged.BUCKET).valuesOf(Tagged.OBJECT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, String> tags(int count) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = count; i > 0; i--) {
      tags.put("k" + i, "v");
    }
    return tags;
  }
}
