package io.bytebucket.s3.body;

import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static io.bytebucket.s3.auth.AuthFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.http.Request;
import io.bytebucket.s3.auth.AuthFixture;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBodyTest {
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest put =
      RawRequest.of("PUT", "/bucket/key").add("host", "127.0.0.1:9000").withBody("hello").sized();

  @Test
  void bodyOfTheSignedHashIsRead() throws IOException {
    PayloadBody body = server.authenticate(SIGNER.sign(put, NOW)).body();
    assertThat(body.lengthBytes()).isEqualTo(5);
    assertThat(body.readAllBytes()).asString().isEqualTo("hello");
    assertThat(body.trailers().size()).isZero();
  }

  @Test
  void bodyOfAnotherHashIsRefusedWithBoth() {
    S3Exception error = server.bodyRefusal(SIGNER.sign(put, NOW).withBody("jello"));
    assertThat(error.code()).isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
    assertThat(detail(error, "ClientComputedContentSHA256"))
        .isEqualTo(SigV4Signer.sha256("hello".getBytes(StandardCharsets.UTF_8)));
    assertThat(detail(error, "S3ComputedContentSHA256"))
        .isEqualTo(SigV4Signer.sha256("jello".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void lastByteIsHandedOutOnlyWhenTheHashIsRight() throws IOException {
    PayloadBody body = server.authenticate(SIGNER.sign(put, NOW).withBody("jello")).body();
    assertThat(body.readNBytes(4)).asString().isEqualTo("jell");
    assertThatThrownBy(body::read).isInstanceOf(S3Exception.class);
    assertThatThrownBy(body::read).isInstanceOf(S3Exception.class);
  }

  @Test
  void hashInUpperCaseIsTheSame() throws IOException {
    String hash = SigV4Signer.sha256(put.body()).toUpperCase(Locale.ROOT);
    assertThat(server.read(SIGNER.sign(put, NOW, hash))).asString().isEqualTo("hello");
  }

  @Test
  void bodyOfUnknownLengthIsVerifiedAtItsEnd() {
    RawRequest signed = SIGNER.sign(put.remove("content-length"), NOW);
    assertThat(server.authenticate(signed).body().lengthBytes()).isEqualTo(-1);
    assertThat(server.bodyRefusal(signed.withBody("jello")).code())
        .isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
  }

  @Test
  void unsignedPayloadIsAnything() throws IOException {
    RawRequest signed = SIGNER.sign(put, NOW, SigV4Signer.UNSIGNED_PAYLOAD).withBody("jello");
    assertThat(server.read(signed)).asString().isEqualTo("jello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNSIGNED-PAYLOAD",
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
      })
  void bodyShorterThanItsLengthIsIncomplete(String hash) {
    S3Exception error = server.bodyRefusal(SIGNER.sign(put, NOW, hash).withBody("hell"));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
    assertThat(detail(error, "NumberBytesExpected")).isEqualTo("5");
    assertThat(detail(error, "NumberBytesProvided")).isEqualTo("4");
  }

  @Test
  void connectionThatEndsEarlyIsAnIncompleteBody() {
    Request whole = SIGNER.sign(put, NOW).asReceived();
    InputStream cut = new FailingBody(new EOFException("cut"));
    InputStream body = new SequenceInputStream(new ByteArrayInputStream(new byte[3]), cut);
    PayloadBody read = server.authenticate(withBody(whole, body)).body();
    S3Exception error = catchThrowableOfType(S3Exception.class, read::readAllBytes);
    assertThat(error.code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  @Test
  void slowOrLostClientIsAnotherMatter() {
    Request whole = SIGNER.sign(put, NOW).asReceived();
    InputStream lost = new FailingBody(new IOException("reset"));
    PayloadBody body = server.authenticate(withBody(whole, lost)).body();
    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class).hasMessage("reset");
  }

  // Field survey 3.25: a refusal costs the client no upload.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNSIGNED-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
      })
  void nothingIsReadBeforeTheFirstRead(String hash) {
    RawRequest signed = SIGNER.sign(put.add("x-amz-decoded-content-length", "5"), NOW, hash);
    InputStream untouchable = new FailingBody(new IOException("read too early"));
    Request request = withBody(signed.asReceived(), untouchable);
    assertThat(server.authenticate(request).body().lengthBytes()).isEqualTo(5);
    RawRequest refused = signed.set("x-amz-date", "20130524T000001Z");
    S3Exception error =
        catchThrowableOfType(
            S3Exception.class,
            () -> server.authenticate(withBody(refused.asReceived(), untouchable)));
    assertThat(error.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void anonymousBodyIsReadAsItIs() throws IOException {
    assertThat(server.read(put)).asString().isEqualTo("hello");
  }

  @Test
  void anonymousBodyWithAHashIsVerified() {
    RawRequest request = put.add("x-amz-content-sha256", SigV4Signer.sha256(new byte[1]));
    assertThat(server.bodyRefusal(request).code())
        .isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
  }

  @Test
  void anonymousBodyInChunksIsDecoded() throws IOException {
    RawRequest signed =
        SIGNER.signChunked(
            put.remove("content-length"), NOW, AwsChunked.of(AwsChunked.Form.UNSIGNED_TRAILER));
    assertThat(server.read(signed.remove("authorization"))).asString().isEqualTo("hello");
  }

  @Test
  void anonymousRequestCannotHaveSignedChunks() {
    RawRequest signed = SIGNER.signChunked(put, NOW, AwsChunked.of(AwsChunked.Form.SIGNED));
    assertThat(server.refusal(signed.remove("authorization")).code())
        .isEqualTo(S3ErrorCode.INVALID_REQUEST);
  }

  private static Request withBody(Request request, InputStream body) {
    return new Request(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        request.headers(),
        request.scheme(),
        request.remoteAddress(),
        body);
  }
}
