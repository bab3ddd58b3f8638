package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client says about the bytes it sends:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
class PutObjectChecksumTest {
  /** The values for {@code hello}, from other tools. */
  enum Sum {
    CRC32("NhCmhg=="),
    CRC32C("mnG7TA=="),
    CRC64NVME("M3eFcAZSQlc="),
    SHA1("qvTGHdzF6KLavt4PO0gs2a6pQ00="),
    SHA256("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="),
    SHA512(
        "m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw=="),
    MD5("XUFAKrxLKna5cZ2REBfFkg=="),
    XXHASH64("JseCfYifbaM="),
    XXHASH3("lVXoVVxi3P0="),
    XXHASH128("tenBrQcbPn/Hec+qXlI4GA==");

    private final String hello;

    Sum(String hello) {
      this.hello = hello;
    }

    String header() {
      return "x-amz-checksum-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final String LARGE = "x".repeat(100_000);
  private final S3Fixture s3 = new S3Fixture();

  @ParameterizedTest
  @EnumSource
  void aChecksumInAHeaderIsVerifiedAndKept(Sum sum) {
    RawResponse put = s3.put(path("a"), "hello", sum.header(), sum.hello);

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header(sum.header())).isEqualTo(sum.hello);
    assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
    assertThat(s3.get(path("a"), "x-amz-checksum-mode", "ENABLED").header(sum.header()))
        .isEqualTo(sum.hello);
  }

