package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {
  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
  })
  void hasThePublishedCheckValue(ChecksumAlgorithm algorithm, String hex) {
    Hash hash = algorithm.newHash();
    byte[] framed = "..123456789..".getBytes(StandardCharsets.US_ASCII);
    hash.update(framed, 2, 4);
    hash.update(framed, 6, 0);
    hash.update(framed, 6, 5);
    byte[] value = hash.finish();
    assertThat(HexFormat.of().formatHex(value)).isEqualTo(hex);
    assertThat(value).hasSize(algorithm.lengthBytes());
  }

  @Test
  void theOrderIsThatOfVersionOne() {
    assertThat(ChecksumAlgorithm.values())
        .startsWith(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32C,
            ChecksumAlgorithm.CRC64NVME,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsNameInAnyCase(ChecksumAlgorithm algorithm) {
    assertThat(ChecksumAlgorithm.named(algorithm.name())).contains(algorithm);
    assertThat(ChecksumAlgorithm.named(algorithm.headerSuffix())).contains(algorithm);
    assertThat(algorithm.headerSuffix()).isLowerCase();
    assertThat(ChecksumAlgorithm.named("MD5")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsBase64OfTheWholeLengthOrNone(ChecksumAlgorithm algorithm) {
    byte[] value = algorithm.newHash().finish();
    String base64 = Checksum.fullObject(algorithm, value).base64();
    assertThat(Checksum.parse(algorithm, base64)).contains(value);
    assertThat(Checksum.parse(algorithm, base64.substring(4))).isEmpty();
    assertThat(Checksum.parse(algorithm, base64 + "AAAA")).isEmpty();
    assertThat(Checksum.parse(algorithm, "")).isEmpty();
    assertThat(Checksum.parse(algorithm, "!" + base64.substring(1))).isEmpty();
  }
}
