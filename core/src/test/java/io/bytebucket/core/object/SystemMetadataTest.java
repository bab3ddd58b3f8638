package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemMetadataTest {
  @Test
  void allFieldsTogetherHaveAtMost8KiB() {
    SystemMetadata most = metadata("t".repeat(1_024), "日".repeat(2_389), "x");
    assertThat(most.requireSendable()).isSameAs(most);

    SystemMetadata more = metadata("t".repeat(1_024), "日".repeat(2_389), "xx");
    assertThat(Refused.because(more::requireSendable))
        .isEqualTo(new Failure.MetadataTooLarge(8_193, 8_192));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r", "\u0000", "\u007F"})
  void aValueThatWouldEndItsFieldIsRefused(String value) {
    assertThat(Refused.because(metadata("text/plain", value, "x")::requireSendable))
        .isEqualTo(new Failure.InvalidMetadataValue(value));
    assertThat(Refused.because(metadata(value, "a", "x")::requireSendable))
        .isEqualTo(new Failure.InvalidMetadataValue(value));
  }

  @Test
  void userMetadataHasNamesAndValuesThatCanBeSentBack() {
    ObjectAttributes.requireSendable("", "");
    ObjectAttributes.requireSendable("a-b_c", "ü\t1");

    assertThat(Refused.because(() -> ObjectAttributes.requireSendable("a b", "")))
        .isEqualTo(new Failure.InvalidUserMetadata("a b"));
    assertThat(Refused.because(() -> ObjectAttributes.requireSendable("a", "\n")))
        .isEqualTo(new Failure.InvalidUserMetadata("a"));
  }

  private static SystemMetadata metadata(String type, String disposition, String expires) {
    return new SystemMetadata(
        type,
        Optional.empty(),
        Optional.of(disposition),
        Optional.empty(),
        Optional.empty(),
        Optional.of(expires));
  }
}