  @ParameterizedTest
  @EnumSource
  void aChecksumInATrailerIsVerifiedAndKept(Sum sum) {
    for (AwsChunked.Form form :
        new AwsChunked.Form[] {AwsChunked.Form.SIGNED_TRAILER, AwsChunked.Form.UNSIGNED_TRAILER}) {
      RawResponse put = chunked("hello", AwsChunked.of(form).withTrailer(sum.header(), sum.hello));

      assertThat(put.status()).as(put.text()).isEqualTo(200);
      assertThat(put.header(sum.header())).isEqualTo(sum.hello);
      assertThat(s3.head(path("a"), "x-amz-checksum-mode", "ENABLED").header(sum.header()))
          .isEqualTo(sum.hello);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyWithAnotherChecksumStoresNothing(Sum sum) {
    for (String body : new String[] {"hullo", LARGE}) {
      RawResponse byHeader = s3.put(path("a"), body, sum.header(), sum.hello);
      RawResponse byTrailer =
          chunked(
              body,
              AwsChunked.of(AwsChunked.Form.UNSIGNED_TRAILER).withTrailer(sum.header(), sum.hello));

      for (RawResponse refused : new RawResponse[] {byHeader, byTrailer}) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo("BadDigest");
        assertThat(refused.text())
            .contains("The " + sum + " you specified did not match the calculated checksum.");
      }
      assertThat(s3.get(path("a")).status()).isEqualTo(404);
      assertThat(s3.blobCount()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatIsNoChecksumIsRefused(Sum sum) {
    for (String value : new String[] {"", "!!!!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
      RawResponse refused = s3.put(path("a"), "hello", sum.header(), value);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.errorCode()).isEqualTo("InvalidRequest");
      assertThat(refused.text()).contains("Value for " + sum.header() + " header is invalid.");
    }
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  // Field survey 3.4.
  @Test
  void twoChecksumsAreRefused() {
    RawResponse twoHeaders =
        s3.put(
            path("a"),
            "hello",
            "x-amz-checksum-crc32",
            Sum.CRC32.hello,
            "x-amz-checksum-sha1",
            Sum.SHA1.hello);
    RawRequest headerAndTrailer =
        request("PUT", path("a"), "host", "localhost", "x-amz-checksum-sha1", Sum.SHA1.hello)
            .withBody("hello");

    assertThat(twoHeaders.errorCode()).isEqualTo("InvalidRequest");
    assertThat(twoHeaders.text()).contains("Expecting a single x-amz-checksum- header");
    assertThat(
            chunked(
                    headerAndTrailer,
                    AwsChunked.of(AwsChunked.Form.UNSIGNED_TRAILER)
                        .withTrailer("x-amz-checksum-crc32", Sum.CRC32.hello))
                .errorCode())
        .isEqualTo("InvalidRequest");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-md4, AAAA, InvalidRequest",
    "x-amz-checksum-algorithm, MD4, InvalidRequest",
    "x-amz-sdk-checksum-algorithm, MD4, InvalidRequest",
    // What the client's library says it computed, but did not send.
    "x-amz-sdk-checksum-algorithm, CRC32, InvalidRequest",
  })
  void whatCannotBeVerifiedIsRefused(String header, String value, String code) {
    RawResponse refused = s3.put(path("a"), "hello", header, value);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo(code);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"SHA1, 200", "sha1, 200", "CRC32, 400"})
  void theAlgorithmOfTheClientsLibraryIsThatOfTheChecksum(String algorithm, int status) {
    RawResponse put =
        s3.put(
            path("a"),
            "hello",
            "x-amz-sdk-checksum-algorithm",
            algorithm,
            "x-amz-checksum-sha1",
            Sum.SHA1.hello);

    assertThat(put.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(put.text()).contains("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }

  @Test
  void aChecksumOfTheServersOwnIsOfTheAlgorithmAskedFor() {
    RawResponse put = s3.put(path("a"), "hello", "x-amz-checksum-algorithm", "SHA256");

    assertThat(put.header("x-amz-checksum-sha256")).isEqualTo(Sum.SHA256.hello);
  }

  // Field survey 3.4: an unsigned trailer form without a trailer is a plain body in chunks.
  @Test
  void chunksWithoutATrailerGetTheServersOwnChecksum() {
    RawResponse put = chunked("hello", AwsChunked.of(AwsChunked.Form.UNSIGNED_TRAILER));

    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(put.header("x-amz-checksum-crc64nvme")).isEqualTo(Sum.CRC64NVME.hello);
  }

  @Test
  void aPresignedReaderAsksForTheChecksumInTheQuery() {
    s3.put(path("a"), "hello", "x-amz-checksum-crc32", Sum.CRC32.hello);

    RawRequest link =
        S3Fixture.signer(TestUsers.OWNER)
            .presign(
                request("GET", path("a") + "?x-amz-checksum-mode=ENABLED", "host", "localhost"),
                S3Fixture.NOW,
                60);

    assertThat(s3.send(link).header("x-amz-checksum-crc32")).isEqualTo(Sum.CRC32.hello);
  }

  @Test
  void contentMd5IsVerified() {
    RawResponse right = s3.put(path("a"), "hello", "content-md5", "XUFAKrxLKna5cZ2REBfFkg==");
    RawResponse wrong = s3.put(path("b"), "hello", "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");

    assertThat(right.status()).isEqualTo(200);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.errorCode()).isEqualTo("BadDigest");
    assertThat(wrong.text())
        .contains("The Content-MD5 you specified did not match what we received.")
        .contains("<ExpectedDigest>d41d8cd98f00b204e9800998ecf8427e</ExpectedDigest>")
        .contains("<CalculatedDigest>XUFAKrxLKna5cZ2REBfFkg==</CalculatedDigest>");
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "YWJyYWNhZGFicmE=", "no base64!", "5d41402abc4b2a76b9719d911017c592"})
  void aContentMd5ThatIsNoneIsRefused(String value) {
    RawResponse refused = s3.put(path("a"), "hello", "content-md5", value);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidDigest");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void contentMd5AndAChecksumAreBothVerified() {
    Map<String, String> bodies = Map.of("hello", "200", "hullo", "400");
    bodies.forEach((body, status) ->
        assertThat(
                s3.put(
                        path("a"),
                        body,
                        "content-md5",
                        "XUFAKrxLKna5cZ2REBfFkg==",
                        "x-amz-checksum-crc32",
                        Sum.CRC32.hello)
                    .status())
            .hasToString(status));
  }

  @Test
  void aBodyThatIsNotTheSignedOneStoresNothing() {
    for (String body : new String[] {"hello", LARGE}) {
      RawRequest signed =
          S3Fixture.signer(TestUsers.OWNER)
              .sign(S3Fixture.complete(request("PUT", path("a")).withBody(body)), S3Fixture.NOW);

      RawResponse refused = s3.send(signed.withBody("j" + body.substring(1)));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.errorCode()).isEqualTo("XAmzContentSHA256Mismatch");
      assertThat(s3.get(path("a")).status()).isEqualTo(404);
      assertThat(s3.blobCount()).isZero();
    }
  }

  // Field survey 3.3.
  @ParameterizedTest
  @EnumSource(
      value = AwsChunked.Breakage.class,
      names = {"CUT_IN_CHUNK", "CUT_BEFORE_FINAL_CHUNK", "DECODED_LENGTH_TOO_LONG"})
  void aCutBodyStoresNothing(AwsChunked.Breakage breakage) {
    for (String body : new String[] {"hello", LARGE}) {
      RawResponse refused = chunked(body, AwsChunked.of(AwsChunked.Form.SIGNED).broken(breakage));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(s3.get(path("a")).status()).isEqualTo(404);
      assertThat(s3.blobCount()).isZero();
    }
  }

  private RawResponse chunked(String body, AwsChunked chunked) {
    return chunked(request("PUT", path("a"), "host", "localhost").withBody(body), chunked);
  }

  private RawResponse chunked(RawRequest request, AwsChunked chunked) {
    return s3.send(S3Fixture.signer(TestUsers.OWNER).signChunked(request, S3Fixture.NOW, chunked));
  }
}
