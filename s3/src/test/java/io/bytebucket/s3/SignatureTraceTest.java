package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.NOW;
import static io.bytebucket.s3.S3Fixture.complete;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.RecordedLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What is logged of a signature that is wrong. */
class SignatureTraceTest {
  private final S3Fixture s3 = new S3Fixture();

  private static List<RecordedLog.Line> lines(RawResponse answer) {
    return RecordedLog.lines(SignatureTrace.class.getName(), answer.header("x-amz-request-id"));
  }

  /** The one line about an answer, of which nothing lets anybody in. */
  private static RecordedLog.Line line(RawResponse answer, RawRequest sent) {
    assertThat(answer.errorCode()).isEqualTo("SignatureDoesNotMatch");
    assertThat(lines(answer)).hasSize(1);
    RecordedLog.Line line = lines(answer).getFirst();
    assertThat(line.level()).isEqualTo(Level.DEBUG);
    String all = line.fields().toString();
    assertThat(all).doesNotContain(TestUsers.secret(TestUsers.OWNER)).doesNotContain("secret!");
    String authorization =
        sent.headers().first("authorization").orElse("Signature=" + sent.query());
    assertThat(all)
        .doesNotContain(authorization.substring(authorization.lastIndexOf("Signature=") + 10));
    return line;
  }

  @Test
  void theCanonicalRequestIsLoggedUnderTheIdThatTheClientHas() {
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER)
            .sign(complete(request("GET", path("a b"), "x-amz-meta-a", "1")), NOW)
            .set("x-amz-meta-a", "2");

    RawResponse answer = s3.send(signed);

    RecordedLog.Line line = line(answer, signed);
    assertThat(line.fields())
        .containsEntry("access_key", TestUsers.OWNER)
        .containsEntry("request_id", answer.header("x-amz-request-id"));
    assertThat((String) line.fields().get("canonical_request"))
        .startsWith("GET\n/photos/a%20b\n\nhost:localhost:9000\n")
        .contains("x-amz-meta-a:2\n");
    assertThat((String) line.fields().get("string_to_sign")).startsWith("AWS4-HMAC-SHA256\n");
    assertThat(answer.text())
        .contains(
            "<StringToSign>", "<StringToSignBytes>", "<CanonicalRequest>", "<SignatureProvided>");
  }

  @Test
  void headersThatHoldASecretAreLeftOut() {
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER)
            .sign(
                complete(
                    request(
                        "GET",
                        path("a")
                            + "?X-Amz-Security-Token=secret!"
                            + "&X-Amz-Server-Side-Encryption-Customer-Key=secret!"
                            + "&x-amz-copy-source-server-side-encryption-customer-key=secret!",
                        "x-amz-security-token",
                        "a\u0085secret!",
                        "cookie",
                        "secret!",
                        "x-amz-server-side-encryption-customer-key",
                        "secret!",
                        "x-amz-copy-source-server-side-encryption-customer-key",
                        "secret!")),
                NOW)
            .withPath(path("b"));

    RecordedLog.Line line = line(s3.send(signed), signed);

    assertThat((String) line.fields().get("canonical_request"))
        .contains("\ncookie:(hidden)\n", "\nX-Amz-Security-Token=(hidden)&X-Amz-Server");
  }

  @Test
  void aLinkOfEitherVersionIsLoggedWithoutItsSignature() {
    RawRequest four =
        S3Fixture.signer(TestUsers.OWNER)
            .presign(complete(request("GET", path("a"))), NOW, 60)
            .withPath(path("b"));
    RawRequest two =
        LinkV2.sign(
            TestUsers.OWNER,
            TestUsers.secret(TestUsers.OWNER),
            complete(request("GET", path("b"))),
            new TreeMap<>(),
            path("a"),
            NOW.getEpochSecond() + 60);

    assertThat(line(s3.send(four), four).fields().get("canonical_request").toString())
        .contains("X-Amz-Expires=60")
        .doesNotContain("X-Amz-Signature");
    RecordedLog.Line line = line(s3.send(two), two);
    assertThat((String) line.fields().get("string_to_sign")).startsWith("GET\n\n\n");
    assertThat(s3.send(two).text()).contains("<StringToSignBytes>");
  }

  // The signature of the request is right, and so is that of each chunk before the wrong one.
  @Test
  void ofAChunkTheSignatureBeforeItIsLeftOut() {
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER)
            .signChunked(
                request("PUT", path("a"), "host", "localhost").withBody("hello"),
                NOW,
                AwsChunked.of(AwsChunked.Form.SIGNED));
    String body = new String(signed.body(), StandardCharsets.UTF_8).replace("hello", "hellO");

    RawResponse answer = s3.send(signed.withBody(body));

    assertThat((String) line(answer, signed).fields().get("string_to_sign"))
        .startsWith("AWS4-HMAC-SHA256-PAYLOAD\n20261122T184724Z\n")
        .contains("us-east-1/s3/aws4_request\n(hidden)\n");
  }

  @Test
  void nothingIsLoggedOfOtherErrors() {
    assertThat(lines(s3.get(path("missing")))).isEmpty();
    assertThat(lines(s3.get(path("a") + "?acl"))).isEmpty();
  }
}
