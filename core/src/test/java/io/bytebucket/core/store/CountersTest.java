package io.bytebucket.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Fixture;
import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void readsAndWritesTheBytesOfVersionOne() {
    assertThat(Counters.decode(Fixture.read("v1/counter"))).isEqualTo(1_234_567_890_123L);
    assertThat(Counters.decode(Fixture.read("v1/counter-negative"))).isEqualTo(-2);
    assertThat(Counters.encode(1_234_567_890_123L)).isEqualTo(Fixture.read("v1/counter"));
    assertThat(Counters.encode(-2)).isEqualTo(Fixture.read("v1/counter-negative"));
  }

  @Test
  void anyOtherLengthIsCorrupt() {
    for (int length : new int[] {0, 1, 7, 9}) {
      assertThatThrownBy(() -> Counters.decode(new byte[length]))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class));
    }
  }
}
