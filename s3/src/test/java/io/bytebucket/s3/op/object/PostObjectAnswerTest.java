package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the success of a form is told. */
class PostObjectAnswerTest {
  private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

  private final S3Fixture s3 = new S3Fixture();

  private RawResponse post(String name, String value) {
    return s3.send(FormUpload.of("a&b/c").field(name, value).signed());
  }

  @ParameterizedTest
  @CsvSource({"200, 200", "201, 201", "204, 204", "404, 204", "nonsense, 204", "'', 204"})
  void theStatusIsTheOneAskedForIfS3HasIt(String asked, int status) {
    RawResponse answer = post("success_action_status", asked);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("etag")).isEqualTo(ETAG);
    assertThat(answer.header("location")).isEqualTo("http://localhost:9000/photos/a%26b%2Fc");
    assertThat(answer.body().length > 0).isEqualTo(status == 201);
    assertThat(s3.get(path("a&b/c")).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/done, https://example.com/done?, ''",
    "http://example.com/?a=b, http://example.com/?a=b&, ''",
    "http://example.com/x#here, http://example.com/x?, #here",
    "HTTP://example.com, HTTP://example.com?, ''",
    "http://example.com/ü, http://example.com/%C3%BC?, ''",
  })
  void theBrowserIsSentOn(String url, String before, String after) {
    for (String field : new String[] {"success_action_redirect", "redirect"}) {
      RawResponse answer = post(field, url);

      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.header("location"))
          .isEqualTo(
              before
                  + "bucket=photos&key=a%26b%2Fc&etag=%225d41402abc4b2a76b9719d911017c592%22"
                  + after);
      assertThat(answer.header("etag")).isEqualTo(ETAG);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url",
        "/relative",
        "ftp://example.com/",
        "javascript:alert(1)",
        "http:",
        "http://a/\r\nset-cookie: b=c",
      })
  void whatIsNoAddressOfAPageIsPassedOver(String url) {
    RawResponse answer =
        s3.send(
            FormUpload.of("a")
                .uncovered("success_action_redirect", url)
                .condition("[\"starts-with\", \"$success_action_redirect\", \"\"]")
                .signed());

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("location")).isEqualTo("http://localhost:9000/photos/a");
  }

  @Test
  void aRefusalIsNotSentOn() {
    RawResponse answer =
        s3.send(
            FormUpload.of("a")
                .field("success_action_redirect", "http://example.com/")
                .field("acl", "aws-exec-read")
                .signed());

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.header("location")).isEmpty();
  }
}
