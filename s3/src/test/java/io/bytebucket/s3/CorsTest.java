package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, in preflights and in answers. */
class CorsTest {
  private static final String RULES =
      """
      <CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <CORSRule>
          <ID>app</ID>
          <AllowedOrigin>https://*.example.com</AllowedOrigin>
          <AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>
          <AllowedHeader>content-type</AllowedHeader><AllowedHeader>X-Amz-*</AllowedHeader>
          <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-request-id</ExposeHeader>
          <MaxAgeSeconds>600</MaxAgeSeconds>
        </CORSRule>
        <CORSRule>
          <AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>
        </CORSRule>
      </CORSConfiguration>
      """;

  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

  private final S3Fixture s3 = new S3Fixture();

  private void configure(String document) {
    RawResponse put = s3.put("/" + BUCKET + "?cors", document);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  private RawResponse preflight(String target, String... headers) {
    RawRequest request = request("OPTIONS", target, headers);
    return s3.send(request.headers().contains("host") ? request : request.add("host", "localhost"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/photos", "/photos/a", "/photos/not/there"})
  void aPreflightIsToldWhatTheFirstMatchingRuleAllows(String target) {
    configure(RULES);

    RawResponse answer =
        preflight(
            target,
            "origin",
            "https://app.example.com",
            "access-control-request-method",
            "PUT",
            "access-control-request-headers",
            "Content-Type, x-amz-meta-a");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("access-control-allow-origin")).isEqualTo("https://app.example.com");
    assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(answer.header("access-control-allow-methods")).isEqualTo("PUT, GET");
    assertThat(answer.header("access-control-allow-headers"))
        .isEqualTo("content-type, x-amz-meta-a");
    assertThat(answer.header("access-control-expose-headers")).isEqualTo("ETag, x-amz-request-id");
    assertThat(answer.header("access-control-max-age")).isEqualTo("600");
    assertThat(answer.header("vary")).isEqualTo(VARY);
    assertThat(answer.header("x-amz-request-id")).isNotEmpty();
  }

  @Test
  void anyOriginIsToldSoAndMayNotSendCredentials() {
    configure(RULES);

    RawResponse answer =
        preflight("/photos/a", "origin", "null", "access-control-request-method", "GET");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(answer.header("access-control-allow-credentials")).isEmpty();
  }

  @Test
  void aBucketInTheHostNameIsTheSameBucket() {
    configure(RULES);

    RawResponse answer =
        preflight(
            "/a",
            "host",
            BUCKET + "." + S3Fixture.DOMAIN,
            "origin",
            "https://x.example.com",
            "access-control-request-method",
            "PUT");

    assertThat(answer.header("access-control-allow-origin")).isEqualTo("https://x.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, DELETE, ''",
    "https://app.example.org, PUT, ''",
    "https://app.example.com, PUT, x-other",
    "https://other.org, GET, content-type",
  })
  void whatNoRuleAllowsIsForbidden(String origin, String method, String headers) {
    configure(RULES);

    RawResponse answer =
        preflight(
            "/photos/a",
            "origin",
            origin,
            "access-control-request-method",
            method,
            "access-control-request-headers",
            headers);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.errorCode()).isEqualTo("AccessForbidden");
    assertThat(answer.text())
        .contains("CORSResponse: This CORS request is not allowed. This is usually because")
        .contains("<Method>" + method + "</Method><ResourceType>OBJECT</ResourceType>");
    assertThat(answer.header("access-control-allow-origin")).isEmpty();
    assertThat(answer.header("vary")).isEqualTo(VARY);
  }

  @ParameterizedTest
  @CsvSource({
    "/photos, PUT, CORS is not enabled for this bucket.",
    "/photos/a, GET, CORS is not enabled for this bucket.",
    "/photos/a, '', CORS is not enabled for this bucket.",
    "/no-such-bucket/a, GET, Bucket not found",
    "/no-such-bucket/a, '', Bucket not found",
    "/, GET, Bucket not found",
    "/Not_A_Bucket, GET, Bucket not found",
    "*, GET, Bucket not found",
  })
  void whereNothingIsConfiguredTheBucketIsNamedAndNothingIsAllowed(
      String target, String method, String message) {
    RawResponse answer =
        preflight(target, "origin", "https://a.example", "access-control-request-method", method);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text())
        .contains("CORSResponse: " + message)
        .contains("<Method>" + (method.isEmpty() ? "OPTIONS" : method) + "</Method>")
        .contains("<ResourceType>BUCKET</ResourceType>");
  }

  @ParameterizedTest
  @CsvSource({"'', GET", "https://a.example, ''", "https://a.example, TRACE"})
  void aPreflightMustSayWhoAsksForWhat(String origin, String method) {
    configure(RULES);

    RawResponse answer =
        preflight("/photos/a", "origin", origin, "access-control-request-method", method);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("BadRequest");
  }

  @Test
  void anAnswerCarriesWhatItsPageMayRead() {
    configure(RULES);

    RawResponse put = s3.put(path("a"), "x", "origin", "https://app.example.com");
    assertThat(put.header("access-control-allow-origin")).isEqualTo("https://app.example.com");
    assertThat(put.header("access-control-expose-headers")).isEqualTo("ETag, x-amz-request-id");
    assertThat(put.header("vary")).isEqualTo(VARY);

    RawResponse denied =
        s3.send(request("GET", path("a"), "host", "localhost", "origin", "https://a.example"));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.header("access-control-allow-origin")).isEqualTo("*");

    RawResponse other = s3.delete(path("a"), "origin", "https://app.example.org");
    assertThat(other.status()).isEqualTo(204);
    assertThat(other.header("access-control-allow-origin")).isEmpty();
    assertThat(other.header("vary")).isEqualTo(VARY);

    // A cache may keep it, and must not give it to a page.
    assertThat(s3.get("/photos").header("vary")).isEqualTo(VARY);
    assertThat(s3.get(path("missing")).header("vary")).isEqualTo(VARY);
    assertThat(s3.get("/").header("vary")).isEmpty();
  }

