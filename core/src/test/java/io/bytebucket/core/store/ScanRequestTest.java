package io.bytebucket.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.store.ScanRequest.Fold;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanRequestTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0, /, a/b/c, a/",
        "2, /, a/b/c, a/b/",
        "1, /, a/b, a/",
        "0, /, /, /",
        "3, /, a/b, none",
        "0, /, abc, none",
        "0, --, a-b--c, a-b--",
        "0, --, a---b, a--",
        "0, abc, ab, none",
        "1, aa, aaa, aaa",
        "2, aa, aaa, none"
      })
  void aKeyFoldsUpToTheFirstDelimiterAfterThePrefix(
      int prefixLength, String delimiter, String key, String folded) {
    Fold fold = new Fold(prefixLength, delimiter.getBytes(StandardCharsets.UTF_8));
    assertThat(fold.prefixOf(key(key)))
        .isEqualTo(Optional.ofNullable(folded).map(ScanRequestTest::key));
  }

  @Test
  void limitsAndDelimitersHaveASize() {
    assertThatThrownBy(() -> ScanRequest.prefix(key("a"), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ScanRequest.prefix(key("a"), ScanRequest.LIMIT_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fold(0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPrefixIsTheRangeOfItsKeys() {
    assertThat(ScanRequest.prefix(key("ab"), 7))
        .isEqualTo(ScanRequest.range(key("ab"), key("ac"), 7));
  }

  private static Key key(String text) {
    return Key.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
