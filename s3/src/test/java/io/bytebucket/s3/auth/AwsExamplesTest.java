package io.bytebucket.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.body.Sha256;
import io.bytebucket.testkit.RawRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * The published examples of the AWS documentation, with their published signatures.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     Single Chunk</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query
 *     Parameters</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Multiple
 *     Chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">
 *     Trailing headers</a>
 */
class AwsExamplesTest {
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final String BASIC = "host;x-amz-content-sha256;x-amz-date";
  private final AuthFixture server = AuthFixture.atNow();

  @Test
  void getObject() {
    requireAccepted(
        signed(
            RawRequest.of("GET", "/test.txt").add("host", HOST).add("range", "bytes=0-9"),
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
  }

  @Test
  void putObject() throws IOException {
    RawRequest request =
        RawRequest.of("PUT", "/test%24file.text")
            .add("host", HOST)
            .add("date", "Fri, 24 May 2013 00:00:00 GMT")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add(
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")
            .withBody("Welcome to Amazon S3.");
    byte[] body =
        server.read(
            signed(
                request,
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
    assertThat(body).asString().isEqualTo("Welcome to Amazon S3.");
  }

  @Test
  void getBucketLifecycle() {
    requireAccepted(
        signed(
            RawRequest.of("GET", "/?lifecycle").add("host", HOST),
            BASIC,
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
  }

  @Test
  void listObjects() {
    requireAccepted(
        signed(
            RawRequest.of("GET", "/?max-keys=2&prefix=J").add("host", HOST),
            BASIC,
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
  }

  @Test
  void presignedGetObject() {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    Authenticated authenticated =
        server.authenticate(RawRequest.of("GET", "/test.txt?" + query).add("host", HOST));
    assertThat(authenticated.accessKeyId()).contains(AuthFixture.KEY);
    assertThat(authenticated.method()).isEqualTo(AuthMethod.SIGV4_PRESIGNED);
  }

  @Test
  void putObjectInChunks() throws IOException {
    RawRequest request =
        chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
            .add("content-length", "66824")
            .withBody(
                body(
                    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
                    ""));
    byte[] decoded =
        server.read(
            signed(
                request,
                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date"
                    + ";x-amz-decoded-content-length;x-amz-storage-class",
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
    assertThat(decoded).isEqualTo(data());
  }

  @Test
  void putObjectInChunksWithTrailingChecksum() throws IOException {
    RawRequest request =
        chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
            .add("x-amz-trailer", "x-amz-checksum-crc32c")
            .withBody(
                body(
                    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
                    "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                        + "x-amz-trailer-signature:"
                        + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n"));
    PayloadBody body =
        server
            .authenticate(
                signed(
                    request,
                    "content-encoding;host;x-amz-content-sha256;x-amz-date"
                        + ";x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                    "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"))
            .body();
    assertThat(body.lengthBytes()).isEqualTo(66_560);
    assertThat(body.readAllBytes()).isEqualTo(data());
    assertThat(body.trailers().first("x-amz-checksum-crc32c")).contains("sOO8/Q==");
  }

  private void requireAccepted(RawRequest request) {
    Authenticated authenticated = server.authenticate(request);
    assertThat(authenticated.accessKeyId()).contains(AuthFixture.KEY);
    assertThat(authenticated.method()).isEqualTo(AuthMethod.SIGV4);
  }

  private static RawRequest signed(RawRequest request, String signedHeaders, String signature) {
    RawRequest dated = request.add("x-amz-date", "20130524T000000Z");
    RawRequest hashed =
        dated.headers().contains("x-amz-content-sha256")
            ? dated
            : dated.add("x-amz-content-sha256", Sha256.OF_NOTHING);
    return hashed.add(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + "SignedHeaders="
            + signedHeaders
            + ",Signature="
            + signature);
  }

  private static RawRequest chunked(String payloadHash) {
    return RawRequest.of("PUT", "/examplebucket/chunkObject.txt")
        .add("host", "s3.amazonaws.com")
        .add("content-encoding", "aws-chunked")
        .add("x-amz-decoded-content-length", "66560")
        .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
        .add("x-amz-content-sha256", payloadHash);
  }

  private static byte[] body(String first, String second, String last, String trailers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "10000;chunk-signature=" + first + "\r\n");
    out.write(data(), 0, 65_536);
    write(out, "\r\n400;chunk-signature=" + second + "\r\n");
    out.write(data(), 65_536, 1_024);
    write(out, "\r\n0;chunk-signature=" + last + "\r\n" + trailers + "\r\n");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] data() {
    return "a".repeat(66_560).getBytes(StandardCharsets.US_ASCII);
  }
}
