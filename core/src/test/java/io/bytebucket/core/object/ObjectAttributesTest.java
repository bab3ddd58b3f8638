package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectAttributesTest {
  @Test
  void userMetadataIsLimitedInBytesOfNamesAndValues() {
    ObjectAttributes most = attributes(Map.of("ü", "日".repeat(682)));
    assertThat(most.user()).hasSize(1);
    assertThatThrownBy(() -> attributes(Map.of("ü", "日".repeat(682) + "x")))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.MetadataTooLarge(2_049, 2_048)));
    assertThatThrownBy(() -> attributes(Map.of("a", "x".repeat(1_023), "b", "x".repeat(1_024))))
        .isInstanceOf(StoreException.class);
  }

  private static ObjectAttributes attributes(Map<String, String> user) {
    return new ObjectAttributes(
        ReadConditionsTest.object().attributes().system(),
        user,
        Map.of(),
        ObjectAttributes.STANDARD);
  }
}
