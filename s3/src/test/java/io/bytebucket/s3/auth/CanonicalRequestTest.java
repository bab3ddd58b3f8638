package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalRequestTest {
  private final AuthFixture server = AuthFixture.atNow();

  // Field survey 3.16: dots, doubled slashes and slashes inside a segment stay what they are.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | /",
        "/bucket | /bucket",
        "/bucket/ | /bucket/",
        "/bucket//a//b/ | /bucket//a//b/",
        "/bucket/a/./b | /bucket/a/./b",
        "/bucket/a/../b | /bucket/a/../b",
        "/bucket/a%2Fb | /bucket/a%2Fb",
        "/bucket/a%2fb | /bucket/a%2Fb",
        "/bucket/%2E%2e/b | /bucket/../b",
        "/bucket/a%20b/a+b | /bucket/a%20b/a%2Bb",
        "/bucket/%c3%bc/%E4%B8%AD | /bucket/%C3%BC/%E4%B8%AD",
        "/bucket/ü | /bucket/%C3%BC",
        "/bucket/!*'()~=&:@$,; | /bucket/%21%2A%27%28%29~%3D%26%3A%40%24%2C%3B",
        "/bucket/%7E%2d%41 | /bucket/~-A",
        "/bucket/%00%1F%7f | /bucket/%00%1F%7F",
        "/bucket/100%25 | /bucket/100%25"
      })
  void pathIsEncodedOnceSegmentBySegment(String raw, String canonical) {
    assertThat(CanonicalPath.of(raw)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bucket/100%", "/bucket/%4", "/bucket/%zz", "/bucket/%ff", "/a/%c3/b"})
  void pathThatIsNoUtf8IsAnInvalidUri(String raw) {
    S3Exception error = catchThrowableOfType(S3Exception.class, () -> CanonicalPath.of(raw));
    assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_URI);
  }

  // Bug list H 18: a space in a query is %20 to a signature, never a plus sign.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "b=2&a=1 | a=1&b=2",
        "a=2&a=1&a=&A=3 | A=3&a=&a=1&a=2",
        "acl | acl=",
        "acl&b= | acl=&b=",
        "a=b+c&d=e%2Bf&g=%20 | a=b%20c&d=e%2Bf&g=%20",
        "k=1&k-x=2&k.y=3&k0=4 | k=1&k-x=2&k.y=3&k0=4",
        "k=%c3%bc~!*'() | k=%C3%BC~%21%2A%27%28%29",
        "l=a=b&m=a:b/c | l=a%3Db&m=a%3Ab%2Fc",
        "%62=2&a=1 | a=1&b=2",
        "a=1&X-Amz-Signature=0 | a=1"
      })
  void queryIsSortedAndEncoded(String raw, String canonical) {
    assertThat(CanonicalQuery.of(Query.parse(raw).orElseThrow())).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "'a' | 'a'",
        "'  a   b  ' | 'a b'",
        "'a b' | 'a b'",
        "'\ta\tb' | 'a b'",
        "' ' | ''",
        "'a ' | 'a'"
      })
  void headerSpaceIsCollapsed(String sent, String signed) {
    HeaderValues values = HeaderValues.of(Headers.builder().add("x", sent).build());
    assertThat(values.get("x")).isEqualTo(signed);
  }

  @Test
  void repeatedHeadersAreJoinedInTheOrderSent() {
    Headers headers = Headers.builder().add("x", " b ").add("y", "1").add("X", "a").build();
    assertThat(HeaderValues.of(headers).get("x")).isEqualTo("b,a");
    assertThat(HeaderValues.of(headers).get("absent")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bucket/a%20b+c%2Fd//e/../f?prefix=a%20b&delimiter=%2F&marker=%C3%BC&acl",
        "/bucket/?list-type=2&prefix=a+b",
        "/bucket/%c3%bc%2b?x=%2b&x=%2B"
      })
  void whatAClientEncodesItsOwnWayVerifies(String target) {
    RawRequest request =
        RawRequest.of("GET", target).add("host", "h:9000").add("x-amz-meta-a", "  a   ü ");
    assertThat(server.authenticate(SIGNER.sign(request, NOW)).accessKeyId()).contains(KEY);
    RawRequest bare = RawRequest.of("GET", target).add("host", "h:9000");
    assertThat(server.authenticate(SIGNER.presign(bare, NOW, 60)).accessKeyId()).contains(KEY);
  }

  @Test
  void signedHeaderThatDidNotArriveBreaksTheSignature() {
    RawRequest signed =
        SIGNER.sign(RawRequest.of("PUT", "/b/k").add("host", "h").add("x-amz-meta-a", "1"), NOW);
    assertThat(server.refusal(signed.remove("x-amz-meta-a")).code())
        .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }
}
