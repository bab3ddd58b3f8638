package io.bytebucket.s3.op.value;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken can be sent back, in a header that every client and proxy takes. */
class SendableHeadersTest {
  private static final int LIMIT_BYTES = 8 << 10;

  private final S3Fixture s3 = new S3Fixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-type",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "expires"
      })
  void aFieldThatCannotBeSentBackIsNotStored(String name) {
    RawResponse refused = s3.put(path("a"), "x", name, "v".repeat(LIMIT_BYTES + 1));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("MetadataTooLarge");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
    assertThat(s3.post(path("a") + "?uploads", "", name, "v".repeat(LIMIT_BYTES + 1)).errorCode())
        .isEqualTo("MetadataTooLarge");
  }

  @Test
  void theLimitIsOnAllFieldsTogetherAndCountsBytes() {
    String half = "\u00E9".repeat(LIMIT_BYTES / 4);
    String[] fits = {"content-type", "t", "cache-control", half, "expires", half.substring(1)};
    String[] exceeds = {"content-type", "t", "cache-control", half, "expires", half};

    assertThat(s3.put(path("a"), "x", fits).status()).isEqualTo(200);
    assertThat(s3.put(path("a"), "y", exceeds).errorCode()).isEqualTo("MetadataTooLarge");
    assertThat(s3.get(path("a")).text()).isEqualTo("x");
    assertThat(s3.head(path("a")).headers().first("cache-control")).contains(half);
  }

  @Test
  void aNameOfMetadataThatIsSentWithoutEndIsRefused() {
    String[] headers = new String[2_000];
    for (int i = 0; i < headers.length; i += 2) {
      headers[i] = "x-amz-meta-a";
      headers[i + 1] = "123";
    }
    assertThat(s3.put(path("a"), "x", headers).errorCode()).isEqualTo("MetadataTooLarge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a:b", "a\nSet-Cookie", "\u00E9", "a\u0000", "a(b)"})
  void aFieldOfAFormIsNoMetadataWhenItsNameIsNoHeadersName(String name) {
    RawResponse refused =
        s3.send(
            FormUpload.of("a")
                .uncovered("x-amz-meta-" + name, "v")
                .condition("[\"starts-with\", \"$x-amz-meta-" + escaped(name) + "\", \"\"]")
                .signed());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  private static String escaped(String name) {
    return name.replace("\n", "\\n").replace("\u0000", "\\u0000");
  }

  @Test
  void theHeadersThatALinkAsksForAreBounded() {
    s3.store("a");
    String fits = "v".repeat(LIMIT_BYTES);

    assertThat(
            s3.get(path("a") + "?response-content-disposition=" + fits)
                .headers()
                .first("content-disposition"))
        .contains(fits);
    assertThat(s3.get(path("a") + "?response-content-disposition=v" + fits).errorCode())
        .isEqualTo("InvalidArgument");
    assertThat(
            s3.head(path("a") + "?response-expires=v&response-content-disposition=" + fits)
                .status())
        .isEqualTo(400);
  }

  @Test
  void aPageIsNotToldBackMoreThanAnyPageSays() {
    String rule =
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedOrigin>http*"
            + "</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader>"
            + "</CORSRule></CORSConfiguration>";
    assertThat(s3.put("/" + BUCKET + "?cors", rule).status()).isEqualTo(200);
    s3.store("a");
    String endless = "a".repeat(LIMIT_BYTES + 1);

    RawResponse preflight =
        s3.send(
            request(
                "OPTIONS",
                path("a"),
                "host",
                "localhost",
                "origin",
                "http://" + endless,
                "access-control-request-method",
                "GET"));
    assertThat(preflight.errorCode()).isEqualTo("BadRequest");
    RawResponse answer =
        s3.get(path("a"), "origin", "http://b", "access-control-request-headers", endless);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("access-control-allow-headers")).isEmpty();
  }

  @Test
  void aRuleForPagesExposesNoMoreThanCanBeSent() {
    String exposed = "<ExposeHeader>" + "a".repeat(100) + "</ExposeHeader>";
    String rule =
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
            + "<AllowedMethod>GET</AllowedMethod>"
            + exposed.repeat(100)
            + "</CORSRule></CORSConfiguration>";

    assertThat(s3.put("/" + BUCKET + "?cors", rule).errorCode()).isEqualTo("InvalidRequest");
  }

  @Test
  void whereAFormSendsItsBrowserIsBounded() {
    String url = "https://example.org/" + "a".repeat(4_096);

    assertThat(
            s3.send(FormUpload.of("a").field("success_action_redirect", url).signed()).errorCode())
        .isEqualTo("InvalidArgument");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void spaceAroundAFieldOfAFormIsNotPartOfItsValue() {
    RawResponse taken = s3.send(FormUpload.of("a").field("Content-Type", " text/plain ").signed());

    assertThat(taken.status()).as(taken.text()).isEqualTo(204);
    assertThat(s3.head(path("a")).headers().first("content-type")).contains("text/plain");
  }

  /** Each of a length that would take many times as much if it were taken apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {"x-amz-tagging", "x-amz-trailer", "content-encoding", "x-amz-meta-a", "expires"})
  void aListWithoutEndIsRefused(String name) {
    String endless = "a,&a=,".repeat(50_000);

    assertThat(s3.put(path("a"), "x", name, endless).status()).isEqualTo(400);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void aLongListOfTagsHasItsOneInIt() {
    s3.store("a");
    String etag = s3.head(path("a")).headers().first("etag").orElseThrow();
    String others = "\"0\", W/\"1\", , ".repeat(10_000);

    assertThat(s3.get(path("a"), "if-match", others + " W/" + etag).status()).isEqualTo(200);
    assertThat(s3.get(path("a"), "if-match", others + etag.replace('"', ' ')).status())
        .isEqualTo(200);
    assertThat(s3.get(path("a"), "if-match", others).status()).isEqualTo(412);
    assertThat(s3.get(path("a"), "if-none-match", etag + "," + others).status()).isEqualTo(304);
  }

  @Test
  void anErrorQuotesNoPathThatIsLongerThanAnyCanBe() {
    RawResponse answer = s3.get("/" + BUCKET + "/" + "&".repeat(20_000));

    assertThat(answer.errorCode()).isEqualTo("KeyTooLongError");
    assertThat(answer.body().length).isLessThan(25_000);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("&amp;</Resource>");
  }
}
