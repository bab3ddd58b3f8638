package io.bytebucket.s3.op.bucket;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;

/** DeleteBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
class DeleteBucketTest {
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void anEmptyBucketIsGone() {
    RawResponse deleted = s3.delete("/" + BUCKET);

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(s3.head("/" + BUCKET).status()).isEqualTo(404);
    assertThat(s3.delete("/" + BUCKET).errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void aBucketWithAnObjectStays() {
    s3.store("a");

    RawResponse refused = s3.delete("/" + BUCKET);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.errorCode()).isEqualTo("BucketNotEmpty");
    assertThat(refused.text()).contains("<BucketName>" + BUCKET + "</BucketName>");
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
  }

  @Test
  void aBucketMadeAgainUnderTheSameNameIsEmpty() {
    s3.store("a");
    s3.delete(path("a"));
    s3.delete("/" + BUCKET);
    s3.put("/" + BUCKET, "");

    assertThat(Listing.of(s3.get("/" + BUCKET)).keys()).isEmpty();
    assertThat(s3.get(path("a")).errorCode()).isEqualTo("NoSuchKey");
    assertThat(s3.findings()).isEmpty();
  }

  @Test
  void nobodyDeletesABucketWithoutPermission() {
    assertThat(s3.send(request("DELETE", "/" + BUCKET, "host", "localhost")).status())
        .isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("DELETE", "/" + BUCKET)).status())
        .isEqualTo(403);
    assertThat(s3.head("/" + BUCKET).status()).isEqualTo(200);
  }
}
