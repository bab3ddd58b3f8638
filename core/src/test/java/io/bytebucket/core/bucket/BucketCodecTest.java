package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BucketCodecTest {
  private static final BucketName NAME = new BucketName("photos");
  private static final Set<BucketSetting> ANY = EnumSet.allOf(BucketSetting.class);
  private static final Bucket FULL =
      new Bucket(
          300,
          NAME,
          Instant.ofEpochMilli(1_772_360_430_456L),
          new UserId("AKOWNER"),
          "eu-central-1",
          Versioning.UNVERSIONED,
          ANY);
  private static final Bucket PLAIN =
      new Bucket(1, NAME, Instant.EPOCH, new UserId("AKOWNER"), "", Versioning.UNVERSIONED, ANY);

  @Test
  void readsTheBytesOfVersionOneWhichMayHaveAnySetting() {
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket"))).isEqualTo(FULL);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket-without-location")))
        .isEqualTo(PLAIN);
  }

  @Test
  void readsTheBytesOfVersionTwoWhichMayHaveAnySetting() {
    assertThat(BucketCodec.decode(NAME, Fixture.read("v2/bucket-suspended")))
        .isEqualTo(FULL.with(Versioning.SUSPENDED));
  }

  @Test
  void readsAndWritesTheBytesOfVersionThree() {
    Bucket without = FULL.with(BucketSetting.CORS, false).with(BucketSetting.TAGS, false);
    Bucket tagged = without.with(Versioning.ENABLED).with(BucketSetting.TAGS, true);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v3/bucket-without-settings")))
        .isEqualTo(without);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v3/bucket-tagged"))).isEqualTo(tagged);
    // Writing goes away with the next change to the layout; reading never does.
    assertThat(BucketCodec.encode(without)).isEqualTo(Fixture.read("v3/bucket-without-settings"));
    assertThat(BucketCodec.encode(tagged)).isEqualTo(Fixture.read("v3/bucket-tagged"));
  }

  @Test
  void everyStateOfVersioningComesBack() {
    for (Versioning versioning : Versioning.values()) {
      Bucket bucket = PLAIN.with(versioning);
      assertThat(BucketCodec.decode(NAME, BucketCodec.encode(bucket))).isEqualTo(bucket);
    }
  }

  @Test
  void everySettingComesBackAloneAndBesideAllOthers() {
    for (BucketSetting setting : BucketSetting.values()) {
      Bucket without = PLAIN.with(setting, false);
      assertThat(BucketCodec.decode(NAME, BucketCodec.encode(without))).isEqualTo(without);
      assertThat(without.with(setting, true)).isEqualTo(PLAIN);
    }
    assertThat(BucketCodec.decode(NAME, BucketCodec.encode(PLAIN))).isEqualTo(PLAIN);
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    Damage.requireFound(
        Fixture.read("v3/bucket-tagged"),
        bytes -> BucketCodec.encode(BucketCodec.decode(NAME, bytes)));
  }
}
