package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import org.junit.jupiter.api.Test;

/** The stored form of garbage; what the ledger does in transactions is tested in the testkit. */
class GarbageTest {
  private static final Garbage STORED = new Garbage(Extent.Placement.STORED, 300);

  @Test
  void readsTheRecordsOfVersionOne() {
    assertThat(Garbage.decode(Fixture.read("v1/garbage-inline")))
        .isEqualTo(new Garbage(Extent.Placement.INLINE, 0));
    assertThat(Garbage.decode(Fixture.read("v1/garbage-stored")))
        .isEqualTo(new Garbage(Extent.Placement.STORED, 0));
  }

  @Test
  void readsAndWritesTheRecordsOfVersionTwo() {
    byte[] record = Fixture.read("v2/garbage-stored");
    assertThat(Garbage.decode(record)).isEqualTo(STORED);
    assertThat(STORED.encode()).isEqualTo(record);
    Damage.requireFound(record, bytes -> Garbage.decode(bytes).encode());
  }

  @Test
  void anythingElseIsCorrupt() {
    for (byte[] record : new byte[][] {{}, {1}, {1, 2}, {2, 0}, {1, 0, 0}, {3, 0, 0}}) {
      assertThatThrownBy(() -> Garbage.decode(record)).isInstanceOf(StoreException.class);
    }
  }
}
