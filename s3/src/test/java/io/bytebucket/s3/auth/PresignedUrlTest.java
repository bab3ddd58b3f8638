package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static io.bytebucket.s3.auth.AuthFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresignedUrlTest {
  private static final int WEEK_SECONDS = 604_800;
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest get = RawRequest.of("GET", "/bucket/key").add("host", "127.0.0.1:9000");
  private final RawRequest put = get.withMethod("PUT").withBody("presigned").sized();

  // Field survey 3.21: any method can be presigned.
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "POST"})
  void everyMethodCanBePresigned(String method) {
    Authenticated authenticated =
        server.authenticate(SIGNER.presign(get.withMethod(method), NOW, 60));
    assertThat(authenticated.accessKeyId()).contains(KEY);
    assertThat(authenticated.method().label()).isEqualTo("presigned");
  }

  @Test
  void urlIsForItsMethodOnly() {
    RawRequest presigned = SIGNER.presign(get, NOW, 60).withMethod("DELETE");
    assertThat(server.refusal(presigned).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "1, 1", "3600, 3599", "604800, 604800", "60, -900"})
  void urlIsGoodToItsLastSecond(long expiresSeconds, double now) {
    RawRequest presigned = SIGNER.presign(get, NOW, expiresSeconds);
    assertThat(AuthFixture.secondsLater(now).authenticate(presigned).accessKeyId()).contains(KEY);
  }

  @ParameterizedTest
  @CsvSource({"60, 60.001, 2013-05-24T00:01:00Z", "604800, 604801, 2013-05-31T00:00:00Z"})
  void urlIsExpiredAfterItsLastSecond(long expiresSeconds, double now, String end) {
    S3Exception error =
        AuthFixture.secondsLater(now).refusal(SIGNER.presign(get, NOW, expiresSeconds));
    assertThat(error.code()).isEqualTo(S3ErrorCode.REQUEST_EXPIRED);
    assertThat(error.code().code()).isEqualTo("AccessDenied");
    assertThat(error.code().status()).isEqualTo(403);
    assertThat(error.text()).isEqualTo("Request has expired");
    assertThat(detail(error, "X-Amz-Expires")).isEqualTo(Long.toString(expiresSeconds));
    assertThat(detail(error, "Expires")).isEqualTo(end);
    assertThat(detail(error, "ServerTime")).startsWith("2013-05-");
  }

  @Test
  void urlOfTheFutureIsNotYetGood() {
    S3Exception error =
        AuthFixture.secondsLater(-901).refusal(SIGNER.presign(get, NOW, WEEK_SECONDS));
    assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
    assertThat(error.text()).isEqualTo("Request is not yet valid");
  }

  // Field survey 3.21: over seven days.
  @ParameterizedTest
  @ValueSource(strings = {"604801", "0", "-1", "1h", "", "99999999999999999999", "1.5"})
  void expiryOutOfItsRangeIsRefused(String expires) {
    RawRequest presigned = SIGNER.presign(get, NOW, 60);
    RawRequest changed =
        presigned.withQuery(
            presigned.query().replace("X-Amz-Expires=60", "X-Amz-Expires=" + expires));
    assertThat(server.refusal(changed).code())
        .isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature"})
  void everyParameterIsRequired(String name) {
    RawRequest presigned = SIGNER.presign(get, NOW, 60);
    RawRequest less =
        presigned.withQuery(presigned.query().replaceAll("X-Amz-" + name + "=[^&]*&?", ""));
    S3Exception error = server.refusal(less);
    assertThat(error.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    assertThat(error.text()).contains("requires the X-Amz-Algorithm");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS4-HMAC-SHA256, AWS4-HMAC-SHA1",
    "AWS4-HMAC-SHA256, AWS4-ECDSA-P256-SHA256",
    "%2Fs3%2F, %2Fec2%2F",
    "%2Fus-east-1%2F, %2F",
    "aws4_request, aws",
    "Date=20130524T, Date=20130525T"
  })
  void malformedParametersAreSaidToBe(String from, String to) {
    RawRequest presigned = SIGNER.presign(get, NOW, 60);
    assertThat(presigned.query()).contains(from);
    RawRequest changed = presigned.withQuery(presigned.query().replace(from, to));
    assertThat(server.refusal(changed).code())
        .isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  // Field survey 3.21: an unparsable date is 403, not 500.
  @ParameterizedTest
  @ValueSource(strings = {"2013-05-24", "20130524T000000", "20131324T000000Z", "yesterday"})
  void unreadableDateIsDenied(String date) {
    RawRequest presigned = SIGNER.presign(get, NOW, 60);
    RawRequest changed = presigned.withQuery(presigned.query().replace("20130524T000000Z", date));
    S3Exception error = server.refusal(changed);
    assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
    assertThat(error.code().status()).isEqualTo(403);
  }

  // Field survey 3.21: applications send their own token along with a link.
  @ParameterizedTest
  @ValueSource(strings = {"Bearer token", "Basic dXNlcjpwYXNz"})
  void foreignAuthorizationBesideAUrlIsIgnored(String authorization) {
    RawRequest presigned = SIGNER.presign(get, NOW, 60).add("authorization", authorization);
    assertThat(server.authenticate(presigned).accessKeyId()).contains(KEY);
  }

  @Test
  void twoSignaturesInOneRequestAreRefused() {
    RawRequest both = SIGNER.sign(SIGNER.presign(get, NOW, 60), NOW);
    S3Exception error = server.refusal(both);
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(error.text()).startsWith("Only one auth mechanism allowed");
    assertThat(detail(error, "ArgumentName")).isEqualTo("Authorization");
  }

  @Test
  void anyBodyFitsAUrlThatPinsNone() throws IOException {
    RawRequest presigned = SIGNER.presign(put, NOW, 60).withBody("different");
    assertThat(server.read(presigned)).asString().isEqualTo("different");
  }

  // Field survey 3.21: a payload hash pinned in the URL is enforced.
  @Test
  void payloadHashInTheQueryIsEnforced() throws IOException {
    RawRequest pinned =
        SIGNER.presign(
            put.withQuery("X-Amz-Content-Sha256=" + SigV4Signer.sha256(put.body())), NOW, 60);
    assertThat(server.read(pinned)).asString().isEqualTo("presigned");
    assertThat(server.bodyRefusal(pinned.withBody("different")).code())
        .isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
  }

  // Field survey 3.21: the same, pinned in a signed header.
  @Test
  void payloadHashInASignedHeaderIsEnforced() throws IOException {
    RawRequest pinned =
        SIGNER.presign(put.add("x-amz-content-sha256", SigV4Signer.sha256(put.body())), NOW, 60);
    assertThat(server.read(pinned)).asString().isEqualTo("presigned");
    assertThat(server.bodyRefusal(pinned.withBody("different")).code())
        .isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
  }

  @Test
  void pinnedPayloadHashCannotBeTalkedAway() {
    RawRequest inQuery =
        SIGNER.presign(
            put.withQuery("X-Amz-Content-Sha256=" + SigV4Signer.sha256(put.body())), NOW, 60);
    RawRequest inHeader =
        SIGNER.presign(put.add("x-amz-content-sha256", SigV4Signer.sha256(put.body())), NOW, 60);
    assertThat(server.refusal(inQuery.add("x-amz-content-sha256", "UNSIGNED-PAYLOAD")).code())
        .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(server.refusal(inHeader.set("x-amz-content-sha256", "UNSIGNED-PAYLOAD")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertThat(server.refusal(inHeader.remove("x-amz-content-sha256")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  // Field survey 3.2: an unsigned header must not choose another way to verify.
  @ParameterizedTest
  @EnumSource(AwsChunked.Form.class)
  void unsignedHeaderCannotTurnAUrlIntoAStreamingUpload(AwsChunked.Form form) {
    RawRequest presigned =
        SIGNER.presign(put, NOW, 60).add("x-amz-content-sha256", form.payloadHash());
    assertThat(server.refusal(presigned).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void unsignedHeaderThatSaysWhatWasSignedAnywayPasses() {
    RawRequest presigned =
        SIGNER.presign(put, NOW, 60).add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assertThat(server.authenticate(presigned).accessKeyId()).contains(KEY);
  }

  @Test
  void sessionTokenOfSomewhereElseIsRefused() {
    RawRequest presigned = SIGNER.presign(get.withQuery("X-Amz-Security-Token=t"), NOW, 60);
    assertThat(server.refusal(presigned).code()).isEqualTo(S3ErrorCode.INVALID_TOKEN);
  }
}
