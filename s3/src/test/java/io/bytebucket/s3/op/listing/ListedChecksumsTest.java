package io.bytebucket.s3.op.listing;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said of checksums when an upload is completed, and what is told of them later: as AWS
 * answers, with its texts.
 */
class ListedChecksumsTest {
  private static final String HEADER = "x-amz-checksum-crc32c";
  private static final String HELLO = "mnG7TA==";
  private static final String WORLD = "MaqBTg==";

  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private static String element(String value) {
    return "<ChecksumCRC32C>" + value + "</ChecksumCRC32C>";
  }

  private MultipartSteps begin(String type) {
    return MultipartSteps.begin(
        s3, "a", "x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", type);
  }

  private MultipartSteps hello(String type, String listed) {
    MultipartSteps upload = begin(type);
    return upload.list(1, upload.sendPart(1, "hello", HEADER, HELLO).header("etag"), listed);
  }

  private MultipartSteps world(MultipartSteps upload, String listed) {
    return upload.list(2, upload.sendPart(2, "world", HEADER, WORLD).header("etag"), listed);
  }

  private static void requireRefused(RawResponse answer, String code, String text) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.text()).contains(text);
  }

  @Test
  void aChecksumOfChecksumsNeedsThoseOfAllParts() {
    MultipartSteps upload = world(hello("COMPOSITE", element(HELLO)), "");

    requireRefused(
        upload.complete(),
        "InvalidRequest",
        "The upload was created using a crc32c checksum. The complete request must include the"
            + " checksum for each part. It was missing for part 2 in the request.");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void aChecksumOfTheWholeNeedsNoneOfTheParts() {
    assertThat(hello("FULL_OBJECT", "").complete().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE", "FULL_OBJECT"})
  void aPartThatIsListedWithAnotherAlgorithmIsABadDigest(String type) {
    requireRefused(
        hello(type, "<ChecksumSHA1>qvTGHdzF6KLavt4PO0gs2a6pQ00=</ChecksumSHA1>").complete(),
        "BadDigest",
        "The sha1 you specified for part 1 did not match what we received.");
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE", "FULL_OBJECT"})
  void aPartThatIsListedWithAnotherValueIsAnInvalidPart(String type) {
    requireRefused(
        hello(type, element(WORLD)).complete(), "InvalidPart", "<PartNumber>1</PartNumber>");
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE, FULL_OBJECT", "FULL_OBJECT, COMPOSITE"})
  void theTypeIsThatOfTheBeginning(String begunWith, String completedWith) {
    requireRefused(
        hello(begunWith, element(HELLO)).complete("x-amz-checksum-type", completedWith),
        "InvalidRequest",
        "The upload was created using the "
            + begunWith
            + " checksum mode. The complete request must use the same checksum mode.");
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE", "FULL_OBJECT"})
  void anUploadWithoutAnAlgorithmIsCompletedWithoutAType(String type) {
    requireRefused(
        MultipartSteps.begin(s3, "a").part(1, "hello").complete("x-amz-checksum-type", type),
        "InvalidRequest",
        "The upload was created using the null checksum mode.");
  }

  @Test
  void anUploadWithoutAnAlgorithmTellsNoChecksumsOfItsParts() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a");

    RawResponse put = upload.sendPart(1, "hello", HEADER, HELLO);
    assertThat(put.header(HEADER)).isEqualTo(HELLO);
    assertThat(upload.sendPart(2, "x").headers().toString()).doesNotContain("x-amz-checksum");
    s3.put(path("source"), "hello");
    assertThat(upload.copyPart(3, "photos/source").text())
        .contains("<ETag>")
        .doesNotContain("Checksum");
    assertThat(upload.parts("").text()).contains("<Part>").doesNotContain("Checksum");

    requireRefused(
        upload.list(1, put.header("etag"), element(HELLO)).complete(), "InvalidPart", "UploadId");
  }

  @Test
  void aPartIsAnsweredWithTheChecksumOfItsUploadThoughItBringsNone() {
    assertThat(begin("FULL_OBJECT").sendPart(1, "hello").header(HEADER)).isEqualTo(HELLO);
  }

  @ParameterizedTest
  @CsvSource({"'', InvalidRequest", "nonsense, InvalidRequest", "mnG7TA==x, InvalidRequest"})
  void aChecksumOfTheObjectThatIsNoneIsRefused(String value, String code) {
    requireRefused(
        hello("FULL_OBJECT", "").complete(HEADER, value),
        code,
        "Value for x-amz-checksum-crc32c header is invalid.");
  }

  @Test
  void anotherChecksumOfTheObjectIsABadDigest() {
    requireRefused(
        hello("FULL_OBJECT", "").complete(HEADER, WORLD),
        "BadDigest",
        "The crc32c you specified did not match the calculated checksum.");
  }

  @Test
  void aPartOfAChecksumOfChecksumsIsReadWithItsOwn() {
    world(hello("COMPOSITE", element(HELLO)), element(WORLD)).complete();

    RawResponse part = s3.get(path("a") + "?partNumber=2", "x-amz-checksum-mode", "ENABLED");

    assertThat(part.header(HEADER)).isEqualTo(WORLD);
    assertThat(part.header("x-amz-checksum-type")).isEqualTo("COMPOSITE");
  }

  @Test
  void ofAChecksumOfTheWholeOnlyASinglePartIsReadWithOne() {
    hello("FULL_OBJECT", "").complete();
    RawResponse single = s3.head(path("a") + "?partNumber=1", "x-amz-checksum-mode", "ENABLED");
    assertThat(single.header(HEADER)).isEqualTo(HELLO);
    assertThat(single.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");

    world(hello("FULL_OBJECT", ""), "").complete();
    RawResponse second = s3.get(path("a") + "?partNumber=2", "x-amz-checksum-mode", "ENABLED");
    assertThat(second.text()).isEqualTo("world");
    assertThat(second.headers().toString()).doesNotContain("x-amz-checksum");
  }

  @Test
  void anObjectThatWasPutAsAWholeIsReadWithItsChecksumAsItsOnlyPart() {
    s3.put(path("a"), "hello", HEADER, HELLO);

    RawResponse part = s3.get(path("a") + "?partNumber=1", "x-amz-checksum-mode", "ENABLED");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header(HEADER)).isEqualTo(HELLO);
    assertThat(part.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
  }

  @Test
  void anAlgorithmThatIsNoneIsRefusedWithThoseThatThereAre() {
    requireRefused(
        s3.post(path("a") + "?uploads", "", "x-amz-checksum-algorithm", "MD4"),
        "InvalidRequest",
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
            + " [CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3,"
            + " XXHASH64]");
  }
}
