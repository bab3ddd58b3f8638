package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SECRET;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.UnnamedBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.RawRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that do not say how their body is signed; those of curl 7.88.1 as it sent them. */
class CurlRequestsTest {
  private static final Instant SENT = Instant.parse("2026-11-28T03:49:48Z");

  private final MemoryBudget budget = new MemoryBudget(2 * UnnamedBody.LIMIT_BYTES);

  private static RawRequest curl(String method, String target, String signature) {
    return RawRequest.of(method, target)
        .add("host", "127.0.0.1:29431")
        .add(
            "authorization",
            "AWS4-HMAC-SHA256 Credential="
                + KEY
                + "/20261128/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature="
                + signature)
        .add("x-amz-date", "20261128T034948Z");
  }

  private static AuthFixture whenSent() {
    return AuthFixture.secondsLater((double) Duration.between(NOW, SENT).toSeconds());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /my-bucket, e5777161159e4b7bca15aaf1a5090af823637ee0a53ac9efb9e7b908af445ee1",
    "GET, /my-bucket/hello.txt, 0596dd0b35522d3ebf76c984c3c2e0140a22ddada4814f461a47f175368f684e",
    "GET, /my-bucket?prefix=a/b&list-type=2&delimiter=%2F,"
        + " 872dacb3478b7013f03a8d758c3f18838e9aabb20ed4e4309ee151aa7e456d30",
    "GET, /my-bucket?uploads, 1c36c97893c4e9b6012587d850212e5f19341991c06b22157c7bd3dc1039010a",
    "GET, /my-bucket/a+b%20(c), d339c22e40c978e0a027dbdce008607f2b4a270ae072ec2658bd843bc17df1b3",
  })
  void aRequestWithoutABodyIsLetIn(String method, String target, String signature) {
    RawRequest request = curl(method, target, signature);

    assertThat(whenSent().authenticate(request).accessKeyId()).contains(KEY);
    assertThat(whenSent().refusal(request.withPath("/other" + request.path())).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertThat(whenSent().refusal(request.addQuery("acl")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void theBodyOfAnUploadIsWhatWasSigned() throws IOException {
    RawRequest upload =
        curl(
            "PUT",
            "/my-bucket/hello.txt",
            "28a4e54baf51f939c7d2b49303fb78cc1aae86e8acc9d303ce0c5ea93c189ea5");

    assertThat(whenSent().read(upload.withBody("hello").sized())).asString().isEqualTo("hello");
    assertThat(whenSent().refusal(upload.withBody("hellO").sized()).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertThat(whenSent().refusal(upload.withBody("").sized()).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  // With -T, curl 7.88 signs an empty body, whatever it sends.
  @Test
  void aBodyThatIsNotSignedIsRefused() {
    RawRequest upload =
        curl(
            "PUT",
            "/my-bucket/up",
            "8a3e7d0ddb65de3897e3fba829f0aaf9bca590ee690c5e1af8f1e298a20f7f95");

    assertThat(whenSent().refusal(upload.withBody("filebody").sized()).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  private final MemoryBudget.Share memory = budget.share();

  private Authenticated authenticate(RawRequest signed, InputStream body) throws IOException {
    Authenticator authenticator =
        new Authenticator(
            key -> Optional.of(SECRET).filter(secret -> key.equals(KEY)),
            Clock.fixed(NOW, ZoneOffset.UTC));
    Request request = signed.asReceived().withBody(body);
    return authenticator.authenticate(request, Query.EMPTY, request.rawPath(), memory);
  }

  private static RawRequest unnamed(int bytes) {
    RawRequest put = RawRequest.of("PUT", "/b/k").add("host", "h").withBody(new byte[bytes]);
    return SIGNER
        .leavingUnsigned("x-amz-content-sha256", "content-length")
        .sign(put.sized(), NOW)
        .remove("x-amz-content-sha256");
  }

  /** Does that instead of reading. */
  private static InputStream body(IOExceptionSource read) {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("byte by byte");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw read.next();
      }
    };
  }

  /** Says with what reading fails. */
  private interface IOExceptionSource {
    IOException next();
  }

  private static InputStream untouched() {
    return body(() -> {
      throw new AssertionError("the body was read");
    });
  }

  @Test
  void theLargestBodyThatIsHeldTakesItsSize() throws IOException {
    RawRequest put = unnamed(UnnamedBody.LIMIT_BYTES);
    Authenticated authenticated = authenticate(put, put.asReceived().body());

    assertThat(budget.takenBytes()).isEqualTo(UnnamedBody.LIMIT_BYTES);
    assertThat(authenticated.body().lengthBytes()).isEqualTo(UnnamedBody.LIMIT_BYTES);
    assertThat(authenticated.body().readAllBytes()).isEqualTo(put.body());
  }

  @Test
  void aLongerOneIsToldWhatToSendAndIsNotRead() {
    RawRequest put = unnamed(UnnamedBody.LIMIT_BYTES + 1);

    assertRefused(put, untouched(), S3ErrorCode.INVALID_REQUEST);
    assertThat(budget.takenBytes()).isZero();
    assertRefused(
        unnamed(0).remove("content-length").add("transfer-encoding", "chunked"),
        untouched(),
        S3ErrorCode.INVALID_REQUEST);
  }

  @Test
  void nothingIsReadForAStrangerOrOutOfTime() {
    RawRequest put = unnamed(5);
    String authorization = put.headers().first("authorization").orElseThrow();

    assertRefused(
        put.set("authorization", authorization.replace(KEY, "AKIDSTRANGER")),
        untouched(),
        S3ErrorCode.INVALID_ACCESS_KEY_ID);
    assertRefused(
        SIGNER
            .leavingUnsigned("x-amz-content-sha256")
            .sign(put, NOW.minus(Duration.ofHours(1)))
            .remove("x-amz-content-sha256"),
        untouched(),
        S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    assertRefused(put.add("x-amz-acl", "private"), untouched(), S3ErrorCode.ACCESS_DENIED);
  }

  @Test
  void memoryIsTakenAsBytesArrive() {
    RawRequest put = unnamed(UnnamedBody.LIMIT_BYTES);
    InputStream cut =
        body(() -> {
          assertThat(budget.takenBytes()).isLessThan(UnnamedBody.LIMIT_BYTES / 10);
          return new EOFException();
        });

    assertRefused(put, cut, S3ErrorCode.INCOMPLETE_BODY);
    assertRefused(
        put,
        new ByteArrayInputStream("short".getBytes(StandardCharsets.US_ASCII)),
        S3ErrorCode.INCOMPLETE_BODY);
  }

  @Test
  void whereMemoryIsShortTheClientComesBackLater() {
    RawRequest put = unnamed(100);
    MemoryBudget.Share others = budget.share();
    // The other half is for those who have proved who they are.
    assertThat(others.tryGrow(budget.limitBytes() / 2 - 99)).isTrue();

    assertThatThrownBy(() -> authenticate(put, put.asReceived().body()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Busy.class));
  }

  private void assertRefused(RawRequest put, InputStream body, S3ErrorCode code) {
    assertThatThrownBy(() -> authenticate(put, body))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
