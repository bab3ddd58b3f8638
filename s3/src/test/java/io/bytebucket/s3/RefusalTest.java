package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RecordedLog;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What never came to be a request is answered as any request is: with a document and its ids. */
class RefusalTest {
  private final S3Fixture s3 = new S3Fixture();

  private static Request request(String method, String path) {
    return new Request(
        method, path, "", Headers.EMPTY, "http", "192.0.2.7", InputStream.nullInputStream());
  }

  private static String document(Response response) {
    return new String(((ResponseBody.Bytes) response.body()).bytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void everyRefusalIsADocumentWithItsId(Refusal reason) {
    Response response = s3.handler().refuse(request("PUT", "/bucket/key"), reason);
    String id = response.headers().first("x-amz-request-id").orElseThrow();
    // S3 has no code of its own for it; the log tells it from other bad requests.
    String code = reason == Refusal.NOT_TLS ? "BadRequest" : reason.label();

    assertThat(response.status()).isEqualTo(reason.status());
    assertThat(document(response))
        .contains("<Code>" + code + "</Code>")
        .contains("<Resource>/bucket/key</Resource>")
        .contains("<RequestId>" + id + "</RequestId>");
  }

  @Test
  void whoFindsNoRoomIsToldWhenToComeBack() {
    Response response = s3.handler().refuse(request("GET", "/"), Refusal.NO_ROOM);

    assertThat(response.headers().first("retry-after")).contains("1");
  }

  @Test
  void manyRefusalsDoNotFillTheLog() {
    int lines = 0;
    for (int i = 0; i < 2_000; i++) {
      Response response = s3.handler().refuse(request("", ""), Refusal.BAD_SYNTAX);
      String id = response.headers().first("x-amz-request-id").orElseThrow();
      lines += RecordedLog.lines("io.bytebucket.access", id).size();
    }

    assertThat(lines).isBetween(1, 1_000);
  }

  @Test
  void whatIsEchoedIsBounded() {
    Response response =
        s3.handler().refuse(request("GET", "/" + "&".repeat(1 << 20)), Refusal.BAD_SYNTAX);

    assertThat(document(response)).hasSizeLessThan(100_000);
  }
}
