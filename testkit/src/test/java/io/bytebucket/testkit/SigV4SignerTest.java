package io.bytebucket.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The published examples of the AWS documentation.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     Single Chunk</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Multiple
 *     Chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">
 *     Trailing headers</a>
 */
class SigV4SignerTest {
  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private final SigV4Signer signer =
      new SigV4Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  @Test
  void signsTheExampleOfGetObject() {
    RawRequest request =
        RawRequest.of("GET", "/test.txt").add("host", HOST).add("range", "bytes=0-9");
    assertThat(authorization(signer.sign(request, TIME)))
        .contains("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,")
        .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void signsTheExampleOfPutObject() {
    RawRequest request =
        RawRequest.of("PUT", "/test%24file.text")
            .add("host", HOST)
            .add("date", "Fri, 24 May 2013 00:00:00 GMT")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .withBody("Welcome to Amazon S3.");
    assertThat(authorization(signer.sign(request, TIME)))
        .endsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void signsTheExampleOfGetBucketLifecycle() {
    RawRequest request = RawRequest.of("GET", "/?lifecycle").add("host", HOST);
    assertThat(authorization(signer.sign(request, TIME)))
        .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void signsTheExampleOfListObjects() {
    RawRequest request = RawRequest.of("GET", "/?max-keys=2&prefix=J").add("host", HOST);
    assertThat(authorization(signer.sign(request, TIME)))
        .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void signsTheExampleOfPresignedUrl() {
    RawRequest request = RawRequest.of("GET", "/test.txt").add("host", HOST);
    assertThat(signer.presign(request, TIME, 86_400).query())
        .isEqualTo(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void signsTheExampleOfChunkedUpload() {
    RawRequest signed =
        signer.signChunked(
            chunkedExample().add("content-length", "66824"),
            TIME,
            AwsChunked.of(AwsChunked.Form.SIGNED));
    assertThat(authorization(signed))
        .endsWith("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    assertThat(signed.body()).hasSize(66_824);
    assertThat(text(signed))
        .contains(
            chunkHeader(
                "10000", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"))
        .contains(
            chunkHeader("400", "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"))
        .endsWith(
            chunkHeader("0", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")
                + "\r\n");
  }

  @Test
  void signsTheExampleOfChunkedUploadWithTrailer() {
    RawRequest signed =
        signer.signChunked(
            chunkedExample(),
            TIME,
            AwsChunked.of(AwsChunked.Form.SIGNED_TRAILER)
                .withTrailer("x-amz-checksum-crc32c", "sOO8/Q=="));
    assertThat(authorization(signed))
        .endsWith("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    String trailerSignature =
        "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";
    assertThat(text(signed))
        .contains(
            chunkHeader(
                "10000", "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"))
        .contains(
            chunkHeader("400", "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"))
        .contains(
            chunkHeader("0", "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992"))
        .endsWith("x-amz-checksum-crc32c:sOO8/Q==\r\n" + trailerSignature + "\r\n\r\n");
  }

  private static RawRequest chunkedExample() {
    return RawRequest.of("PUT", "/examplebucket/chunkObject.txt")
        .add("host", "s3.amazonaws.com")
        .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
        .withBody("a".repeat(66_560));
  }

  private static String chunkHeader(String length, String signature) {
    return length + ";chunk-signature=" + signature + "\r\n";
  }

  private static String text(RawRequest request) {
    return new String(request.body(), StandardCharsets.ISO_8859_1);
  }

  private static String authorization(RawRequest request) {
    return request.headers().first("authorization").orElseThrow();
  }
}
