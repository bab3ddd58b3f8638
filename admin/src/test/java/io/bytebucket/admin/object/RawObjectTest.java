package io.bytebucket.admin.object;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is shown inside the console of what users store: as what, and that it runs nowhere. */
class RawObjectTest {
  private static final String RAW = "/api/raw/photos?key=";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String NONE = "application/octet-stream";

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeTheBucket() {
    admin.admin("PUT", "/api/s3/photos");
  }

  private RawResponse shown(String key, String type, String body) {
    admin.admin(
        request("PUT", "/api/objects/photos?key=" + key, "content-type", type)
            .withBody(body)
            .sized());
    return admin.admin("GET", RAW + key);
  }

  @ParameterizedTest
  @CsvSource({
    "a.html, text/html, <script>alert(1)</script>",
    "a, text/html; charset=utf-16, <script>alert(1)</script>",
    "a.xml, application/xml, <a/>",
    "a.xhtml, application/xhtml+xml, <html/>",
    "a.js, text/javascript, alert(1)",
    "a.css, text/css, a{}",
    "a.json, application/json, {}",
    "a, application/octet-stream, {}",
    "a, binary/octet-stream, ü",
    "a.md, x/y, # a"
  })
  void whatIsTextIsShownAsSourceWhateverItSays(String key, String type, String body) {
    RawResponse answer = shown(key, type, body);
    assertThat(answer.header("content-type")).isEqualTo(TEXT);
    assertThat(answer.header("content-disposition")).isEqualTo("inline");
    assertThat(answer.text()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "a, image/png, image/png",
    "a, IMAGE/PNG; a=b, image/png",
    "a.png, binary/octet-stream, image/png",
    "a.mp4, application/octet-stream, video/mp4",
    "a, image/svg+xml, image/svg+xml",
    "a, image/svg, application/octet-stream",
    "a, image/png+xml, application/octet-stream",
    "a, text/html, application/octet-stream",
    "a, application/x-shockwave-flash, application/octet-stream",
    "a.pdf, application/pdf, application/octet-stream"
  })
  void whatIsNoTextIsShownAsOneOfAFewTypesOrKept(String key, String type, String wanted) {
    RawResponse answer = shown(key, type, "\u0000\u0001");
    assertThat(answer.header("content-type")).isEqualTo(wanted);
    assertThat(answer.header("content-disposition"))
        .isEqualTo(wanted.equals(NONE) ? "attachment; filename*=UTF-8''" + key : "inline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/svg+xml", "image/png", "video/mp4", "a/b"})
  void allButPdfIsInASandboxInWhichNothingRuns(String type) {
    RawResponse answer = shown("a", type, "<svg><script>alert(1)</script></svg>");
    assertThat(answer.header("content-security-policy"))
        .isEqualTo("sandbox; default-src 'none'; frame-ancestors 'self'");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void whatBeginsAsPdfGoesToTheViewerAndNothingElseDoes() {
    RawResponse pdf = shown("a", "application/pdf", "%PDF-1.7 \u0000");
    assertThat(pdf.header("content-type")).isEqualTo("application/pdf");
    assertThat(pdf.header("content-security-policy")).isEqualTo("frame-ancestors 'self'");
    assertThat(pdf.header("x-frame-options")).isEqualTo("SAMEORIGIN");

    RawResponse no = shown("b.pdf", "application/pdf", "<script>alert(1)</script>");
    assertThat(no.header("content-type")).isEqualTo(TEXT);
    assertThat(no.header("content-security-policy")).startsWith("sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"document", "script", "style", "worker", "serviceworker", "unknown"})
  void itIsNoPageAndNoScriptOfItsOwn(String destination) {
    shown("a", "text/html", "text");
    RawResponse answer = admin.admin(request("GET", RAW + "a", "sec-fetch-dest", destination));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("NotAPage");
    assertThat(admin.admin(request("GET", RAW + "a", "sec-fetch-dest", "image")).status())
        .isEqualTo(200);
  }

  @Test
  void rangesAreOfTheWholeAndSayTheSameType() {
    shown("a.mp4", "video/mp4", "0123456789");
    RawResponse part = admin.admin(request("GET", RAW + "a.mp4", "range", "bytes=4-5"));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("45");
    assertThat(part.header("content-range")).isEqualTo("bytes 4-5/10");
    assertThat(part.header("content-type")).isEqualTo("video/mp4");
    assertThat(shown("empty", "text/plain", "").text()).isEmpty();
  }

  private String part(String upload, int number, String body) {
    RawResponse answer = admin.admin("PUT", upload + "&partNumber=" + number, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return "{\"partNumber\":%d,\"etag\":\"%s\"}"
        .formatted(number, answer.header("etag").replace("\"", ""));
  }

  @Test
  void aPartOfAFilmIsReadWithoutWhatComesBeforeIt() {
    String film = "/api/objects/photos?key=film.mp4";
    RawResponse begun = admin.admin("POST", film + "&uploads", "");
    String upload = film + "&uploadId=" + json(begun).path("uploadId").asString();
    String first = part(upload, 1, "a".repeat(100_000));
    List<BlobId> ofFirst = new ArrayList<>();
    admin.blobs.forEach(ofFirst::add);
    assertThat(ofFirst).isNotEmpty();
    String second = part(upload, 2, "b".repeat(100_000));
    RawResponse done = admin.admin("POST", upload, "{\"parts\":[%s,%s]}".formatted(first, second));
    assertThat(done.status()).as(done.text()).isEqualTo(200);

    ofFirst.forEach(admin.blobs::delete);
    RawResponse end = admin.admin(request("GET", RAW + "film.mp4", "range", "bytes=199995-"));
    assertThat(end.status()).isEqualTo(206);
    assertThat(end.header("content-type")).isEqualTo("video/mp4");
    assertThat(end.text()).isEqualTo("bbbbb");
  }

  @Test
  void textMayBeCutWithinACharacterWhereItIsLookedAt() {
    for (int i = 0; i < 4; i++) {
      String body = "x".repeat(i) + "😀".repeat(300);
      assertThat(shown("a", "a/b", body).header("content-type")).as("" + i).isEqualTo(TEXT);
    }
    assertThat(shown("a", "a/b", "x\u007f").header("content-type")).isEqualTo(NONE);
  }

  @Test
  void whatAJobWouldFindIsCounted() {
    shown("p/a", "a/b", "12345");
    shown("p/b", "a/b", "123");
    shown("q", "a/b", "1");
    JsonNode counted = json(admin.admin("GET", "/api/s3/photos?count&prefix=p/"));
    assertThat(counted.path("objects").asInt()).isEqualTo(2);
    assertThat(counted.path("bytes").asInt()).isEqualTo(8);
    assertThat(counted.has("nextContinuationToken")).isFalse();
  }

  @Test
  void whatAJobWouldFindOfVersionsIsCounted() {
    admin.admin("PUT", "/api/s3/photos?versioning", "{\"status\":\"Enabled\"}");
    shown("p/a", "a/b", "12345");
    shown("p/a", "a/b", "123");
    admin.admin("DELETE", "/api/objects/photos?key=p/a");
    shown("q", "a/b", "1");
    String counted = admin.admin("GET", "/api/s3/photos?count-versions&prefix=p/").text();
    assertThat(counted).isEqualTo("{\"versions\":2,\"deleteMarkers\":1,\"bytes\":8}");
  }

  @Test
  void manyVersionsAreCountedInSeveralRequests() {
    admin.admin("PUT", "/api/s3/photos?versioning", "{\"status\":\"Enabled\"}");
    for (int i = 0; i < 10_003; i++) {
      admin.admin("PUT", "/api/objects/photos?key=" + i % 7, "x");
    }
    JsonNode first = json(admin.admin("GET", "/api/s3/photos?count-versions"));
    assertThat(first.path("versions").asInt()).isEqualTo(10_000);
    String rest =
        "/api/s3/photos?count-versions&key-marker=%s&version-id-marker=%s"
            .formatted(
                first.path("nextKeyMarker").asString(),
                first.path("nextVersionIdMarker").asString());
    assertThat(admin.admin("GET", rest).text())
        .isEqualTo("{\"versions\":3,\"deleteMarkers\":0,\"bytes\":3}");
  }

  @Test
  void rulesForOtherOriginsAreTriedBeforeTheyAreSet() {
    String page = "{\"origin\":\"http://a.example\",\"method\":\"PUT\",\"headers\":[\"X-A\"]";
    String check = "/api/s3/photos?cors-check";
    JsonNode none = json(admin.admin("POST", check, page + "}"));
    assertThat(none.path("isConfigured").asBoolean()).isFalse();
    assertThat(none.path("isAllowed").asBoolean()).isFalse();

    String rules =
        "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"]},"
            + "{\"ID\":\"two\",\"AllowedMethods\":[\"PUT\"],\"AllowedOrigins\":[\"http://*.example\"],"
            + "\"AllowedHeaders\":[\"x-*\"]}]}";
    JsonNode tried = json(admin.admin("POST", check, page + ",\"rules\":" + rules + "}"));
    assertThat(tried.path("isAllowed").asBoolean()).isTrue();
    assertThat(tried.path("rule").asInt()).isEqualTo(1);
    assertThat(tried.path("ruleId").asString()).isEqualTo("two");

    JsonNode spaced =
        json(
            admin.admin(
                "POST",
                check,
                page.replace("http", " http").replace("example", "example ")
                    + ",\"rules\":"
                    + rules
                    + "}"));
    assertThat(spaced).isEqualTo(tried);
    String nowhere = "{\"origin\":\"  \",\"method\":\"GET\",\"rules\":" + rules + "}";
    assertThat(json(admin.admin("POST", check, nowhere)).path("isAllowed").asBoolean(true))
        .isFalse();

    admin.admin("PUT", "/api/s3/photos?cors", rules);
    assertThat(json(admin.admin("POST", check, page + "}"))).isEqualTo(tried);
    assertThat(admin.admin("POST", check, page.replace("PUT", "PATCH") + "}").status())
        .isEqualTo(400);
  }
}
