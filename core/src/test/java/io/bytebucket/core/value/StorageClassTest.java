package io.bytebucket.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.object.ObjectAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageClassTest {
  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsName(StorageClass each) {
    assertThat(StorageClass.named(each.name())).isEqualTo(each);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "standard", "STANDARD ", "COLD"})
  void anotherNameIsRefused(String name) {
    assertThat(Refused.because(() -> StorageClass.named(name)))
        .isEqualTo(new Failure.InvalidStorageClass(name));
  }

  @Test
  void objectsAreStandardWhereNothingIsSaid() {
    assertThat(StorageClass.named(ObjectAttributes.STANDARD)).isEqualTo(StorageClass.STANDARD);
  }
}
