package io.bytebucket.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request claims is read without trust: only what could be an id gets through. */
class ClaimedSignerTest {
  private static Optional<ClaimedSigner> claim(String query, String authorization) {
    Headers.Builder headers = Headers.builder();
    if (!authorization.isEmpty()) {
      headers.add("authorization", authorization);
    }
    return ClaimedSigner.of(
        new Request(
            "GET",
            "/",
            query,
            headers.build(),
            "http",
            "192.0.2.7",
            InputStream.nullInputStream()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS4-HMAC-SHA256 Credential=AK/20261128/us-east-1/s3/aws4_request, Signature=x | SIGV4",
        "AWS4-HMAC-SHA256 Signature=x,Credential=AK/ | SIGV4",
        "AWS AK:signature | SIGV2"
      })
  void aHeaderNamesItsKey(String authorization, AuthMethod method) {
    assertThat(claim("", authorization)).contains(new ClaimedSigner(method, "AK"));
  }

  @Test
  void aLinkNamesItsKey() {
    assertThat(claim("X-Amz-Credential=AK%2F20261128%2Fus-east-1", ""))
        .contains(new ClaimedSigner(AuthMethod.SIGV4_PRESIGNED, "AK"));
    assertThat(claim("AWSAccessKeyId=AK&Signature=x&Expires=1", ""))
        .contains(new ClaimedSigner(AuthMethod.SIGV2_PRESIGNED, "AK"));
  }

  @Test
  void nothingIsClaimedByWhoNamesNoSchemeOfOurs() {
    assertThat(claim("", "")).isEmpty();
    assertThat(claim("list-type=2", "Bearer AWS")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=",
        "AWS4-HMAC-SHA256 Credential=no slash",
        "AWS4-HMAC-SHA256 Credential=a b/",
        "AWS4-HMAC-SHA256 Credential=a,b/",
        "AWS4-HMAC-SHA256 Credential=\u00e4/",
        "AWS4-HMAC-SHA256 Credential=a\u009bb/",
        "AWS nokey"
      })
  void whatCannotBeAnIdIsLeftOut(String authorization) {
    assertThat(claim("", authorization).orElseThrow().accessKeyId()).isEmpty();
  }

  @Test
  void anIdThatIsTooLongIsLeftOut() {
    String longest = "A".repeat(128);
    String scheme = "AWS4-HMAC-SHA256 Credential=";

    assertThat(claim("", scheme + longest + "/").orElseThrow().accessKeyId()).isEqualTo(longest);
    assertThat(claim("", scheme + longest + "A/").orElseThrow().accessKeyId()).isEmpty();
    assertThat(claim("AWSAccessKeyId=" + longest + "A&Signature=x", "").orElseThrow().accessKeyId())
        .isEmpty();
  }
}
