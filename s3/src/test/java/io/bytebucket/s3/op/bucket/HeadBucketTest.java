package io.bytebucket.s3.op.bucket;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;

/** HeadBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
class HeadBucketTest {
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void aBucketTellsWhereItIs() {
    RawResponse head = s3.head("/" + BUCKET);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("x-amz-bucket-region")).isEqualTo("us-east-1");
    assertThat(head.header("x-amz-access-point-alias")).isEqualTo("false");
    assertThat(head.header("x-amz-bucket-arn")).isEqualTo("arn:aws:s3:::" + BUCKET);
    assertThat(head.header("content-type")).isEqualTo("application/xml");
  }

  @Test
  void aMissingBucketIsA404WithoutADocument() {
    RawResponse head = s3.head("/no-such-bucket");

    assertThat(head.status()).isEqualTo(404);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().contains("x-amz-bucket-region")).isFalse();
  }

  // Field survey, after 3.25: SDKs ask for a bucket's region anonymously and read it off the 403.
  @Test
  void aRefusalTellsTheRegionToo() {
    RawResponse anonymous = s3.send(request("HEAD", "/" + BUCKET, "host", "localhost"));
    RawResponse nobody = s3.signedBy(TestUsers.NOBODY, request("HEAD", "/" + BUCKET));

    for (RawResponse head : new RawResponse[] {anonymous, nobody}) {
      assertThat(head.status()).isEqualTo(403);
      assertThat(head.body()).isEmpty();
      assertThat(head.header("x-amz-bucket-region")).isEqualTo("us-east-1");
    }
  }
}
