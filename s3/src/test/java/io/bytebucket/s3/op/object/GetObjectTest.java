package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.object.VersionId;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
class GetObjectTest {
  private static final String MODIFIED = "Sun, 22 Nov 2026 18:47:24 GMT";
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void theBytesComeBackWithWhatDescribesThem() {
    s3.put(path("a.txt"), "hello", "content-type", "text/plain");

    RawResponse got = s3.get(path("a.txt"));

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("hello");
    assertThat(got.header("content-length")).isEqualTo("5");
    assertThat(got.header("content-type")).isEqualTo("text/plain");
    assertThat(got.header("etag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(got.header("last-modified")).isEqualTo(MODIFIED);
    assertThat(got.header("accept-ranges")).isEqualTo("bytes");
    assertThat(got.headers().contains("x-amz-storage-class")).isFalse();
    assertThat(got.headers().contains("x-amz-version-id")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1_000, 1_001, 65_536, 1_500_000})
  void bodiesOfEveryLengthComeBackByteForByte(int length) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    s3.put(path("a"), body);

    RawResponse got = s3.get(path("a"));

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(body);
    assertThat(got.header("content-length")).isEqualTo(Integer.toString(length));
  }

  @Test
  void aMissingKeyAndAMissingBucketAreToldApart() {
    RawResponse noKey = s3.get(path("nothing"));
    RawResponse noBucket = s3.get("/no-such-bucket/nothing");

    assertThat(noKey.status()).isEqualTo(404);
    assertThat(noKey.errorCode()).isEqualTo("NoSuchKey");
    assertThat(noKey.text()).contains("<Key>nothing</Key>");
    assertThat(noBucket.status()).isEqualTo(404);
    assertThat(noBucket.errorCode()).isEqualTo("NoSuchBucket");
    assertThat(noBucket.text()).contains("<BucketName>no-such-bucket</BucketName>");
  }

  @Test
  void aDeletedObjectIsGone() {
    s3.store("a");
    s3.delete(path("a"));

    assertThat(s3.get(path("a")).errorCode()).isEqualTo("NoSuchKey");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-4, 0, 4",
    "bytes=3-, 3, 9",
    "bytes=-3, 7, 9",
    "bytes=-100, 0, 9",
    "bytes=5-100, 5, 9",
    "bytes=9-9, 9, 9",
    "bytes=0-99999999999999999999, 0, 9",
  })
  void oneRangeIsAnsweredWith206(String range, int first, int last) {
    s3.put(path("a"), "0123456789");

    RawResponse got = s3.get(path("a"), "range", range);

    assertThat(got.status()).isEqualTo(206);
    assertThat(got.text()).isEqualTo("0123456789".substring(first, last + 1));
    assertThat(got.header("content-range")).isEqualTo("bytes " + first + "-" + last + "/10");
    assertThat(got.header("content-length")).isEqualTo(Integer.toString(last - first + 1));
    assertThat(got.header("etag")).isEqualTo("\"781e5e245d69b566979b86e28d23f2c7\"");
  }

