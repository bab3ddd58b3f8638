package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
  private static final byte[] FOUR_BYTES = {0, 1, 2, 3};

  @Test
  void onlyACompositeOneIsToldWithTheNumberOfParts() {
    assertThat(Checksum.fullObject(ChecksumAlgorithm.CRC32, FOUR_BYTES).text(3))
        .isEqualTo("AAECAw==");
    assertThat(Checksum.composite(ChecksumAlgorithm.CRC32, FOUR_BYTES).text(3))
        .isEqualTo("AAECAw==-3");
  }

  @ParameterizedTest
  @CsvSource({
    "AAECAw==, true",
    "AAECAw==-1, true",
    "AAECAw==-10000, true",
    "AAECAw==-100000, false",
    "AAECAw==-, false",
    "AAECAw==-x, false",
    "AAECAw==-1-1, false",
    "AAECAwQ=, false",
    "'', false",
    "-1, false",
    "'AAECAw==-1\n', false"
  })
  void theValueOfAnObjectMayEndInTheNumberOfParts(String text, boolean isOne) {
    assertThat(Checksum.isOfObject(ChecksumAlgorithm.CRC32, text)).isEqualTo(isOne);
  }

  @Test
  void s3KeepsACrcOfTheWholeObjectWhenNothingIsAskedFor() {
    assertThat(ChecksumAlgorithm.DEFAULT.allows(Checksum.Type.FULL_OBJECT)).isTrue();
    assertThat(DigestClaims.NONE.kept()).isEqualTo(ChecksumAlgorithm.DEFAULT);
  }
}
