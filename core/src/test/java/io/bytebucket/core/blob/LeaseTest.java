package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import org.junit.jupiter.api.Test;

/** The stored form of leases; what is done with them is tested in the testkit. */
class LeaseTest {
  private static final Lease LEASE = new Lease(7, 300, 2);

  @Test
  void readsAndWritesTheRecordsOfVersionOne() {
    byte[] record = Fixture.read("v1/lease");
    assertThat(Lease.decode(7, record)).isEqualTo(LEASE);
    assertThat(LEASE.encode()).isEqualTo(record);
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    Damage.requireFound(Fixture.read("v1/lease"), bytes -> Lease.decode(7, bytes).encode());
  }
}
