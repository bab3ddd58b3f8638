package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.failure.StoreException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  private static final String FOUR_BYTES = "\uD83D\uDE00";

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "日", FOUR_BYTES, "\u0000", "\u007F", "\uFFFF"})
  void a1024ByteKeyIsTakenAndOneByteMoreIsNot(String character) {
    int bytes = new ObjectKey(character).toBytes().length;
    String most = character.repeat(1_024 / bytes) + "x".repeat(1_024 % bytes);
    assertThat(new ObjectKey(most).toBytes()).hasSize(1_024);
    assertThatThrownBy(() -> new ObjectKey(most + "x"))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.KeyTooLong(1_025, 1_024)));
  }

  @Test
  void aKeyIsNotEmpty() {
    assertThat(Refused.because(() -> new ObjectKey(""))).isEqualTo(new Failure.InvalidKey(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a/", "a/b", "a//b", "/a", "a/./b", "a/../b", ".", "..", "\r\n", " "})
  void aKeyIsWhatItIs(String key) {
    // Field survey 16.
    assertThat(new ObjectKey(key).value()).isEqualTo(key);
    assertThat(new String(new ObjectKey(key).toBytes(), StandardCharsets.UTF_8)).isEqualTo(key);
  }

  @Test
  void halfASurrogatePairHasNoBytesOfItsOwn() {
    // UTF-8 would make a question mark of it: another object.
    char high = FOUR_BYTES.charAt(0);
    char low = FOUR_BYTES.charAt(1);
    for (String half :
        new String[] {"" + high, "" + low, "a" + high, high + "a", low + "" + high}) {
      assertThat(Refused.because(() -> new ObjectKey(half)))
          .isEqualTo(new Failure.InvalidKey(half));
    }
    assertThat(new ObjectKey(FOUR_BYTES + FOUR_BYTES).toBytes()).hasSize(8);
  }
}
