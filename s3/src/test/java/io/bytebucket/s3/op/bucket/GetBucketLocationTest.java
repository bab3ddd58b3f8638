package io.bytebucket.s3.op.bucket;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import org.junit.jupiter.api.Test;

/** GetBucketLocation: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
class GetBucketLocationTest {
  private final S3Fixture s3 = new S3Fixture();

  // Field survey, after 3.25: us-east-1 is written as nothing.
  @Test
  void nothingStandsForUsEast1() {
    assertThat(s3.get("/" + BUCKET + "?location").text())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "</LocationConstraint>");
  }

  @Test
  void theSubresourceIsFoundWithAnEqualsSignAndASlashToo() {
    assertThat(s3.get("/" + BUCKET + "?location=").text()).contains("<LocationConstraint");
    assertThat(s3.get("/" + BUCKET + "/?location").text()).contains("<LocationConstraint");
  }

  @Test
  void aMissingBucketIsAnError() {
    assertThat(s3.get("/no-such-bucket?location").errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void nobodyIsToldWithoutPermission() {
    assertThat(
            s3.signedBy(TestUsers.READER, request("GET", "/" + BUCKET + "?location")).errorCode())
        .isEqualTo("AccessDenied");
  }
}
