package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.s3.Versions;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tags of objects. */
class ObjectTaggingTest {
  private static final String TARGET = path("a") + "?tagging";

  private final S3Fixture s3 = new S3Fixture();

  @BeforeEach
  void store() {
    s3.store("a");
  }

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private static String tag(String key, String value) {
    return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
  }

  private static String document(String... tags) {
    return "<Tagging><TagSet>" + String.join("", tags) + "</TagSet></Tagging>";
  }

  private static String count(int count) {
    return IntStream.range(0, count).mapToObj(i -> tag("k" + i, "")).collect(Collectors.joining());
  }

  @Test
  void tagsAreToldInTheirOrderAndChangeNothingElse() {
    String etag = s3.head(path("a")).header("etag");
    assertThat(s3.get(TARGET).text()).contains("<TagSet></TagSet>");

    String tags = tag("z", "1") + tag("\u65E5", "a / b") + tag("a+/=._:@ -", "");
    assertThat(s3.put(TARGET, document(tags)).status()).isEqualTo(200);

    assertThat(s3.get(TARGET).text()).contains("<TagSet>" + tags + "</TagSet>");
    RawResponse got = s3.get(path("a"));
    assertThat(got.header("x-amz-tagging-count")).isEqualTo("3");
    assertThat(got.header("etag")).isEqualTo(etag);
    assertThat(got.text()).isEqualTo("a");

    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.get(TARGET).text()).contains("<TagSet></TagSet>");
    assertThat(s3.get(path("a")).header("x-amz-tagging-count")).isEmpty();
  }

  // Section H 25 of the behaviour of the original: they came back.
  @Test
  void tagsGoWithTheirObject() {
    s3.put(TARGET, document(tag("x", "1")));
    s3.store("a");
    assertThat(s3.get(TARGET).text()).doesNotContain("<Tag>");

    s3.put(TARGET, document(tag("x", "1")));
    s3.delete(path("a"));
    assertThat(s3.get(TARGET).errorCode()).isEqualTo("NoSuchKey");
    s3.store("a");
    assertThat(s3.get(TARGET).text()).doesNotContain("<Tag>");
  }

  @Test
  void theLimitsAreThoseOfS3() {
    String longest = tag("k".repeat(128), "v".repeat(256));
    assertThat(s3.put(TARGET, document(longest, count(9))).status()).isEqualTo(200);
    // Characters, not bytes, and those beyond the basic plane once.
    assertThat(
            s3.put(TARGET, document(tag("\uD840\uDC00".repeat(128), "\u65E5".repeat(256))))
                .status())
        .isEqualTo(200);

    for (String refused :
        new String[] {
          document(tag("k".repeat(129), "")),
          document(tag("k", "v".repeat(257))),
          document(tag("", "v")),
          document(tag("k", "1"), tag("k", "2")),
          document(tag("aws:k", "v")),
          document(tag("a&amp;b", "v")),
          document(tag("k", "a?")),
          document(tag("k", "\uD83D\uDE00")),
        }) {
      RawResponse put = s3.put(TARGET, refused);
      assertThat(put.status()).isEqualTo(400);
      assertThat(put.errorCode()).isEqualTo("InvalidTag");
    }
    RawResponse tooMany = s3.put(TARGET, document(count(11)));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.errorCode()).isEqualTo("BadRequest");
    assertThat(tooMany.text()).contains("Object tags cannot be greater than 10");
    assertThat(s3.get(path("a")).header("x-amz-tagging-count")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Tagging/>",
        "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Value>k</Value></Tag></TagSet></Tagging>",
        "<Other><TagSet/></Other>",
        "<Tagging><TagSet>",
      })
  void whatIsNoDocumentOfTagsIsRefused(String document) {
    RawResponse put = s3.put(TARGET, document);

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errorCode()).isEqualTo("MalformedXML");
  }

  @Test
  void aDocumentHasALimit() {
    String document = document(tag("k", "v")) + " ".repeat(17 << 10);

    assertThat(s3.put(TARGET, document).status()).isEqualTo(400);
    assertThat(s3.get(path("a")).header("x-amz-tagging-count")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2, 2",
    "a, 1",
    "a=, 1",
    "a%20b=c+d, 1",
    "'', ''",
    "&a=1&, 1",
  })
  void tagsMayComeWithTheObject(String header, String count) {
    assertThat(s3.put(path("b"), "x", "x-amz-tagging", header).status()).isEqualTo(200);
    assertThat(s3.head(path("b")).header("x-amz-tagging-count")).isEqualTo(count);
  }

  @Test
  void tagsInAHeaderAreEncodedLikeAQuery() {
    s3.put(path("b"), "x", "x-amz-tagging", "a%20b=c+d%2B&%E6%97%A5=%3D");

    assertThat(s3.get(path("b") + "?tagging").text())
        .contains(tag("a b", "c d+"))
        .contains(tag("\u65E5", "="));
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&a=2, InvalidArgument",
    "a&a, InvalidArgument",
    "=, InvalidArgument",
    "=1, InvalidArgument",
    "a=1=2, InvalidArgument",
    "'a=1,b=2', InvalidArgument",
    "a=%zz, InvalidArgument",
    "a%3D1%2Cb, InvalidTag",
    "a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9&j=10&k=11, BadRequest",
    "aws:a=1, InvalidTag",
    "a=%26, InvalidTag",
  })
  void whatIsNoSetOfTagsInAHeaderStoresNothing(String header, String code) {
    RawResponse put = s3.put(path("b"), "x", "x-amz-tagging", header);

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errorCode()).isEqualTo(code);
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }

  @Test
  void everyVersionHasItsOwn() {
    Versions.enable(s3);
    String one = s3.put(path("a"), "one", "x-amz-tagging", "v=1").header("x-amz-version-id");
    String two = s3.put(path("a"), "two", "x-amz-tagging", "v=2").header("x-amz-version-id");

    RawResponse put = s3.put(TARGET + "&versionId=" + one, document(tag("v", "changed")));
    assertThat(put.header("x-amz-version-id")).isEqualTo(one);
    assertThat(s3.get(TARGET + "&versionId=" + one).text()).contains("changed");
    assertThat(s3.get(TARGET).text()).contains(tag("v", "2"));
    assertThat(s3.delete(TARGET + "&versionId=" + two).header("x-amz-version-id")).isEqualTo(two);
    assertThat(s3.get(TARGET).text()).doesNotContain("<Tag>");

    String marker = s3.delete(path("a")).header("x-amz-version-id");
    for (String target : new String[] {TARGET, TARGET + "&versionId=" + marker}) {
      requireMarker("PUT", s3.put(target, document(tag("v", "3"))));
      requireMarker("GET", s3.get(target));
      requireMarker("DELETE", s3.delete(target));
    }
    assertThat(Versions.of(s3, "").lines()).hasSize(4);
  }

  private static void requireMarker(String method, RawResponse refused) {
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.text())
        .contains("<Method>" + method + "</Method>", "<ResourceType>DeleteMarker</ResourceType>");
  }

  @Test
  void tagsHaveRightsOfTheirOwn() {
    for (String method : new String[] {"GET", "PUT", "DELETE"}) {
      assertThat(
              s3.signedBy(
                      TestUsers.READER,
                      request(method, TARGET).withBody(document().getBytes(StandardCharsets.UTF_8)))
                  .status())
          .isEqualTo(403);
    }
    assertThat(
            s3.signedBy(
                    TestUsers.WRITER,
                    request("PUT", path("b"), "x-amz-tagging", "a=1").withBody("x"))
                .status())
        .isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.WRITER, request("PUT", path("b")).withBody("x")).status())
        .isEqualTo(200);
  }
}
