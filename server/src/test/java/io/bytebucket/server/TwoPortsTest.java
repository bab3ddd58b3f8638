package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import io.bytebucket.testkit.model.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written at one port is read at the other, and each takes what the other does. */
class TwoPortsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T18:47:24.567Z");
  private static final String KEY = "AKIDADMIN";
  private static final String SECRET = "a-secret-of-the-administrator";

  private final SteppedClock clock = new SteppedClock(NOW);
  private final HttpHandler s3;
  private final HttpHandler admin;

  TwoPortsTest() {
    TwoFrontEnds both = new TwoFrontEnds(clock);
    both.store.userRecovery().createFirst(KEY, SECRET);
    s3 = both.s3;
    admin = both.admin;
    s3("PUT", "/photos", "");
  }

  private static RawRequest request(
      String host, String method, String target, String body, String... headers) {
    RawRequest request = RawRequest.of(method, target).add("host", host);
    for (int i = 0; i < headers.length; i += 2) {
      request = request.add(headers[i], headers[i + 1]);
    }
    return request.withBody(body).sized();
  }

  private RawResponse s3(String method, String target, String body, String... headers) {
    RawRequest request = request("localhost:9000", method, target, body, headers);
    return InProcessExchange.run(s3, new SigV4Signer(KEY, SECRET).sign(request, clock.instant()));
  }

  private RawResponse admin(String method, String target, String body, String... headers) {
    RawRequest request = request("localhost:9001", method, "/api/s3" + target, body, headers);
    return InProcessExchange.run(
        admin, request.add("x-admin-accesskey", KEY).add("x-admin-secret", SECRET));
  }

  private static void requireSame(RawResponse one, RawResponse other, String... fields) {
    assertThat(other.status()).isEqualTo(one.status());
    for (String field : fields) {
      assertThat(other.headers().first(field)).as(field).isEqualTo(one.headers().first(field));
    }
  }

  private static final String[] OF_OBJECT = {
    "etag",
    "last-modified",
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "x-amz-meta-a",
    "x-amz-tagging-count",
    "x-amz-storage-class",
    "accept-ranges"
  };

  private void requireSameObject(String target, String body) {
    RawResponse one = s3("GET", target, "");
    RawResponse other = admin("GET", target, "");
    assertThat(one.text()).isEqualTo(body);
    assertThat(other.text()).isEqualTo(body);
    requireSame(one, other, OF_OBJECT);
    requireSame(s3("HEAD", target, ""), admin("HEAD", target, ""), OF_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/photos/a", "/photos/a%20b/%C3%BC", "/photos/a//b/", "/photos/%2Fa"})
  void anObjectIsTheSameAtBothWhereverItWasPut(String target) {
    String[] said = {
      "content-type",
      "text/plain",
      "x-amz-meta-a",
      "=?UTF-8?Q?=C3=BC?=",
      "x-amz-tagging",
      "k=v",
      "content-language",
      "de",
      "x-amz-storage-class",
      "STANDARD_IA"
    };
    RawResponse one = s3("PUT", target, "hello", said);
    requireSameObject(target, "hello");
    RawResponse other = admin("PUT", target, "hello", said);
    requireSame(one, other, "etag");
    requireSameObject(target, "hello");
    String large = "x".repeat(100_000);
    admin("PUT", target, large);
    requireSameObject(target, large);
  }

  @Test
  void anObjectOfPartsIsTheSameAtBoth() {
    Matcher begun =
        Pattern.compile("<UploadId>(\\w+)</UploadId>")
            .matcher(s3("POST", "/photos/big?uploads", "").text());
    assertThat(begun.find()).isTrue();
    String upload = "/photos/big?uploadId=" + begun.group(1);
    String one = s3("PUT", upload + "&partNumber=1", "hello ").header("etag");
    String two = admin("PUT", upload + "&partNumber=2", "world").header("etag");
    String parts =
        "{\"parts\":[{\"partNumber\":1,\"etag\":%s},{\"partNumber\":2,\"etag\":%s}]}"
            .formatted(one, two);
    RawResponse done = admin("POST", upload, parts);
    assertThat(done.status()).isEqualTo(200);
    assertThat(s3("HEAD", "/photos/big", "").header("etag")).isEqualTo(done.header("etag"));
    requireSameObject("/photos/big", "hello world");
  }

  @Test
  void rangesAndConditionsMeanTheSameAtBoth() {
    s3("PUT", "/photos/a", "hello");
    for (String[] header :
        List.of(
            new String[] {"range", "bytes=1-2"},
            new String[] {"range", "bytes=-3"},
            new String[] {"range", "bytes=9-"},
            new String[] {"range", "bytes=2-1"},
            new String[] {"if-none-match", "\"5d41402abc4b2a76b9719d911017c592\""},
            new String[] {"if-match", "\"other\""},
            new String[] {"if-unmodified-since", "Sun, 22 Nov 2026 18:47:23 GMT"})) {
      RawResponse one = s3("GET", "/photos/a", "", header);
      RawResponse other = admin("GET", "/photos/a", "", header);
      requireSame(one, other, "etag");
      if (one.status() < 300) {
        requireSame(one, other, "content-range");
        assertThat(other.text()).isEqualTo(one.text());
      }
    }
  }

  @Test
  void tagsAndRulesForOtherOriginsAreTheSameAtBoth() {
    s3("PUT", "/photos/a", "hello");
    admin("PUT", "/photos/a?tagging", "{\"tagSet\":[{\"key\":\"k\",\"value\":\"v\"}]}");
    String xml = s3("GET", "/photos/a?tagging", "").text();
    assertThat(xml).contains("<Tag><Key>k</Key><Value>v</Value></Tag>");
    s3("PUT", "/photos/a?tagging", xml.replace("<Value>v</Value>", "<Value>w</Value>"));
    assertThat(admin("GET", "/photos/a?tagging", "").text())
        .isEqualTo("{\"tagSet\":[{\"key\":\"k\",\"value\":\"w\"}]}");

    String rules =
        "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"http://a.example\"]}]}";
    assertThat(admin("PUT", "/photos?cors", rules).status()).isEqualTo(200);
    String cors = s3("GET", "/photos?cors", "").text();
    assertThat(cors).contains("<AllowedOrigin>http://a.example</AllowedOrigin>");
    s3("PUT", "/photos?cors", cors.replace("a.example", "b.example"));
    assertThat(admin("GET", "/photos?cors", "").text())
        .isEqualTo(rules.replace("a.example", "b.example"));
    admin("DELETE", "/photos?cors", "");
    assertThat(s3("GET", "/photos?cors", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Photos/a",
        "/missing/a",
        "/photos/k?versionId=x",
        "/photos/a?tagging",
        "/photos/none"
      })
  void whatOneRefusesTheOtherRefusesByTheSameCode(String target) {
    for (String method : List.of("PUT", "GET", "DELETE")) {
      RawResponse one = s3(method, target, "");
      RawResponse other = admin(method, target, "");
      if (method.equals("PUT") && target.endsWith("tagging")) {
        assertThat(List.of(one.status(), other.status())).containsOnly(400);
        continue;
      }
      assertThat(other.status()).as(method).isEqualTo(one.status());
      if (one.status() >= 400) {
        Matcher code = Pattern.compile("<Code>(\\w+)</Code>").matcher(one.text());
        assertThat(code.find()).isTrue();
        assertThat(other.text()).contains("\"code\":\"" + code.group(1) + "\"");
      }
    }
  }

  private String link(String target, String more) {
    String answer = admin("GET", target + "?presign" + more, "").text();
    Matcher url = Pattern.compile("\"url\":\"http://localhost:9000([^\"]*)\"").matcher(answer);
    assertThat(url.find()).as(answer).isTrue();
    return url.group(1);
  }

  private RawResponse follow(String method, String target, String body) {
    return InProcessExchange.run(s3, request("localhost:9000", method, target, body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/photos/a", "/photos/a%20b/%C3%BC%2B", "/photos/a//b", "/photos/a%3Fb"})
  void aLinkThatOneSignsIsFollowedAtTheOther(String target) {
    s3("PUT", target, "hello");
    assertThat(follow("GET", link(target, ""), "").text()).isEqualTo("hello");
    assertThat(follow("PUT", link(target, "&method=PUT"), "new").status()).isEqualTo(200);
    assertThat(admin("GET", target, "").text()).isEqualTo("new");
  }

  @Test
  void aLinkIsGoodForWhatItSaysAndNothingElse() {
    s3("PUT", "/photos/a", "hello");
    String link = link("/photos/a", "&expires=60");
    assertThat(follow("PUT", link, "x").status()).isEqualTo(403);
    assertThat(follow("GET", link.replace("/photos/a", "/photos/b"), "").status()).isEqualTo(403);
    assertThat(follow("GET", link.replace("Expires=60", "Expires=61"), "").status()).isEqualTo(403);
    assertThat(follow("GET", link, "").status()).isEqualTo(200);
    clock.step(Duration.ofSeconds(61));
    assertThat(follow("GET", link, "").status()).isEqualTo(403);
  }

  @Test
  void aLinkToAVersionLeadsToThatVersion() {
    admin("PUT", "/photos?versioning", "{\"status\":\"Enabled\"}");
    String first = s3("PUT", "/photos/a", "one").header("x-amz-version-id");
    s3("PUT", "/photos/a", "two");
    assertThat(follow("GET", link("/photos/a", "&versionId=" + first), "").text()).isEqualTo("one");
  }
}
