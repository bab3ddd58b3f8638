package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Crc64NvmeTest {
  @ParameterizedTest
  @CsvSource({
    "123456789, AE8B14860A799888",
    "'', 0000000000000000",
    "hello world!, D9160D1FA8E418E3",
  })
  void hasThePublishedCheckValues(String text, String hex) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(crc(bytes, 0, bytes.length)).isEqualTo(Long.parseUnsignedLong(hex, 16));
  }

  @Test
  void hasTheCheckValuesOfTheNvmeSpecification() {
    // NVM Command Set Specification: 4,096 bytes of zeros, of ones, and counting up and down.
    byte[] zeros = new byte[4_096];
    byte[] ones = new byte[4_096];
    byte[] up = new byte[4_096];
    byte[] down = new byte[4_096];
    for (int i = 0; i < 4_096; i++) {
      ones[i] = (byte) 0xFF;
      up[i] = (byte) i;
      down[i] = (byte) (0xFF - (i & 0xFF));
    }
    assertThat(crc(zeros, 0, 4_096)).isEqualTo(0x6482D367EB22B64EL);
    assertThat(crc(ones, 0, 4_096)).isEqualTo(0xC0DDBA7302ECA3ACL);
    assertThat(crc(up, 0, 4_096)).isEqualTo(0x3E729F5F6750449CL);
    assertThat(crc(down, 0, 4_096)).isEqualTo(0x9A2DF64B8E9E517EL);
  }

  @Test
  void agreesWithTheBitwiseDefinitionAtEveryLengthAndOffset() {
    long seed = 64;
    System.out.println("Crc64NvmeTest seed " + seed);
    Random random = new Random(seed);
    byte[] bytes = new byte[8_000];
    for (int round = 0; round < 2_000; round++) {
      random.nextBytes(bytes);
      int offset = random.nextInt(40);
      int length = random.nextInt(bytes.length - offset);
      assertThat(crc(bytes, offset, length))
          .as("round %s", round)
          .isEqualTo(bitwise(bytes, offset, length));
    }
  }

  @Test
  void piecesGiveWhatTheWholeGives() {
    long seed = 65;
    Random random = new Random(seed);
    byte[] bytes = new byte[5_000];
    random.nextBytes(bytes);
    Crc64Nvme pieces = new Crc64Nvme();
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(random.nextInt(50), bytes.length - at);
      pieces.update(bytes, at, length);
      at += length;
      if (at < bytes.length) {
        pieces.update(bytes[at++]);
      }
    }
    assertThat(pieces.getValue()).isEqualTo(crc(bytes, 0, bytes.length));
    pieces.reset();
    assertThat(pieces.getValue()).isZero();
  }

  private static long crc(byte[] bytes, int offset, int length) {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  /** One bit at a time, with the polynomial as the specification writes it, reversed here. */
  private static long bitwise(byte[] bytes, int offset, int length) {
    long polynomial = Long.reverse(0xAD93D23594C93659L);
    long crc = -1L;
    for (int i = offset; i < offset + length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        boolean carry = (crc & 1) != 0;
        crc >>>= 1;
        if (carry) {
          crc ^= polynomial;
        }
      }
    }
    return ~crc;
  }
}
