package io.bytebucket.s3.body;

import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.auth.AuthFixture;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.AwsChunked.Breakage;
import io.bytebucket.testkit.AwsChunked.Form;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Field survey 3.4: the headers after a body. */
class TrailersTest {
  private static final String CRC = "x-amz-checksum-crc32";
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest put =
      RawRequest.of("PUT", "/bucket/key").add("host", "127.0.0.1:9000").withBody("hello");

  @Test
  void unsignedFormNeedsNoTrailerAndNoSignature() throws IOException {
    PayloadBody body = server.authenticate(sign(AwsChunked.of(Form.UNSIGNED_TRAILER))).body();
    assertThat(body.readAllBytes()).asString().isEqualTo("hello");
    assertThat(body.trailers().size()).isZero();
  }

  @Test
  void signedTrailerFormWithoutATrailerIsIncomplete() {
    assertThat(server.bodyRefusal(sign(AwsChunked.of(Form.SIGNED_TRAILER))).code())
        .isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crc32", "crc32c", "crc64nvme", "sha1", "sha256"})
  void everyChecksumCanTrail(String algorithm) throws IOException {
    String name = "x-amz-checksum-" + algorithm;
    PayloadBody body =
        server
            .authenticate(sign(AwsChunked.of(Form.SIGNED_TRAILER).withTrailer(name, "c3Vt")))
            .body();
    assertThat(body.readAllBytes()).asString().isEqualTo("hello");
    assertThat(body.trailers().first(name)).contains("c3Vt");
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"SIGNED_TRAILER", "UNSIGNED_TRAILER"})
  void announcedChecksumBesideOneInAHeaderIsRefused(Form form) {
    RawRequest request =
        SIGNER.signChunked(put.add("x-amz-checksum-sha256", "c3Vt"), NOW, withCrc(form));
    S3Exception error = server.refusal(request);
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
    assertThat(error.text()).isEqualTo("Expecting a single x-amz-checksum- header");
  }

  @Test
  void twoAnnouncedChecksumsAreRefused() {
    AwsChunked two = withCrc(Form.UNSIGNED_TRAILER).withTrailer("x-amz-checksum-sha1", "c3Vt");
    assertThat(server.refusal(sign(two)).code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
  }

  @Test
  void checksumAlgorithmHeadersAreNotChecksums() throws IOException {
    RawRequest request =
        SIGNER.signChunked(
            put.add("x-amz-sdk-checksum-algorithm", "CRC32").add("x-amz-checksum-type", "x"),
            NOW,
            withCrc(Form.UNSIGNED_TRAILER));
    assertThat(server.read(request)).asString().isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-meta-late", "x-amz-checksum-md4", "content-type"})
  void onlyChecksumsCanTrail(String name) {
    AwsChunked chunked = AwsChunked.of(Form.UNSIGNED_TRAILER).withTrailer(name, "1");
    assertThat(server.refusal(sign(chunked)).code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED_TRAILER, NO_TRAILERS",
    "UNSIGNED_TRAILER, EXTRA_TRAILER",
    "SIGNED_TRAILER, EXTRA_TRAILER"
  })
  void trailersMustBeThoseAnnounced(Form form, Breakage breakage) {
    S3Exception error = server.bodyRefusal(sign(withCrc(form).broken(breakage)));
    assertThat(error.code()).isEqualTo(S3ErrorCode.MALFORMED_TRAILER);
  }

  @Test
  void signedTrailerThatDoesNotComeIsIncomplete() {
    AwsChunked chunked = withCrc(Form.SIGNED_TRAILER).broken(Breakage.NO_TRAILERS);
    assertThat(server.bodyRefusal(sign(chunked)).code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"})
  void announcementWithoutAFormThatHasTrailersIsRefused(String hash) {
    RawRequest request =
        SIGNER.sign(
            put.add("x-amz-trailer", CRC).add("x-amz-decoded-content-length", "5"), NOW, hash);
    assertThat(server.refusal(request).code()).isEqualTo(S3ErrorCode.MALFORMED_TRAILER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon\r\n",
        ":no name\r\n",
        "x-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:b\r\n",
        "a:1\r\nb:1\r\nc:1\r\nd:1\r\ne:1\r\nf:1\r\ng:1\r\nh:1\r\ni:1\r\n"
      })
  void malformedTrailersAreRefused(String lines) {
    RawRequest request = sign(withCrc(Form.UNSIGNED_TRAILER));
    RawRequest changed = request.withBody("5\r\nhello\r\n0\r\n" + lines + "\r\n");
    assertThat(server.bodyRefusal(changed).code()).isEqualTo(S3ErrorCode.MALFORMED_TRAILER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-checksum-crc32:c3Vt\r\n\r\n",
        "x-amz-checksum-crc32: c3Vt \r\n\r\n",
        "X-Amz-Checksum-Crc32:c3Vt\r\n\r\n",
        "x-amz-checksum-crc32:c3Vt\r\n",
        "x-amz-checksum-crc32:c3Vt\n\r\n\r\n"
      })
  void whatClientsAreKnownToWriteIsRead(String lines) throws IOException {
    RawRequest request = sign(withCrc(Form.UNSIGNED_TRAILER));
    PayloadBody body = server.authenticate(request.withBody("5\r\nhello\r\n0\r\n" + lines)).body();
    assertThat(body.readAllBytes()).asString().isEqualTo("hello");
    assertThat(body.trailers().first(CRC)).contains("c3Vt");
  }

  @Test
  void signedTrailerMayEndWithABareLineFeedAndAnEmptyLine() throws IOException {
    // As a widespread Go client writes it.
    RawRequest request = sign(withCrc(Form.SIGNED_TRAILER));
    String text = new String(request.body(), StandardCharsets.ISO_8859_1);
    RawRequest changed = request.withBody(text.replace("c3Vt\r\n", "c3Vt\n\r\n"));
    assertThat(changed).isNotEqualTo(request);
    assertThat(server.read(changed)).asString().isEqualTo("hello");
  }

  private RawRequest sign(AwsChunked chunked) {
    return SIGNER.signChunked(put, NOW, chunked);
  }

  private static AwsChunked withCrc(Form form) {
    return AwsChunked.of(form).withTrailer(CRC, "c3Vt");
  }
}
