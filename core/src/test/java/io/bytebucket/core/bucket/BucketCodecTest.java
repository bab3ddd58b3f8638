package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketCodecTest {
  private static final BucketName NAME = new BucketName("photos");
  private static final Bucket FULL =
      new Bucket(
          300,
          NAME,
          Instant.ofEpochMilli(1_772_360_430_456L),
          "AKOWNER",
          "eu-central-1",
          Versioning.UNVERSIONED);
  private static final Bucket PLAIN =
      new Bucket(1, NAME, Instant.EPOCH, "AKOWNER", "", Versioning.UNVERSIONED);

  @Test
  void readsTheBytesOfVersionOne() {
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket"))).isEqualTo(FULL);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket-without-location")))
        .isEqualTo(PLAIN);
  }

  @Test
  void readsAndWritesTheBytesOfVersionTwo() {
    Bucket suspended = FULL.with(Versioning.SUSPENDED);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v2/bucket-suspended"))).isEqualTo(suspended);
    // Writing goes away with the next change to the layout; reading never does.
    assertThat(BucketCodec.encode(suspended)).isEqualTo(Fixture.read("v2/bucket-suspended"));
  }

  @Test
  void everyStateOfVersioningComesBack() {
    for (Versioning versioning : Versioning.values()) {
      Bucket bucket = PLAIN.with(versioning);
      assertThat(BucketCodec.decode(NAME, BucketCodec.encode(bucket))).isEqualTo(bucket);
    }
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    Damage.requireFound(
        Fixture.read("v2/bucket-suspended"),
        bytes -> BucketCodec.encode(BucketCodec.decode(NAME, bytes)));
  }
}
