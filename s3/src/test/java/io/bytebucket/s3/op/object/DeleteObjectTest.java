package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DeleteObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
class DeleteObjectTest {
  private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void theObjectIsGone() {
    s3.store("a", "b");

    RawResponse deleted = s3.delete(path("a"));

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(deleted.headers().contains("content-length")).isFalse();
    assertThat(deleted.headers().contains("x-amz-delete-marker")).isFalse();
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
    assertThat(s3.get(path("b")).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsDeletedToo() {
    assertThat(s3.delete(path("nothing")).status()).isEqualTo(204);
  }

  // Section H 24 of the behaviour of the original: it answered 204.
  @Test
  void aMissingBucketIsAnError() {
    RawResponse deleted = s3.delete("/no-such-bucket/a");

    assertThat(deleted.status()).isEqualTo(404);
    assertThat(deleted.errorCode()).isEqualTo("NoSuchBucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {TAG, "5d41402abc4b2a76b9719d911017c592", "*"})
  void anObjectIsDeletedWhileItIsTheOneTheClientKnows(String tag) {
    s3.put(path("a"), "hello");

    assertThat(s3.delete(path("a"), "if-match", tag).status()).isEqualTo(204);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void anotherObjectStays() {
    s3.put(path("a"), "other");

    RawResponse deleted = s3.delete(path("a"), "if-match", TAG);

    assertThat(deleted.status()).isEqualTo(412);
    assertThat(deleted.errorCode()).isEqualTo("PreconditionFailed");
    assertThat(s3.get(path("a")).text()).isEqualTo("other");
  }

  @Test
  void aMissingObjectCannotMatch() {
    RawResponse deleted = s3.delete(path("nothing"), "if-match", TAG);

    assertThat(deleted.status()).isEqualTo(404);
    assertThat(deleted.errorCode()).isEqualTo("NoSuchKey");
  }

  // What AWS knows for directory buckets: https://docs.aws.amazon.com/AmazonS3/latest/API/
  // API_DeleteObject.html#API_DeleteObject_RequestSyntax
  @ParameterizedTest
  @CsvSource({
    "x-amz-if-match-size, 5, 204",
    "x-amz-if-match-size, 6, 412",
    "x-amz-if-match-size, five, 400",
    "x-amz-if-match-last-modified-time, 'Sun, 22 Nov 2026 18:47:24 GMT', 204",
    "x-amz-if-match-last-modified-time, 'Sun, 22 Nov 2026 18:47:25 GMT', 412",
    "x-amz-if-match-last-modified-time, yesterday, 400",
  })
  void anObjectIsDeletedWhileItHasThatLengthOrTime(String header, String value, int status) {
    s3.put(path("a"), "hello");

    assertThat(s3.delete(path("a"), header, value).status()).isEqualTo(status);
    assertThat(s3.get(path("a")).status()).isEqualTo(status == 204 ? 404 : 200);
  }

  @ParameterizedTest
  @CsvSource({"5, 5d41402abc4b2a76b9719d911017c592, 204", "5, x, 412", "6, *, 412"})
  void allConditionsMustHold(String size, String tag, int status) {
    s3.put(path("a"), "hello");

    RawResponse deleted = s3.delete(path("a"), "if-match", tag, "x-amz-if-match-size", size);

    assertThat(deleted.status()).isEqualTo(status);
  }

  @Test
  void aMissingObjectHasEveryLengthAndTime() {
    assertThat(s3.delete(path("nothing"), "x-amz-if-match-size", "5").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"null, 204", "3sL4kqtJlcpXroDTDmJ, 400", "'', 400"})
  void aVersionThatNoVersionCanBeIsRefused(String version, int status) {
    s3.store("a");

    assertThat(s3.delete(path("a") + "?versionId=" + version).status()).isEqualTo(status);
    assertThat(s3.get(path("a")).status()).isEqualTo(status == 204 ? 404 : 200);
  }

  @Test
  void nobodyMayDeleteWithoutPermission() {
    s3.store("a");

    assertThat(s3.send(request("DELETE", path("a"), "host", "localhost")).status()).isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("DELETE", path("a"))).status()).isEqualTo(403);
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
  }
}
