package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Fixture;
import org.junit.jupiter.api.Test;

/** The stored form of garbage; what the ledger does in transactions is tested in the testkit. */
class BlobLedgerTest {
  @Test
  void readsTheGarbageRecordsOfVersionOne() {
    assertThat(BlobLedger.garbagePlacement(Fixture.read("v1/garbage-inline")))
        .isEqualTo(Extent.Placement.INLINE);
    assertThat(BlobLedger.garbagePlacement(Fixture.read("v1/garbage-stored")))
        .isEqualTo(Extent.Placement.STORED);
  }

  @Test
  void anythingElseIsCorrupt() {
    for (byte[] record : new byte[][] {{}, {1}, {1, 2}, {2, 0}, {1, 0, 0}}) {
      assertThatThrownBy(() -> BlobLedger.garbagePlacement(record))
          .isInstanceOf(StoreException.class);
    }
  }
}
