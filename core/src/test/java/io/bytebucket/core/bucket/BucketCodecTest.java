package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
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
  private static final Set<BucketSetting> FIRST =
      EnumSet.of(BucketSetting.CORS, BucketSetting.TAGS);
  private static final Bucket FULL =
      new Bucket(
          300,
          NAME,
          Instant.ofEpochMilli(1_772_360_430_456L),
          new UserId("AKOWNER"),
          "eu-central-1",
          Versioning.UNVERSIONED,
          FIRST,
          0);
  private static final Bucket PLAIN =
      new Bucket(
          1, NAME, Instant.EPOCH, new UserId("AKOWNER"), "", Versioning.UNVERSIONED, FIRST, 0);

  @Test
  void readsTheBytesOfVersionOneWhichMayHaveEitherSettingOfItsTime() {
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket"))).isEqualTo(FULL);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v1/bucket-without-location")))
        .isEqualTo(PLAIN);
  }

  @Test
  void readsTheBytesOfVersionTwoWhichMayHaveEitherSettingOfItsTime() {
    assertThat(BucketCodec.decode(NAME, Fixture.read("v2/bucket-suspended")))
        .isEqualTo(first(FULL.with(Versioning.SUSPENDED)));
  }

  @Test
  void readsTheBytesOfVersionThree() {
    Bucket without = FULL.with(BucketSetting.CORS, false).with(BucketSetting.TAGS, false);
    Bucket tagged = without.with(Versioning.ENABLED).with(BucketSetting.TAGS, true);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v3/bucket-without-settings")))
        .isEqualTo(first(without));
    assertThat(BucketCodec.decode(NAME, Fixture.read("v3/bucket-tagged"))).isEqualTo(first(tagged));
  }

  @Test
  void readsAndWritesTheBytesOfVersionFour() {
    Bucket without = FULL.with(BucketSetting.CORS, false).with(BucketSetting.TAGS, false);
    Bucket guarded = guarded(without);
    assertThat(BucketCodec.decode(NAME, Fixture.read("v4/bucket-without-settings")))
        .isEqualTo(first(without));
    assertThat(BucketCodec.decode(NAME, Fixture.read("v4/bucket-guarded"))).isEqualTo(guarded);
    // Writing goes away with the next change to the layout; reading never does.
    assertThat(BucketCodec.encode(first(without)))
        .isEqualTo(Fixture.read("v4/bucket-without-settings"));
    assertThat(BucketCodec.encode(guarded)).isEqualTo(Fixture.read("v4/bucket-guarded"));
  }

  private static Bucket guarded(Bucket without) {
    Bucket bucket = without.with(Versioning.ENABLED);
    for (BucketSetting setting : BucketSetting.values()) {
      bucket = bucket.with(setting, setting != BucketSetting.CORS);
    }
    return generation(bucket, 200);
  }

  @Test
  void doesNotReadABucketWithASettingThatALaterVersionHas() {
    byte[] record = Fixture.read("v4/bucket-guarded");
    record[record.length - 1] = 100;
    assertThat(Refused.because(() -> BucketCodec.decode(NAME, record)))
        .isEqualTo(new Failure.Corrupt("bucket", "unknown setting"));
  }

  @Test
  void doesNotReadSettingsTwiceOrOutOfOrder() {
    byte[] record = Fixture.read("v4/bucket-guarded");
    record[record.length - 1] = record[record.length - 2];
    assertThat(Refused.because(() -> BucketCodec.decode(NAME, record)))
        .isEqualTo(new Failure.Corrupt("bucket", "order of settings"));
  }

  @Test
  void everyChangeRaisesTheGeneration() {
    assertThat(PLAIN.with(Versioning.ENABLED).generation()).isEqualTo(1);
    assertThat(PLAIN.with(BucketSetting.POLICY, true).generation()).isEqualTo(1);
    // A setting that is there already is being replaced.
    assertThat(PLAIN.with(BucketSetting.TAGS, true).with(BucketSetting.TAGS, true).generation())
        .isEqualTo(2);
  }

  private static Bucket first(Bucket bucket) {
    return generation(bucket, 0);
  }

  private static Bucket generation(Bucket bucket, long generation) {
    return new Bucket(
        bucket.id(),
        bucket.name(),
        bucket.createdAt(),
        bucket.ownerId(),
        bucket.locationConstraint(),
        bucket.versioning(),
        bucket.settings(),
        generation);
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
      Bucket with = without.with(setting, true);
      assertThat(BucketCodec.decode(NAME, BucketCodec.encode(with))).isEqualTo(with);
      assertThat(with.settings()).contains(setting);
    }
    Bucket all = guarded(PLAIN).with(BucketSetting.CORS, true);
    assertThat(all.settings()).containsExactly(BucketSetting.values());
    assertThat(BucketCodec.decode(NAME, BucketCodec.encode(all))).isEqualTo(all);
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    Damage.requireFound(
        Fixture.read("v4/bucket-guarded"),
        bytes -> BucketCodec.encode(BucketCodec.decode(NAME, bytes)));
  }
}
