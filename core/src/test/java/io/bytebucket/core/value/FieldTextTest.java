package io.bytebucket.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b", "\t", "attachment; filename=\"ü.txt\"", "\uD83D\uDE00"})
  void whatHoldsNoControlCharacterIsAValue(String text) {
    assertThat(FieldText.isValue(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "a\r", "a\u0000b", "\u001F", "\u007F"})
  void whatWouldEndAFieldIsNoValue(String text) {
    assertThat(FieldText.isValue(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "A-z_0.9", "!#$%&'*+-.^_`|~"})
  void aTokenIsPartOfAName(String text) {
    assertThat(FieldText.isNamePart(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "a b", "a:", "(", ")", "<", "@", ",", ";", "\\", "\"", "/", "[", "?", "=", "{", "ü",
        "\t"
      })
  void whatIsNoTokenIsNoPartOfAName(String text) {
    assertThat(FieldText.isNamePart(text)).isFalse();
  }
}