  // Field survey 3.14: what is not one well-formed range is passed over.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=5-3",
        "bytes=a-b",
        "bytes=",
        "bytes=-",
        "bytes=1",
        "bytes",
        "0-4",
        "items=0-4",
        "bytes=0-1,3-4",
        "bytes=--1",
        "bytes=1-2-3"
      })
  void whatIsNotOneRangeOfBytesIsPassedOver(String range) {
    s3.put(path("a"), "0123456789");

    RawResponse got = s3.get(path("a"), "range", range);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("0123456789");
    assertThat(got.headers().contains("content-range")).isFalse();
  }

  // Field survey 3.14.
  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=99999999999999999999-", "bytes=-0"})
  void aRangePastTheEndIsNotSatisfiable(String range) {
    s3.put(path("a"), "0123456789");

    RawResponse got = s3.get(path("a"), "range", range);

    assertThat(got.status()).isEqualTo(416);
    assertThat(got.errorCode()).isEqualTo("InvalidRange");
    assertThat(got.text())
        .contains("<RangeRequested>" + range + "</RangeRequested>")
        .contains("<ActualObjectSize>10</ActualObjectSize>");
  }

  // Field survey 3.14.
  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=1-", "bytes=-0"})
  void noRangeFromAByteOfAnEmptyObjectCanBeSatisfied(String range) {
    s3.put(path("empty"), "");

    assertThat(s3.get(path("empty"), "range", range).errorCode()).isEqualTo("InvalidRange");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=-1", "bytes=-100", "bytes=-99999999999999999999"})
  void theLastBytesOfAnEmptyObjectAreAllOfIt(String range) {
    s3.put(path("empty"), "");

    for (RawResponse answer :
        new RawResponse[] {
          s3.get(path("empty"), "range", range), s3.head(path("empty"), "range", range)
        }) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-length")).isEqualTo("0");
      assertThat(answer.headers().contains("content-range")).isFalse();
    }
  }

  @Test
  void aRangeOfALargeObjectSpansItsBlocks() {
    byte[] body = new byte[400_000];
    new Random(4).nextBytes(body);
    s3.put(path("large"), body);

    RawResponse got = s3.get(path("large"), "range", "bytes=100000-299999");

    assertThat(got.status()).isEqualTo(206);
    assertThat(got.body()).isEqualTo(Arrays.copyOfRange(body, 100_000, 300_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENABLED", "enabled", "Enabled"})
  void theChecksumComesWhenItIsAskedForInAnyCase(String mode) {
    s3.put(path("a"), "hello", "x-amz-checksum-crc32", "NhCmhg==");

    RawResponse got = s3.get(path("a"), "x-amz-checksum-mode", mode);

    assertThat(got.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
    assertThat(got.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
  }

  @Test
  void theChecksumDoesNotComeUnasked() {
    s3.put(path("a"), "hello", "x-amz-checksum-crc32", "NhCmhg==");

    RawResponse got = s3.get(path("a"));

    assertThat(got.headers().toString()).doesNotContain("x-amz-checksum");
  }

  // Field survey 3.6: clients would hold the checksum of the whole against the part.
  @Test
  void aRangeComesWithoutTheChecksumOfTheWhole() {
    s3.put(path("a"), "hello", "x-amz-checksum-crc32", "NhCmhg==");

    RawResponse got = s3.get(path("a"), "x-amz-checksum-mode", "ENABLED", "range", "bytes=0-1");

    assertThat(got.status()).isEqualTo(206);
    assertThat(got.headers().toString()).doesNotContain("x-amz-checksum");
  }

  @Test
  void theAnswersFieldsCanBeOverridden() {
    s3.put(path("a"), "hello", "content-type", "text/plain", "cache-control", "no-store");

    RawResponse got =
        s3.get(
            path("a")
                + "?response-content-type=image%2Fpng&response-cache-control=max-age%3D5"
                + "&response-content-disposition=attachment%3B%20filename%3D%22a%22"
                + "&response-content-encoding=gzip&response-content-language=de"
                + "&response-expires=Thu%2C%2001%20Dec%202033%2016%3A00%3A00%20GMT");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.headers().all("content-type")).containsExactly("image/png");
    assertThat(got.headers().all("cache-control")).containsExactly("max-age=5");
    assertThat(got.header("content-disposition")).isEqualTo("attachment; filename=\"a\"");
    assertThat(got.header("content-encoding")).isEqualTo("gzip");
    assertThat(got.header("content-language")).isEqualTo("de");
    assertThat(got.header("expires")).isEqualTo("Thu, 01 Dec 2033 16:00:00 GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-type",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "expires"
      })
  void onlyASignedRequestCanOverrideAField(String field) {
    s3.store("a");
    String target = path("a") + "?response-" + field + "=x";

    RawResponse got = s3.send(request("GET", target, "host", "localhost"));
    RawResponse head = s3.send(request("HEAD", target, "host", "localhost"));

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.errorCode()).isEqualTo("InvalidRequest");
    assertThat(got.text())
        .contains("Request specific response headers cannot be used for anonymous GET requests.");
    assertThat(head.status()).isEqualTo(400);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void anOverrideCannotSmuggleAHeaderField() {
    s3.store("a");

    RawResponse got = s3.get(path("a") + "?response-content-type=a%0D%0Aset-cookie%3Ab");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.errorCode()).isEqualTo("InvalidArgument");
  }

  @Test
  void anObjectOfABucketWithoutVersionsIsTheNullVersion() {
    s3.store("a");

    assertThat(s3.get(path("a") + "?versionId=null").text()).isEqualTo("a");
    RawResponse other = s3.get(path("a") + "?versionId=" + new VersionId(7, false).text());
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.errorCode()).isEqualTo("NoSuchVersion");
    RawResponse nobodys = s3.get(path("a") + "?versionId=3sL4kqtJlcpXroDTDmJ");
    assertThat(nobodys.status()).isEqualTo(400);
    assertThat(nobodys.errorCode()).isEqualTo("InvalidArgument");
  }

  @Test
  void aReaderSeesTheNewObjectAfterAnOverwrite() {
    s3.put(path("a"), "one");
    s3.clock.advance(Duration.ofSeconds(1));
    s3.put(path("a"), "two!");

    RawResponse got = s3.get(path("a"));

    assertThat(got.text()).isEqualTo("two!");
    assertThat(got.header("last-modified")).isEqualTo("Sun, 22 Nov 2026 18:47:25 GMT");
  }

  @Test
  void nobodyMayReadWithoutPermission() {
    s3.store("a");

    RawResponse anonymous = s3.send(request("GET", path("a"), "host", "localhost"));
    RawResponse nobody = s3.signedBy(TestUsers.NOBODY, request("GET", path("a")));

    assertThat(anonymous.status()).isEqualTo(403);
    assertThat(anonymous.errorCode()).isEqualTo("AccessDenied");
    assertThat(nobody.status()).isEqualTo(403);
    assertThat(nobody.errorCode()).isEqualTo("AccessDenied");
    assertThat(new String(nobody.body(), StandardCharsets.UTF_8)).doesNotContain(">a<");
  }
}
