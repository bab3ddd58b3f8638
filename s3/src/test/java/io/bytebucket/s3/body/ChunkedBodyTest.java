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
import io.bytebucket.testkit.AwsChunked.Breakage;
import io.bytebucket.testkit.AwsChunked.Form;
import io.bytebucket.testkit.RawRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
  private static final String CRC = "x-amz-checksum-crc32";
  private static final byte[] DATA = data(3 * 8_192 + 100);
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest put =
      RawRequest.of("PUT", "/bucket/key").add("host", "127.0.0.1:9000").withBody(DATA);

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormIsDecoded(Form form) throws IOException {
    PayloadBody body = server.authenticate(sign(chunked(form))).body();
    assertThat(body.lengthBytes()).isEqualTo(DATA.length);
    assertThat(body.readAllBytes()).isEqualTo(DATA);
    assertThat(body.read()).isEqualTo(-1);
    assertThat(body.trailers().first(CRC).isPresent()).isEqualTo(form != Form.SIGNED);
  }

  // Field survey 3.2: with credentials in the query, too.
  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormIsDecodedBehindAPresignedUrl(Form form) throws IOException {
    assertThat(server.read(SIGNER.presignChunked(put, NOW, 60, chunked(form)))).isEqualTo(DATA);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void emptyBodyIsABody(Form form) throws IOException {
    RawRequest empty = SIGNER.signChunked(put.withBody(""), NOW, chunked(form));
    assertThat(server.read(empty)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void readsOfAnySizeGiveTheSame(Form form) throws IOException {
    for (int size : new int[] {1, 7, 8_191, 8_192, 8_193, 100_000}) {
      PayloadBody body = server.authenticate(sign(chunked(form))).body();
      byte[] read = new byte[DATA.length + size];
      int total = 0;
      for (int count = body.read(read, 0, size); count > 0; ) {
        total += count;
        count = body.read(read, total, size);
      }
      assertThat(total).isEqualTo(DATA.length);
      assertThat(Arrays.copyOf(read, total)).isEqualTo(DATA);
    }
  }

  // Field survey 3.2: no form lets a wrong signature of the request through.
  @ParameterizedTest
  @EnumSource(Form.class)
  void wrongSignatureInAHeaderIsRefusedBeforeTheBody(Form form) {
    RawRequest signed = sign(chunked(form));
    String authorization = signed.headers().first("authorization").orElseThrow();
    RawRequest wrong = signed.set("authorization", otherEnd(authorization));
    assertThat(server.refusal(wrong).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  // Field survey 3.2: the same, in the query.
  @ParameterizedTest
  @EnumSource(Form.class)
  void wrongSignatureInTheQueryIsRefusedBeforeTheBody(Form form) {
    RawRequest presigned = SIGNER.presignChunked(put, NOW, 60, chunked(form));
    RawRequest wrong = presigned.withQuery(otherEnd(presigned.query()));
    assertThat(server.refusal(wrong).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNED, FIRST_CHUNK_SIGNATURE, PAYLOAD",
    "SIGNED, FINAL_CHUNK_SIGNATURE, PAYLOAD",
    "SIGNED, FIRST_CHUNK_DATA, PAYLOAD",
    "SIGNED_TRAILER, FIRST_CHUNK_SIGNATURE, PAYLOAD",
    "SIGNED_TRAILER, FINAL_CHUNK_SIGNATURE, PAYLOAD",
    "SIGNED_TRAILER, FIRST_CHUNK_DATA, PAYLOAD",
    "SIGNED_TRAILER, TRAILER_SIGNATURE, TRAILER"
  })
  void wrongSignatureInTheBodyDoesNotMatch(Form form, Breakage breakage, String part) {
    S3Exception error = server.bodyRefusal(sign(chunked(form).broken(breakage)));
    assertThat(error.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertThat(detail(error, "StringToSign")).startsWith("AWS4-HMAC-SHA256-" + part + "\n");
  }

  // Field survey 3.3: a cut body, and one of another length than declared.
  @ParameterizedTest
  @CsvSource({
    "SIGNED, CUT_IN_CHUNK",
    "SIGNED, CUT_BEFORE_FINAL_CHUNK",
    "SIGNED, NO_CHUNK_SIGNATURES",
    "SIGNED, DECODED_LENGTH_TOO_LONG",
    "SIGNED, DECODED_LENGTH_TOO_SHORT",
    "SIGNED_TRAILER, CUT_IN_CHUNK",
    "SIGNED_TRAILER, CUT_BEFORE_FINAL_CHUNK",
    "SIGNED_TRAILER, NO_TRAILER_SIGNATURE",
    "SIGNED_TRAILER, DECODED_LENGTH_TOO_LONG",
    "UNSIGNED_TRAILER, CUT_IN_CHUNK",
    "UNSIGNED_TRAILER, CUT_BEFORE_FINAL_CHUNK",
    "UNSIGNED_TRAILER, DECODED_LENGTH_TOO_LONG",
    "UNSIGNED_TRAILER, DECODED_LENGTH_TOO_SHORT"
  })
  void bodyThatIsNotWholeIsIncomplete(Form form, Breakage breakage) {
    S3Exception error = server.bodyRefusal(sign(chunked(form).broken(breakage)));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  // Field survey 3.3: the case of the report, 20 bytes declared and 5 sent.
  @Test
  void fiveBytesOfTwentyAreIncomplete() {
    RawRequest request =
        SIGNER
            .sign(
                put.set("x-amz-decoded-content-length", "20"),
                NOW,
                Form.UNSIGNED_TRAILER.payloadHash())
            .withBody("5\r\nhello\r\n0\r\n\r\n");
    S3Exception error = server.bodyRefusal(request);
    assertThat(error.code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
    assertThat(detail(error, "NumberBytesExpected")).isEqualTo("20");
    assertThat(detail(error, "NumberBytesProvided")).isEqualTo("5");
  }

  // Field survey 3.3: whoever stops at the declared length has got nothing unverified either.
  @ParameterizedTest
  @EnumSource(
      value = Breakage.class,
      names = {"FINAL_CHUNK_SIGNATURE", "TRAILER_SIGNATURE", "CUT_BEFORE_FINAL_CHUNK"})
  void lastByteIsHandedOutOnlyWhenAllIsRight(Breakage breakage) throws IOException {
    RawRequest request = sign(chunked(Form.SIGNED_TRAILER).broken(breakage));
    PayloadBody body = server.authenticate(request).body();
    byte[] before = body.readNBytes(3 * 8_192);
    assertThat(before).hasSize(3 * 8_192);
    assertThatThrownBy(() -> body.readNBytes(100)).isInstanceOf(S3Exception.class);
    assertThatThrownBy(body::read).isInstanceOf(S3Exception.class);
    assertThat(body.trailers().size()).isZero();
  }

  @Test
  void unsignedBodyCannotBeReadAsASignedOne() {
    RawRequest signed = sign(chunked(Form.SIGNED));
    RawRequest changed = signed.set("x-amz-content-sha256", Form.UNSIGNED_TRAILER.payloadHash());
    assertThat(server.refusal(changed).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @CsvSource({"SIGNED, 8191", "SIGNED_TRAILER, 100", "UNSIGNED_TRAILER, 1000"})
  void chunksBelowTheLeastLengthAreRefused(Form form, int chunkBytes) {
    S3Exception error = server.bodyRefusal(sign(chunked(form).withChunkBytes(chunkBytes)));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_CHUNK_SIZE);
    assertThat(error.code().status()).isEqualTo(403);
    assertThat(detail(error, "Chunk")).isEqualTo("2");
    assertThat(detail(error, "BadChunkSize")).isEqualTo(Integer.toString(chunkBytes));
  }

  @Test
  void oneChunkMayHoldAll() throws IOException {
    assertThat(server.read(sign(chunked(Form.SIGNED).withChunkBytes(1 << 20)))).isEqualTo(DATA);
  }

  @Test
  void missingDecodedLengthIsAskedFor() {
    RawRequest request = SIGNER.sign(put, NOW, Form.SIGNED.payloadHash());
    assertThat(server.refusal(request).code()).isEqualTo(S3ErrorCode.MISSING_CONTENT_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "", "99999999999999999999"})
  void decodedLengthThatIsNoneIsRefused(String length) {
    RawRequest request =
        SIGNER.sign(
            put.set("x-amz-decoded-content-length", length), NOW, Form.SIGNED.payloadHash());
    S3Exception error = server.refusal(request);
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(detail(error, "ArgumentName")).isEqualTo("x-amz-decoded-content-length");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "x\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "0000000000005\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "6\r\nhello!\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1",
        "5\r\nhello\r\n0\r\n\r\n\r\n\r\n\r\n\r\n",
        "5\r\nhello\r\n0"
      })
  void malformedChunksAreIncomplete(String body) {
    assertThat(server.bodyRefusal(unsigned("5").withBody(body)).code())
        .isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\n",
        "5;\r\nhello\r\n0;\r\n\r\n",
        "5;ignored=1\r\nhello\r\n0\r\n\r\n",
        "05\r\nhello\r\n00\r\n\r\n",
        "5\r\nhello\r\n0\r\n\r\n\r\n"
      })
  void whatClientsAreKnownToWriteIsRead(String body) throws IOException {
    assertThat(server.read(unsigned("5").withBody(body))).asString().isEqualTo("hello");
  }

  // The length of the transfer is longer than its chunks take, and the client goes away there.
  @ParameterizedTest
  @EnumSource(Form.class)
  void aTransferThatIsCutBehindItsChunksIsIncomplete(Form form) throws IOException {
    Request whole = sign(chunked(form)).asReceived();
    InputStream cut = new FailingBody(new EOFException("cut"));
    Request request =
        new Request(
            whole.method(),
            whole.rawPath(),
            whole.rawQuery(),
            whole.headers(),
            whole.scheme(),
            whole.remoteAddress(),
            new SequenceInputStream(whole.body(), cut));
    PayloadBody body = server.authenticate(request).body();
    assertThat(body.readNBytes(3 * 8_192)).hasSize(3 * 8_192);
    S3Exception error = catchThrowableOfType(S3Exception.class, body::readAllBytes);
    assertThat(error.code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void whatFollowsTheChunksMakesTheBodyAnother(Form form) {
    RawRequest request = sign(chunked(form));
    byte[] longer = Arrays.copyOf(request.body(), request.body().length + 10);
    assertThat(server.bodyRefusal(request.withBody(longer)).code())
        .isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  @Test
  void endlessLineIsCutShort() {
    RawRequest request = unsigned("5").withBody("0".repeat(1_000_000));
    assertThat(server.bodyRefusal(request).code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY);
  }

  private RawRequest unsigned(String decodedLength) {
    return SIGNER.sign(
        put.set("x-amz-decoded-content-length", decodedLength),
        NOW,
        Form.UNSIGNED_TRAILER.payloadHash());
  }

  private RawRequest sign(AwsChunked chunked) {
    return SIGNER.signChunked(put, NOW, chunked);
  }

  private static AwsChunked chunked(Form form) {
    AwsChunked chunked = AwsChunked.of(form).withChunkBytes(8_192);
    return form == Form.SIGNED ? chunked : chunked.withTrailer(CRC, "AAAAAA==");
  }

  private static String otherEnd(String text) {
    return text.substring(0, text.length() - 1) + (text.endsWith("0") ? '1' : '0');
  }

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    new Random(20_130_524).nextBytes(data);
    return data;
  }
}
