package io.bytebucket.core.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.upload.Upload.ChecksumPlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which checksums an upload may be begun with.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Full
 *     object and composite checksums</a>
 */
class ChecksumPlanTest {
  @Test
  void s3KeepsOneOfItsOwnWhenNothingIsAskedFor() {
    assertThat(ChecksumPlan.of(Optional.empty(), Optional.empty()))
        .isEqualTo(new ChecksumPlan(ChecksumAlgorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, false));
  }

  @ParameterizedTest
  @EnumSource
  void aTypeNeedsAnAlgorithm(Checksum.Type type) {
    assertThat(Refused.because(() -> ChecksumPlan.of(Optional.empty(), Optional.of(type))))
        .isEqualTo(new Failure.ChecksumTypeWithoutAlgorithm());
  }

  @ParameterizedTest
  @EnumSource
  void withoutATypeItIsThatOfThePartsWhereThereIsOne(ChecksumAlgorithm algorithm) {
    Checksum.Type expected =
        algorithm == ChecksumAlgorithm.CRC64NVME
            ? Checksum.Type.FULL_OBJECT
            : Checksum.Type.COMPOSITE;

    assertThat(ChecksumPlan.of(Optional.of(algorithm), Optional.empty()))
        .isEqualTo(new ChecksumPlan(algorithm, expected, true));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatTheAlgorithmCanMakeIsPlanned(ChecksumAlgorithm algorithm) {
    for (Checksum.Type type : Checksum.Type.values()) {
      if (algorithm.allows(type)) {
        assertThat(ChecksumPlan.of(Optional.of(algorithm), Optional.of(type)))
            .isEqualTo(new ChecksumPlan(algorithm, type, true));
      } else {
        assertThat(
                Refused.because(() -> ChecksumPlan.of(Optional.of(algorithm), Optional.of(type))))
            .isEqualTo(new Failure.ChecksumTypeNotAllowed(type.name(), algorithm.name()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9_999, 10_000})
  void partsAreNumberedFrom1To10000(int number) {
    assertThat(Uploads.requirePartNumber(number)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
  void noPartHasAnotherNumber(int number) {
    assertThat(Refused.because(() -> Uploads.requirePartNumber(number)))
        .isEqualTo(new Failure.InvalidPartNumber(Integer.toString(number), 10_000));
  }
}
