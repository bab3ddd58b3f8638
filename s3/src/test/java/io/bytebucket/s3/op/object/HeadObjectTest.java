package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HeadObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
class HeadObjectTest {
  private final S3Fixture s3 = new S3Fixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?response-content-type=image%2Fpng&response-expires=never",
        "?versionId=null",
      })
  void theHeaderIsThatOfAGet(String query) {
    s3.put(
        path("a"),
        "hello",
        "content-type",
        "text/plain",
        "cache-control",
        "no-store",
        "x-amz-meta-colour",
        "blue",
        "x-amz-storage-class",
        "GLACIER");

    RawResponse head = s3.head(path("a") + query, "x-amz-checksum-mode", "ENABLED");
    RawResponse get = s3.get(path("a") + query, "x-amz-checksum-mode", "ENABLED");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(withoutIds(head)).isEqualTo(withoutIds(get));
    assertThat(head.header("content-length")).isEqualTo("5");
  }

  // Section H 26 of the behaviour of the original: HEAD ignored ranges.
  @ParameterizedTest
  @CsvSource({"bytes=1-2, 206, 2, bytes 1-2/5", "bytes=-1, 206, 1, bytes 4-4/5"})
  void aRangeIsHeeded(String range, int status, String length, String contentRange) {
    s3.put(path("a"), "hello");

    RawResponse head = s3.head(path("a"), "range", range);

    assertThat(head.status()).isEqualTo(status);
    assertThat(head.header("content-length")).isEqualTo(length);
    assertThat(head.header("content-range")).isEqualTo(contentRange);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aRangePastTheEndIsRefusedWithoutADocument() {
    s3.put(path("a"), "hello");

    RawResponse head = s3.head(path("a"), "range", "bytes=5-");

    assertThat(head.status()).isEqualTo(416);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void whatIsMissingIsA404WithoutADocument() {
    for (String target : new String[] {path("nothing"), "/no-such-bucket/a"}) {
      RawResponse head = s3.head(target);

      assertThat(head.status()).isEqualTo(404);
      assertThat(head.body()).isEmpty();
      assertThat(head.header("content-type")).isEqualTo("application/xml");
      assertThat(head.header("x-amz-request-id")).isNotEmpty();
    }
  }

  @Test
  void aRefusalHasNoDocumentEither() {
    RawResponse head = s3.send(request("HEAD", path("a"), "host", "localhost"));

    assertThat(head.status()).isEqualTo(403);
    assertThat(head.body()).isEmpty();
  }

  private static Headers withoutIds(RawResponse response) {
    Headers.Builder kept = Headers.builder();
    response
        .headers()
        .forEach((name, value) -> {
          if (!name.equals("x-amz-request-id") && !name.equals("x-amz-id-2")) {
            kept.add(name, value);
          }
        });
    return kept.build();
  }
}
