package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class DecodedBucketsTest {
  private static final BucketName NAME = new BucketName("photos-an");

  /** Another name with the same hash, so with the same place. */
  private static final BucketName SAME_PLACE = new BucketName("photos-c0");

  private final DecodedBuckets decoded = new DecodedBuckets();

  @Test
  void decodesOneRecordOnce() {
    byte[] record = record(NAME, 1);

    assertThat(decoded.of(NAME, record))
        .isEqualTo(BucketCodec.decode(NAME, record))
        .isSameAs(decoded.of(NAME, record));
  }

  @Test
  void knowsNoOtherRecordOfThatBucket() {
    decoded.of(NAME, record(NAME, 1));

    assertThat(decoded.of(NAME, record(NAME, 2)).id()).isEqualTo(2);
  }

  @Test
  void tellsBucketsWithOnePlaceApart() {
    assertThat(NAME.hashCode()).isEqualTo(SAME_PLACE.hashCode());
    byte[] one = record(NAME, 1);
    byte[] other = record(SAME_PLACE, 2);

    for (int turn = 0; turn < 2; turn++) {
      assertThat(decoded.of(NAME, one).id()).isEqualTo(1);
      assertThat(decoded.of(SAME_PLACE, other).id()).isEqualTo(2);
      // The same bytes under another name are another bucket.
      assertThat(decoded.of(SAME_PLACE, one).name()).isEqualTo(SAME_PLACE);
    }
  }

  @Test
  void refusesADamagedRecordEachTime() {
    byte[] damaged = {4, 1};

    for (int turn = 0; turn < 2; turn++) {
      assertThat(Refused.because(() -> decoded.of(NAME, damaged)))
          .isInstanceOf(Failure.Corrupt.class);
    }
  }

  private static byte[] record(BucketName name, long id) {
    return BucketCodec.encode(
        new Bucket(
            id,
            name,
            Instant.EPOCH,
            new UserId("AKOWNER"),
            "",
            Versioning.ENABLED,
            EnumSet.noneOf(BucketSetting.class),
            7));
  }
}
