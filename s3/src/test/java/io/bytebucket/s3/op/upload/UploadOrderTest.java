package io.bytebucket.s3.op.upload;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What of a request to an upload is answered first: the bucket, the caller, the parameters, and
 * only then whether there is such an upload.
 */
class UploadOrderTest {
  private static final String DOCUMENT =
      "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part>"
          + "</CompleteMultipartUpload>";

  private final S3Fixture s3 = new S3Fixture();

  /** One operation on an upload. */
  record Step(String method, String parameters, String body, List<String> headers) {
    Step(String method, String parameters, String body, String... headers) {
      this(method, parameters, body, List.of(headers));
    }

    RawRequest to(String path, String uploadId) {
      RawRequest request =
          request(
              method, path + "?uploadId=" + uploadId + parameters, headers.toArray(String[]::new));
      return body.isEmpty() ? request : request.withBody(body);
    }
  }

  static Stream<Step> steps() {
    return Stream.of(
        new Step("PUT", "&partNumber=1", "x"),
        new Step("PUT", "&partNumber=1", "", "x-amz-copy-source", "photos/b"),
        new Step("POST", "", DOCUMENT),
        new Step("GET", "", ""),
        new Step("DELETE", "", ""));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void whoMayNotLearnsNothingOfUploads(Step step) {
    String open = MultipartSteps.begin(s3, "a").uploadId();

    for (String uploadId : new String[] {open, "made-up", "00000001000000000000000000000000"}) {
      RawResponse anonymous =
          s3.send(step.to(path("a"), uploadId).add("host", "localhost").sized());

      assertThat(anonymous.status()).isEqualTo(403);
      assertThat(anonymous.errorCode()).isEqualTo("AccessDenied");
      assertThat(s3.signedBy(TestUsers.READER, step.to(path("a"), uploadId)).errorCode())
          .isEqualTo("AccessDenied");
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aBucketThatIsMissingComesBeforeAnUploadThatIs(Step step) {
    assertThat(s3.signed(step.to("/missing/a", "made-up")).errorCode()).isEqualTo("NoSuchBucket");
  }

  @ParameterizedTest
  @MethodSource("steps")
  void anUploadThatIsMissingIsNamedAsTheClientDoes(Step step) {
    s3.store("b");

    RawResponse answer = s3.signed(step.to(path("a"), "made-up"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.errorCode()).isEqualTo("NoSuchUpload");
    assertThat(answer.text()).contains("<UploadId>made-up</UploadId>");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, &partNumber=0, x-amz-meta-a, b, InvalidArgument",
    "PUT, &partNumber=x, x-amz-copy-source, photos/b, InvalidArgument",
    "PUT, &partNumber=1, x-amz-copy-source, nonsense, InvalidArgument",
    "PUT, &partNumber=1, x-amz-checksum-crc32, nonsense, InvalidRequest",
    "POST, '', x-amz-checksum-crc32, nonsense, InvalidRequest",
    "POST, '', x-amz-mp-object-size, many, InvalidRequest",
    "GET, &max-parts=x, x-amz-meta-a, b, InvalidArgument",
  })
  void aParameterThatIsWrongComesBeforeAnUploadThatIsMissing(
      String method, String parameters, String name, String value, String code) {
    Step step = new Step(method, parameters, "", name, value);

    assertThat(s3.signed(step.to(path("a"), "made-up")).errorCode()).isEqualTo(code);
  }

  @Test
  void aListThatIsNoneComesBeforeAnUploadThatIsMissing() {
    assertThat(s3.post(path("a") + "?uploadId=made-up", "<Other/>").errorCode())
        .isEqualTo("MalformedXML");
  }
}
