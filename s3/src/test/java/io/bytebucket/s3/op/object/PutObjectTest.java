package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PutObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
class PutObjectTest {
  private static final String LARGE = "x".repeat(S3Fixture.INLINE_LIMIT_BYTES + 1);
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void theAnswerIsTheTagAndAChecksumOfTheServersOwn() {
    RawResponse put = s3.put(path("a"), "hello");

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.body()).isEmpty();
    // Field survey 3.24: a quoted MD5.
    assertThat(put.header("etag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    // Field survey 3.4: what comes without a checksum gets a CRC64NVME.
    assertThat(put.header("x-amz-checksum-crc64nvme")).isEqualTo("M3eFcAZSQlc=");
    assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
  }

  @Test
  void theLastWriterWins() {
    s3.put(path("a"), "one");
    s3.put(path("a"), "two");

    assertThat(s3.get(path("a")).text()).isEqualTo("two");
  }

  @Test
  void aBucketIsNotMadeByPuttingAnObjectIntoIt() {
    RawResponse put = s3.put("/no-such-bucket/a", "hello");

    assertThat(put.status()).isEqualTo(404);
    assertThat(put.errorCode()).isEqualTo("NoSuchBucket");
    assertThat(s3.head("/no-such-bucket").status()).isEqualTo(404);
  }

  @Test
  void aLargeUploadIntoAMissingBucketIsRefusedUnread() {
    RawRequest request = S3Fixture.complete(request("PUT", "/no-such-bucket/a").withBody(LARGE));
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER).sign(request, S3Fixture.NOW, "UNSIGNED-PAYLOAD");

    // A body that cannot be read: reading it would answer RequestTimeout or IncompleteBody.
    RawResponse put = s3.send(signed.withBody(""));

    assertThat(put.errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void aBodyWithoutALengthIsRefused() {
    RawRequest request = request("PUT", path("a"), "host", "localhost").withBody("hello");

    RawResponse put = s3.send(S3Fixture.signer(TestUsers.OWNER).sign(request, S3Fixture.NOW));

    assertThat(put.status()).isEqualTo(411);
    assertThat(put.errorCode()).isEqualTo("MissingContentLength");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  // AWS wants a length; clients that stream to others have none.
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 100_000})
  void aBodyInChunksOfHttpNeedsNoLength(int bytes) {
    RawRequest put =
        request("PUT", path("a"), "host", "localhost", "transfer-encoding", "chunked")
            .withBody("x".repeat(bytes));

    RawResponse stored = s3.send(S3Fixture.signer(TestUsers.OWNER).sign(put, S3Fixture.NOW));

    assertThat(stored.status()).as(stored.text()).isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo("x".repeat(bytes));

    RawRequest altered =
        S3Fixture.signer(TestUsers.OWNER).sign(put.withPath(path("b")), S3Fixture.NOW);
    RawResponse refused = s3.send(altered.withBody("y".repeat(bytes + 1)));
    assertThat(refused.errorCode()).isEqualTo("XAmzContentSHA256Mismatch");
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "five", "5.0", "99999999999999999999"})
  void aLengthThatIsNoNumberIsRefused(String length) {
    RawRequest request =
        request("PUT", path("a"), "host", "localhost", "content-length", length).withBody("hello");

    RawResponse put = s3.send(S3Fixture.signer(TestUsers.OWNER).sign(request, S3Fixture.NOW));

    assertThat(put.status()).isEqualTo(400);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void moreThanFiveGibibytesAreRefusedUnread() {
    RawRequest request =
        request("PUT", path("a"), "host", "localhost", "content-length", "5368709121");
    RawResponse put =
        s3.send(S3Fixture.signer(TestUsers.OWNER).sign(request, S3Fixture.NOW, "UNSIGNED-PAYLOAD"));

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errorCode()).isEqualTo("EntityTooLarge");
    assertThat(put.text())
        .contains("<ProposedSize>5368709121</ProposedSize>")
        .contains("<MaxSizeAllowed>5368709120</MaxSizeAllowed>");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 100_000})
  void aBodyThatEndsEarlyStoresNothing(int length) {
    RawRequest request =
        request("PUT", path("a"), "host", "localhost", "content-length", "" + (length + 1));
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER).sign(request, S3Fixture.NOW, "UNSIGNED-PAYLOAD");

    RawResponse put = s3.send(signed.withBody("x".repeat(length)));

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errorCode()).isEqualTo("IncompleteBody");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
    assertThat(s3.blobCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1024, 200", "1025, 400"})
  void aKeyHasUpTo1024Bytes(int length, int status) {
    RawResponse put = s3.put("/" + S3Fixture.BUCKET + "/" + "k".repeat(length), "");

    assertThat(put.status()).isEqualTo(status);
    assertThat(put.errorCode()).isEqualTo(status == 200 ? "" : "KeyTooLongError");
  }

  @Test
  void theLengthOfAKeyIsCountedInBytesOfUtf8() {
    String key = "é".repeat(513);

    RawResponse put = s3.put(path(key), "");

    assertThat(put.errorCode()).isEqualTo("KeyTooLongError");
    assertThat(put.text())
        .contains("<Size>1026</Size>")
        .contains("<MaxSizeAllowed>1024</MaxSizeAllowed>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%GG", "%C3", "%FF%FE", "%C0%AF", "%ED%A0%80"})
  void aPathThatIsNotPercentEncodedUtf8IsRefused(String raw) {
    RawRequest request = request("PUT", "/" + S3Fixture.BUCKET + "/" + raw, "host", "localhost");

    RawResponse put = s3.send(request);

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errorCode()).isEqualTo("InvalidURI");
  }

  @Test
  void nobodyMayWriteWithoutPermission() {
    RawRequest request = S3Fixture.complete(request("PUT", path("a")).withBody("hello"));

    assertThat(s3.send(request).errorCode()).isEqualTo("AccessDenied");
    assertThat(s3.signedBy(TestUsers.READER, request).errorCode()).isEqualTo("AccessDenied");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void theOwnerIsWhoPutTheObject() {
    s3.signedBy(TestUsers.OTHER, request("PUT", path("a")).withBody("x"));

    assertThat(s3.get("/" + S3Fixture.BUCKET).text())
        .contains("<ID>" + TestUsers.canonicalId(TestUsers.OTHER) + "</ID>");
  }
}
