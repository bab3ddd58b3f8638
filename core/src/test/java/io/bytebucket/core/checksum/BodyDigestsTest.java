package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyDigestsTest {
  private static final String MD5 = "JfnnlDI7RTiF9RgfG2JNCw==";
  private static final String CRC32 = "y/Q5Jg==";
  private static final String OTHER_MD5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

  @Test
  void claimsThatHoldGiveTheDigests() {
    BodyDigests.Verified verified =
        digest(
                new DigestClaims(
                    Optional.of(MD5), ChecksumAlgorithm.CRC32, () -> Optional.of(CRC32)))
            .verify();
    assertThat(Base64.getEncoder().encodeToString(verified.md5())).isEqualTo(MD5);
    assertThat(verified.checksum())
        .isEqualTo(new Checksum(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT, CRC32));
  }

  @Test
  void withoutClaimsACrc64NvmeIsComputed() {
    assertThat(digest(DigestClaims.NONE).verify().checksum())
        .isEqualTo(
            new Checksum(ChecksumAlgorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, "rosUhgp5mIg="));
  }

  @Test
  void anotherMd5IsABadDigest() {
    BodyDigests digests =
        digest(new DigestClaims(Optional.of(OTHER_MD5), ChecksumAlgorithm.CRC32, Optional::empty));
    assertThatThrownBy(digests::verify)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.BadDigest(OTHER_MD5, MD5)));
  }

  @Test
  void anotherChecksumIsAMismatch() {
    BodyDigests digests =
        digest(
            new DigestClaims(
                Optional.of(MD5), ChecksumAlgorithm.CRC32, () -> Optional.of("AAAAAA==")));
    assertThatThrownBy(digests::verify)
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(new Failure.ChecksumMismatch("CRC32", "AAAAAA==", CRC32)));
  }

  @Test
  void theChecksumIsAskedForOnlyWhenAllBytesHavePassed() {
    // It may stand in a trailer, behind the bytes.
    boolean[] ended = {false};
    BodyDigests digests =
        digest(
            new DigestClaims(
                Optional.empty(),
                ChecksumAlgorithm.CRC32,
                () -> {
                  assertThat(ended[0]).isTrue();
                  return Optional.of(CRC32);
                }));
    ended[0] = true;
    assertThat(digests.verify().checksum().base64()).isEqualTo(CRC32);
  }

  private static BodyDigests digest(DigestClaims claims) {
    BodyDigests digests = new BodyDigests(claims);
    byte[] bytes = "123456789".getBytes(StandardCharsets.US_ASCII);
    digests.update(bytes, 0, 4);
    digests.update(bytes, 4, 5);
    return digests;
  }
}