  @Test
  void anAnswerOfABucketWithoutConfigurationSaysNothing() {
    RawResponse got = s3.get("/photos", "origin", "https://a.example");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("vary")).isEmpty();
    assertThat(got.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aConfigurationIsToldAndDeleted() {
    RawResponse none = s3.get("/photos?cors");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.errorCode()).isEqualTo("NoSuchCORSConfiguration");

    configure(RULES);
    assertThat(s3.get("/photos?cors").text())
        .contains("<ID>app</ID><AllowedHeader>content-type</AllowedHeader>")
        .contains("<MaxAgeSeconds>600</MaxAgeSeconds>");

    for (int i = 0; i < 2; i++) {
      assertThat(s3.delete("/photos?cors").status()).isEqualTo(204);
    }
    assertThat(s3.get("/photos?cors").status()).isEqualTo(404);
    assertThat(s3.get("/no-such-bucket?cors").errorCode()).isEqualTo("NoSuchBucket");
    assertThat(s3.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'<AllowedMethod>GET</AllowedMethod>', MalformedXML",
    "'<AllowedOrigin>*</AllowedOrigin>', MalformedXML",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>', InvalidRequest",
    "'<AllowedOrigin>http://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<AllowedHeader>*a*</AllowedHeader>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<ExposeHeader>x-*</ExposeHeader>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<ExposeHeader>a\nb: c</ExposeHeader>', MalformedXML",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<ExposeHeader>a b</ExposeHeader>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<ExposeHeader>a:</ExposeHeader>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<AllowedHeader>x-(a)</AllowedHeader>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<AllowedHeader>a/*</AllowedHeader>', InvalidRequest",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<AllowedHeader/>', MalformedXML",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<MaxAgeSeconds>soon</MaxAgeSeconds>', MalformedXML",
    "'<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
        + "<MaxAgeSeconds>-1</MaxAgeSeconds>', MalformedXML",
  })
  void aRuleThatIsNoRuleIsRefused(String rule, String code) {
    configure(RULES);

    RawResponse put =
        s3.put(
            "/photos?cors",
            "<CORSConfiguration><CORSRule>" + rule + "</CORSRule></CORSConfiguration>");

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errorCode()).isEqualTo(code);
    assertThat(s3.get("/photos?cors").text()).contains("<ID>app</ID>");
  }

  @Test
  void anEmptyOriginIsKeptAndAllowsNobody() {
    configure(
        "<CORSConfiguration><CORSRule><AllowedOrigin></AllowedOrigin>"
            + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>");

    assertThat(s3.get("/photos?cors").text()).contains("<AllowedOrigin></AllowedOrigin>");
    assertThat(
            preflight("/photos/a", "origin", "null", "access-control-request-method", "GET")
                .status())
        .isEqualTo(403);
    assertThat(
            preflight("/photos/a", "origin", "", "access-control-request-method", "GET").status())
        .isEqualTo(400);
  }

  @Test
  void thereAreOneToAHundredRules() {
    String rule =
        "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
    String document = "<CORSConfiguration>%s</CORSConfiguration>";

    assertThat(s3.put("/photos?cors", document.formatted("")).errorCode())
        .isEqualTo("MalformedXML");
    assertThat(s3.put("/photos?cors", document.formatted(rule.repeat(101))).errorCode())
        .isEqualTo("InvalidRequest");
    configure(document.formatted(rule.repeat(100)));
  }

  @Test
  void onlyWhoMayConfiguresAndReads() {
    assertThat(
            s3.signedBy(
                    TestUsers.READER,
                    request("PUT", "/photos?cors").withBody(RULES.getBytes(StandardCharsets.UTF_8)))
                .errorCode())
        .isEqualTo("AccessDenied");
    assertThat(s3.signedBy(TestUsers.READER, request("DELETE", "/photos?cors")).status())
        .isEqualTo(403);
  }
}
