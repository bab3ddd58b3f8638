package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketCodecTest {
  private static final BucketName NAME = new BucketName("photos");
  private static final Bucket FULL =
      new Bucket(300, NAME, Instant.ofEpochMilli(1_772_360_430_456L), "AKOWNER", "eu-central-1");
  private static final Bucket PLAIN = new Bucket(1, NAME, Instant.EPOCH, "AKOWNER", "");

  @Test
  void readsTheBytesOfVersionOne() {
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket"))).isEqualTo(FULL);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket-without-location")))
        .isEqualTo(PLAIN);
  }

  @Test
  void writesTheBytesOfVersionOne() {
    // Goes away with the first change to the layout; reading never does.
    assertThat(BucketCodec.encode(FULL)).isEqualTo(Fixture.read("v1/bucket"));
    assertThat(BucketCodec.encode(PLAIN)).isEqualTo(Fixture.read("v1/bucket-without-location"));
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    for (String fixture : List.of("v1/bucket", "v1/bucket-without-location")) {
      Damage.requireFound(
          Fixture.read(fixture), bytes -> BucketCodec.encode(BucketCodec.decode(NAME, bytes)));
    }
  }
}
