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
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Field survey 3.1: what was not signed must not change what a request does. */
class UnsignedHeaderTest {
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest put = RawRequest.of("PUT", "/bucket/key").add("host", "127.0.0.1:9000");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-copy-source",
        "x-amz-tagging",
        "x-amz-acl",
        "x-amz-grant-read",
        "x-amz-object-lock-mode",
        "x-amz-server-side-encryption",
        "x-amz-storage-class",
        "x-amz-meta-color",
        "x-amz-date",
        "x-amz-trailer"
      })
  void unsignedAmzHeaderBesideAUrlIsDeniedByName(String name) {
    requireDenied(SIGNER.presign(put, NOW, 60).add(name, "other/secret"), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-copy-source", "x-amz-tagging", "x-amz-acl", "x-amz-meta-color"})
  void unsignedAmzHeaderBesideASignedHeaderIsDeniedByName(String name) {
    requireDenied(SIGNER.sign(put, NOW).add(name, "other/secret"), name);
  }

  @Test
  void allUnsignedHeadersAreNamed() {
    RawRequest request =
        SIGNER.sign(put, NOW).add("x-amz-tagging", "a=b").add("x-amz-acl", "public-read");
    requireDenied(request, "x-amz-acl, x-amz-tagging");
  }

  @Test
  void secondValueOfASignedHeaderBreaksTheSignature() {
    RawRequest request = SIGNER.sign(put.add("x-amz-acl", "private"), NOW);
    assertThat(server.refusal(request.add("x-amz-acl", "public-read")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  // Listed again and again, a long value would be signed as a text of any length.
  @Test
  void aHeaderThatIsListedTwiceIsRefused() {
    RawRequest signed = SIGNER.sign(put, NOW);
    String once = signed.headers().first("authorization").orElseThrow();
    String twice = once.replace("SignedHeaders=host;", "SignedHeaders=host;host;");
    assertThat(twice).isNotEqualTo(once);
    assertThat(server.refusal(signed.set("authorization", twice)).code())
        .isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  @Test
  void aListOfHeadersWithoutEndIsNotTakenApart() {
    RawRequest signed = SIGNER.sign(put, NOW);
    String once = signed.headers().first("authorization").orElseThrow();
    String endless = once.replace("SignedHeaders=host", "SignedHeaders=" + "a;".repeat(100_000));
    assertThat(server.refusal(signed.set("authorization", endless)).code())
        .isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  @Test
  void unsignedHostIsDenied() {
    requireDenied(SIGNER.leavingUnsigned("host").sign(put, NOW), "host");
    requireDenied(
        SIGNER.leavingUnsigned("host").presign(put.add("range", "bytes=0-1"), NOW, 60), "host");
  }

  // The counter-test: widespread clients never sign the content type.
  @Test
  void unsignedContentTypePasses() {
    RawRequest typed = put.add("content-type", "text/plain");
    assertThat(
            server
                .authenticate(SIGNER.presign(put, NOW, 60).add("content-type", "text/plain"))
                .accessKeyId())
        .contains(KEY);
    assertThat(
            server
                .authenticate(SIGNER.leavingUnsigned("content-type").sign(typed, NOW))
                .accessKeyId())
        .contains(KEY);
  }

  @Test
  void unsignedContentTypeOfAStreamingUploadPasses() throws IOException {
    RawRequest request =
        SIGNER
            .leavingUnsigned("content-type", "user-agent")
            .signChunked(
                put.add("content-type", "text/plain").add("user-agent", "x").withBody("data"),
                NOW,
                AwsChunked.of(AwsChunked.Form.SIGNED));
    assertThat(server.read(request)).asString().isEqualTo("data");
  }

  @Test
  void unsignedPayloadHashPassesBecauseItIsBoundAnyway() throws IOException {
    RawRequest request =
        SIGNER.leavingUnsigned("x-amz-content-sha256").sign(put.withBody("data"), NOW);
    assertThat(server.read(request)).asString().isEqualTo("data");
    assertThat(server.refusal(request.set("x-amz-content-sha256", "UNSIGNED-PAYLOAD")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void headersThatAreNotAmzNeedNoSignature() {
    RawRequest request =
        SIGNER.sign(put, NOW).add("x-amzn-trace-id", "1").add("x-forwarded-for", "::1");
    assertThat(server.authenticate(request).accessKeyId()).contains(KEY);
  }

  private void requireDenied(RawRequest request, String headersNotSigned) {
    S3Exception error = server.refusal(request);
    assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
    assertThat(error.code().status()).isEqualTo(403);
    assertThat(error.text())
        .isEqualTo("There were headers present in the request which were not signed");
    assertThat(detail(error, "HeadersNotSigned")).isEqualTo(headersNotSigned);
  }
}
