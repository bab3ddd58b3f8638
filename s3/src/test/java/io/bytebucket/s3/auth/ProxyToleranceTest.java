package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.testkit.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Field survey 3.22: what proxies do to signed headers. */
class ProxyToleranceTest {
  private final AuthFixture server = AuthFixture.atNow();
  private final RawRequest get = RawRequest.of("GET", "/bucket/key");

  @ParameterizedTest
  @CsvSource({
    "s3.example.com, s3.example.com:443",
    "s3.example.com, s3.example.com:80",
    "s3.example.com:443, s3.example.com",
    "s3.example.com:80, s3.example.com",
    "[::1], [::1]:80",
    "[::1]:443, [::1]"
  })
  void defaultPortMayComeOrGo(String signed, String received) {
    RawRequest inHeader = SIGNER.sign(get.add("host", signed), NOW).set("host", received);
    assertThat(server.authenticate(inHeader).accessKeyId()).contains(KEY);
    RawRequest inQuery = SIGNER.presign(get.add("host", signed), NOW, 60).set("host", received);
    assertThat(server.authenticate(inQuery).accessKeyId()).contains(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "s3.example.com, s3.example.com:9000",
    "s3.example.com:9000, s3.example.com",
    "s3.example.com:80, s3.example.com:443",
    "a.example.com, b.example.com",
    "[::80], [:"
  })
  void anotherHostOrPortIsAnotherRequest(String signed, String received) {
    RawRequest changed = SIGNER.sign(get.add("host", signed), NOW).set("host", received);
    assertThat(server.refusal(changed).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void forwardedHostIsNotBelieved() {
    RawRequest changed =
        SIGNER
            .sign(get.add("host", "a.example.com"), NOW)
            .set("host", "b.example.com")
            .add("x-forwarded-host", "a.example.com");
    assertThat(server.refusal(changed).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void signedAcceptEncodingMayBeReplaced() {
    RawRequest signed =
        SIGNER.sign(get.add("host", "s3.example.com").add("accept-encoding", "identity"), NOW);
    RawRequest replaced = signed.set("accept-encoding", "gzip, br");
    assertThat(server.authenticate(replaced).accessKeyId()).contains(KEY);
    assertThat(server.authenticate(replaced.set("host", "s3.example.com:443")).accessKeyId())
        .contains(KEY);
    assertThat(server.authenticate(signed.remove("accept-encoding")).accessKeyId()).contains(KEY);
  }

  @Test
  void signedExpectMayHaveBeenAnsweredOnTheWay() {
    RawRequest signed =
        SIGNER.sign(get.add("host", "s3.example.com").add("expect", "100-continue"), NOW);
    assertThat(server.authenticate(signed).accessKeyId()).contains(KEY);
    assertThat(server.authenticate(signed.remove("expect")).accessKeyId()).contains(KEY);
    assertThat(server.refusal(signed.set("expect", "else")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }
}
