package io.bytebucket.s3.op.upload;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The checksums of uploads in parts:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
class MultipartChecksumTest {
  private static final String FIRST = "hello ".repeat(400);
  private static final String SECOND = "world";

  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private static String sum(ChecksumAlgorithm algorithm, byte[]... parts) {
    Hash hash = algorithm.newHash();
    for (byte[] part : parts) {
      hash.update(part, 0, part.length);
    }
    return Base64.getEncoder().encodeToString(hash.finish());
  }

  private static String sum(ChecksumAlgorithm algorithm, String text) {
    return sum(algorithm, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String composite(ChecksumAlgorithm algorithm) {
    return sum(
        algorithm,
        Base64.getDecoder().decode(sum(algorithm, FIRST)),
        Base64.getDecoder().decode(sum(algorithm, SECOND)));
  }

  private static String header(ChecksumAlgorithm algorithm) {
    return "x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT);
  }

  private static String element(ChecksumAlgorithm algorithm, String value) {
    String name = "Checksum" + algorithm.name();
    return "<" + name + ">" + value + "</" + name + ">";
  }

  private MultipartSteps upload(ChecksumAlgorithm algorithm, String... headers) {
    MultipartSteps upload = MultipartSteps.begin(s3, "a", headers);
    String first =
        upload.sendPart(1, FIRST, header(algorithm), sum(algorithm, FIRST)).header("etag");
    RawResponse second = upload.sendPart(2, SECOND, header(algorithm), sum(algorithm, SECOND));
    assertThat(second.header(header(algorithm))).isEqualTo(sum(algorithm, SECOND));
    return upload
        .list(1, first, element(algorithm, sum(algorithm, FIRST)))
        .list(2, second.header("etag"), element(algorithm, sum(algorithm, SECOND)));
  }

  // Field survey 3.7.
  @ParameterizedTest
  @EnumSource(
      names = {"CRC64NVME"},
      mode = EnumSource.Mode.EXCLUDE)
  void theChecksumOfTheChecksumsIsTheDefault(ChecksumAlgorithm algorithm) {
    MultipartSteps upload = upload(algorithm, "x-amz-checksum-algorithm", algorithm.name());

    RawResponse done = upload.complete();

    assertThat(done.text())
        .contains(element(algorithm, composite(algorithm) + "-2"))
        .contains("<ChecksumType>COMPOSITE</ChecksumType>");
    RawResponse head = s3.head(path("a"), "x-amz-checksum-mode", "ENABLED");
    assertThat(head.header(header(algorithm))).isEqualTo(composite(algorithm) + "-2");
    assertThat(head.header("x-amz-checksum-type")).isEqualTo("COMPOSITE");
    assertThat(
            s3.get(path("a") + "?attributes", "x-amz-object-attributes", "Checksum,ObjectParts")
                .text())
        .contains(element(algorithm, composite(algorithm)))
        .contains(element(algorithm, sum(algorithm, SECOND)));
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void aChecksumOfTheWholeObjectIsMadeOfThoseOfTheParts(ChecksumAlgorithm algorithm) {
    MultipartSteps upload =
        upload(
            algorithm,
            "x-amz-checksum-algorithm",
            algorithm.name(),
            "x-amz-checksum-type",
            "FULL_OBJECT");
    String whole = sum(algorithm, FIRST + SECOND);

    // Field survey 3.8: a wrong one fails.
    RawResponse wrong = upload.complete(header(algorithm), sum(algorithm, "other"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.errorCode()).isEqualTo("BadDigest");
    assertThat(
            upload.complete(header(algorithm), whole, "x-amz-checksum-type", "COMPOSITE").status())
        .isEqualTo(400);

    RawResponse done =
        upload.complete(header(algorithm), whole, "x-amz-checksum-type", "FULL_OBJECT");
    assertThat(done.text())
        .contains(element(algorithm, whole))
        .contains("<ChecksumType>FULL_OBJECT</ChecksumType>");
    assertThat(s3.get(path("a"), "x-amz-checksum-mode", "ENABLED").header(header(algorithm)))
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256, FULL_OBJECT",
    "SHA1, FULL_OBJECT",
    "SHA512, FULL_OBJECT",
    "MD5, FULL_OBJECT",
    "XXHASH64, FULL_OBJECT",
    "XXHASH3, FULL_OBJECT",
    "XXHASH128, FULL_OBJECT",
    "CRC64NVME, COMPOSITE",
    "MD4, ''",
    "CRC32, SOMETIMES",
  })
  void whatAnAlgorithmCannotDoIsRefused(String algorithm, String type) {
    RawResponse refused =
        s3.post(
            path("a") + "?uploads",
            "",
            "x-amz-checksum-algorithm",
            algorithm,
            "x-amz-checksum-type",
            type);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidRequest");
  }

  @Test
  void anUploadThatAskedForNothingHasAChecksumOfTheWhole() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, FIRST).part(2, SECOND);

    assertThat(upload.complete().status()).isEqualTo(200);
    RawResponse head = s3.head(path("a"), "x-amz-checksum-mode", "ENABLED");
    assertThat(head.header("x-amz-checksum-crc64nvme"))
        .isEqualTo(sum(ChecksumAlgorithm.CRC64NVME, FIRST + SECOND));
    assertThat(head.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
  }

  @Test
  void aPartMustHaveTheChecksumItsClientSays() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a", "x-amz-checksum-algorithm", "SHA256");

    RawResponse wrong =
        upload.sendPart(1, FIRST, "x-amz-checksum-sha256", sum(ChecksumAlgorithm.SHA256, SECOND));
    RawResponse other =
        upload.sendPart(1, FIRST, "x-amz-checksum-crc32", sum(ChecksumAlgorithm.CRC32, FIRST));

    assertThat(wrong.errorCode()).isEqualTo("BadDigest");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.errorCode()).isEqualTo("InvalidRequest");
    RawResponse none = upload.sendPart(1, FIRST);
    assertThat(none.errorCode()).isEqualTo("InvalidRequest");
    assertThat(none.text())
        .contains(
            "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type:"
                + " null");
    assertThat(upload.parts("").text()).doesNotContain("<Part>");
    assertThat(s3.blobCount()).isZero();
  }

  @Test
  void aListedChecksumMustBeThatOfThePart() {
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32C;
    MultipartSteps upload =
        MultipartSteps.begin(s3, "a", "x-amz-checksum-algorithm", algorithm.name());
    String etag =
        upload.sendPart(1, FIRST, header(algorithm), sum(algorithm, FIRST)).header("etag");

    RawResponse refused =
        upload.list(1, etag, element(algorithm, sum(algorithm, SECOND))).complete();

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidPart");
  }
}
