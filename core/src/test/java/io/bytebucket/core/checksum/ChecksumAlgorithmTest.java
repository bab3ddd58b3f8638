package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
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
    "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
        + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
    "MD5, 25f9e794323b453885f5181f1b624d0b",
    "XXHASH64, 8cb841db40e6ae83",
    "XXHASH3, 72dcb18b67a17dff",
    "XXHASH128, 33119477ede5dcd5e9716427681d5860",
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
            ChecksumAlgorithm.SHA256,
            ChecksumAlgorithm.SHA512,
            ChecksumAlgorithm.MD5,
            ChecksumAlgorithm.XXHASH64,
            ChecksumAlgorithm.XXHASH3,
            ChecksumAlgorithm.XXHASH128);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsNameInAnyCase(ChecksumAlgorithm algorithm) {
    assertThat(ChecksumAlgorithm.named(algorithm.name())).contains(algorithm);
    assertThat(ChecksumAlgorithm.named(algorithm.name().toLowerCase(Locale.ROOT)))
        .contains(algorithm);
    assertThat(ChecksumAlgorithm.named("MD4")).isEmpty();
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

  /**
   * Each of these lengths takes another way through the hash, and so does a body that comes in
   * pieces. The values are those of the library that the AWS SDKs use.
   */
  @ParameterizedTest
  @CsvSource({
    "XXHASH64, 0, ef46db3751d8e999",
    "XXHASH3, 0, 2d06800538d394c2",
    "XXHASH128, 0, 99aa06d3014798d86001c324468d497f",
    "XXHASH64, 1, a96c7f0ce858bbb7",
    "XXHASH3, 1, 4c5cca45d0f4811f",
    "XXHASH128, 1, 495b62073ef70ca44c5cca45d0f4811f",
    "XXHASH64, 3, 56e6957632a487f9",
    "XXHASH3, 3, 15f7093b173d005c",
    "XXHASH128, 3, 46f66cb93538156515f7093b173d005c",
    "XXHASH64, 8, 3da5c7aa269683e0",
    "XXHASH3, 8, dec6a9a43575982e",
    "XXHASH128, 8, 803c675a846cc6c256bb836ceb6d4baa",
    "XXHASH64, 16, a19ad429b02bc413",
    "XXHASH3, 16, 7e484c18d74895d0",
    "XXHASH128, 16, 650fe308c566747df853dd94614dfa07",
    "XXHASH64, 17, fe9f0feb7eeedc09",
    "XXHASH3, 17, 208bde5ee2bed407",
    "XXHASH128, 17, 18217300b5132d5a78c349fe81b2f26c",
    "XXHASH64, 128, 725a5b9b3bedfe94",
    "XXHASH3, 128, f92b70eaa21a6288",
    "XXHASH128, 128, b4f87b99d2db8a511e04fad9f0cacb4d",
    "XXHASH64, 129, 28fc8362643627d7",
    "XXHASH3, 129, f8f76713f2bb60fa",
    "XXHASH128, 129, 6881633650cd8924c51bc887976aef63",
    "XXHASH64, 240, d430520ae3ed2fc6",
    "XXHASH3, 240, ccc7375172c41f03",
    "XXHASH128, 240, de57aab31e77a2ff93e173833f75ab66",
    "XXHASH64, 241, d3f50496d5bf27e0",
    "XXHASH3, 241, 0b3b630948ce4a00",
    "XXHASH128, 241, 92b991a7192f3f080b3b630948ce4a00",
    "XXHASH64, 1024, 149aa44972cdae00",
    "XXHASH3, 1024, 23bc880ebf0d29c6",
    "XXHASH128, 1024, 4c17271c906df79223bc880ebf0d29c6",
    "XXHASH64, 1025, 2c9d0b038b4a4b35",
    "XXHASH3, 1025, c09fdfbc398c7d82",
    "XXHASH128, 1025, 70a4eb1b9691d77fc09fdfbc398c7d82",
    "XXHASH64, 2048, 6a531ef2d65594ec",
    "XXHASH3, 2048, 19f6f9c987331373",
    "XXHASH128, 2048, b318976b177a38c719f6f9c987331373",
    "XXHASH64, 70000, d8b5e24e399adede",
    "XXHASH3, 70000, ff6e8ad95018ccd9",
    "XXHASH128, 70000, 9544c48b6b3678a8ff6e8ad95018ccd9",
  })
  void isTheSameOverBytesOfAnyLengthInPieces(ChecksumAlgorithm algorithm, int length, String hex) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + 7);
    }
    for (int piece : new int[] {1, 7, 256, 1 << 20}) {
      Hash hash = algorithm.newHash();
      for (int at = 0; at < length; at += piece) {
        hash.update(bytes, at, Math.min(piece, length - at));
      }
      assertThat(HexFormat.of().formatHex(hash.finish())).isEqualTo(hex);
    }
  }

  @Test
  void onlyACrcIsMadeForTheWholeOutOfThoseOfTheParts() {
    assertThat(ChecksumAlgorithm.values())
        .filteredOn(algorithm -> algorithm.allows(Checksum.Type.FULL_OBJECT))
        .containsExactly(
            ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC64NVME);
    assertThat(ChecksumAlgorithm.values())
        .filteredOn(algorithm -> !algorithm.allows(Checksum.Type.COMPOSITE))
        .containsExactly(ChecksumAlgorithm.CRC64NVME);
  }
}
