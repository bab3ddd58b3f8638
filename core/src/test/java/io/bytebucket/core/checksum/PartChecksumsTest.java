package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartChecksumsTest {
  private static Checksum of(ChecksumAlgorithm algorithm, byte[] bytes, int from, int until) {
    Hash hash = algorithm.newHash();
    hash.update(bytes, from, until - from);
    return Checksum.fullObject(algorithm, hash.finish());
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void joinedCrcsAreThatOfAllBytes(ChecksumAlgorithm algorithm) {
    System.out.println("seed 11");
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(20_000)];
      random.nextBytes(bytes);
      PartChecksums joined = PartChecksums.of(algorithm, Checksum.Type.FULL_OBJECT);
      int at = 0;
      // Parts may be empty, and there may be one that is all.
      for (int part = random.nextInt(5); part >= 0; part--) {
        int until = part == 0 ? bytes.length : at + random.nextInt(bytes.length - at + 1);
        joined.add(of(algorithm, bytes, at, until), until - at);
        at = until;
      }

      assertThat(joined.whole()).isEqualTo(of(algorithm, bytes, 0, bytes.length));
    }
  }

  // Longer than any array: zeros, whose checksum can be told from another's table of lengths.
  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void aPieceMayBeLongerThanMemory(ChecksumAlgorithm algorithm) {
    byte[] zeros = new byte[1 << 20];
    Checksum mebibyte = of(algorithm, zeros, 0, zeros.length);
    PartChecksums byMebibyte = PartChecksums.of(algorithm, Checksum.Type.FULL_OBJECT);
    for (int i = 0; i < 6_000; i++) {
      byMebibyte.add(mebibyte, 1 << 20);
    }
    PartChecksums half = PartChecksums.of(algorithm, Checksum.Type.FULL_OBJECT);
    for (int i = 0; i < 3_000; i++) {
      half.add(mebibyte, 1 << 20);
    }
    PartChecksums twoHalves = PartChecksums.of(algorithm, Checksum.Type.FULL_OBJECT);
    twoHalves.add(half.whole(), 3_000L << 20);
    twoHalves.add(half.whole(), 3_000L << 20);

    assertThat(twoHalves.whole()).isEqualTo(byMebibyte.whole());
  }

  @ParameterizedTest
  @EnumSource
  void aCompositeIsTheChecksumOfTheChecksums(ChecksumAlgorithm algorithm) {
    byte[] bytes = "hello world".getBytes(StandardCharsets.UTF_8);
    Checksum first = of(algorithm, bytes, 0, 4);
    Checksum second = of(algorithm, bytes, 4, bytes.length);
    PartChecksums composite = PartChecksums.of(algorithm, Checksum.Type.COMPOSITE);
    composite.add(first, 4);
    composite.add(second, bytes.length - 4);

    byte[] both =
        Arrays.copyOf(Base64.getDecoder().decode(first.base64()), 2 * algorithm.lengthBytes());
    System.arraycopy(
        Base64.getDecoder().decode(second.base64()),
        0,
        both,
        algorithm.lengthBytes(),
        algorithm.lengthBytes());
    assertThat(composite.whole().base64()).isEqualTo(of(algorithm, both, 0, both.length).base64());
    assertThat(composite.whole().type()).isEqualTo(Checksum.Type.COMPOSITE);
  }

  @Test
  void aPartOfAnotherKindIsDamage() {
    PartChecksums joined = PartChecksums.of(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT);
    Checksum other = of(ChecksumAlgorithm.CRC32C, new byte[1], 0, 1);

    assertThatThrownBy(() -> joined.add(other, 1)).isInstanceOf(StoreException.class);
  }
}
