package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.DOMAIN;
import static io.bytebucket.s3.S3Fixture.NOW;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the query of a link and counts as a header. */
class LinkHeadersTest {
  private final S3Fixture s3 = new S3Fixture();

  private static RawRequest presigned(String method, String target, String... headers) {
    RawRequest bare = request(method, target, headers).add("host", "localhost");
    return S3Fixture.signer(TestUsers.OWNER).presign(bare, NOW, 60);
  }

  private RawResponse put(String query) {
    return s3.send(presigned("PUT", path("a") + "?" + query).withBody("x").sized());
  }

  @Test
  void metadataTagsAndStorageClassOfALinkAreThoseOfTheObject() {
    RawResponse put =
        put(
            "x-amz-meta-colour=dark%20blue&X-Amz-Meta-Word=%3D%3FUTF-8%3FB%3FYWJj%3F%3D"
                + "&x-amz-tagging=k%3Dv&x-amz-storage-class=STANDARD_IA");

    assertThat(put.status()).as(put.text()).isEqualTo(200);
    RawResponse head = s3.head(path("a"));
    assertThat(head.header("x-amz-meta-colour")).isEqualTo("dark blue");
    assertThat(head.header("x-amz-meta-word")).isEqualTo("abc");
    assertThat(head.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(s3.get(path("a") + "?tagging").text()).contains("<Key>k</Key><Value>v</Value>");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl=aws-exec-read, 501, NotImplemented",
    "x-amz-grant-read=id%3Dnobody, 400, InvalidArgument",
    "x-amz-acl=nonsense, 400, InvalidArgument",
    "x-amz-server-side-encryption=AES256, 501, NotImplemented",
    "x-amz-object-lock-legal-hold=ON, 501, NotImplemented",
    "x-amz-storage-class=NONE, 400, InvalidStorageClass",
    "x-amz-tagging=aws%3Aa%3Db, 400, InvalidTag",
    "x-amz-expected-bucket-owner=123456789012, 403, AccessDenied",
    "x-amz-expected-bucket-owner=somebody, 400, InvalidBucketOwnerAWSAccountID",
    "x-amz-checksum-algorithm=CRC8, 400, InvalidRequest",
    "X-AMZ-Security-Token=t, 400, InvalidToken",
    "x-amz-meta-a=b%0D%0Ax-other%3A1, 400, InvalidArgument",
  })
  void whatWouldBeRefusedInAHeaderIsRefused(String query, int status, String code) {
    RawResponse put = put(query);

    assertThat(put.status()).as(put.text()).isEqualTo(status);
    assertThat(put.errorCode()).isEqualTo(code);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-acl=private",
        "x-amz-expected-bucket-owner=000000000000",
        // What the SDK for JavaScript puts into every link for an upload: the checksum of nothing.
        "x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32",
        "x-amz-copy-source=photos%2Fother",
        "x-amz-trailer=x-amz-checksum-crc32&x-amz-decoded-content-length=7",
      })
  void whatMeansNothingHereIsTakenOrPassedOver(String query) {
    RawResponse put = put(query);

    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo("x");
  }

  @Test
  void theChecksumOfALinkIsComputedAndAskedFor() {
    assertThat(put("x-amz-checksum-algorithm=SHA256").header("x-amz-checksum-sha256")).isNotEmpty();

    RawResponse plain = s3.send(presigned("GET", path("a")));
    RawResponse asked = s3.send(presigned("GET", path("a") + "?x-amz-checksum-mode=ENABLED"));
    assertThat(plain.headers().contains("x-amz-checksum-sha256")).isFalse();
    assertThat(asked.header("x-amz-checksum-sha256")).isNotEmpty();
  }

  @Test
  void aHeaderCountsBeforeTheParameterOfItsName() {
    RawRequest put = presigned("PUT", path("a") + "?x-amz-meta-a=query", "x-amz-meta-a", "header");

    assertThat(s3.send(put.withBody("x").sized()).status()).isEqualTo(200);
    assertThat(s3.head(path("a")).header("x-amz-meta-a")).isEqualTo("header");

    RawRequest unsigned = presigned("PUT", path("b") + "?x-amz-meta-a=query");
    RawResponse added = s3.send(unsigned.add("x-amz-meta-a", "other").withBody("x").sized());
    assertThat(added.status()).isEqualTo(403);
    assertThat(added.text()).contains("<HeadersNotSigned>x-amz-meta-a</HeadersNotSigned>");
  }

  @Test
  void aLinkThatSaysTwoThingsOfOneNameIsRefused() {
    assertThat(put("x-amz-meta-a=1&x-amz-meta-a=2").errorCode()).isEqualTo("InvalidArgument");
    assertThat(put("x-amz-meta-a=1&X-Amz-Meta-A=2").errorCode()).isEqualTo("InvalidArgument");
    assertThat(s3.send(presigned("GET", path("a") + "?versionId=null&versionId=x")).errorCode())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void aRequestSignedInItsHeaderSaysNothingInItsQuery() {
    assertThat(s3.put(path("a") + "?x-amz-meta-a=1", "x").status()).isEqualTo(200);
    assertThat(s3.head(path("a")).headers().contains("x-amz-meta-a")).isFalse();
  }

  private static RawRequest linkV2(
      String method, String host, String target, Map<String, String> fields, String resource) {
    RawRequest bare = request(method, target, "host", host);
    SortedMap<String, String> sorted = new TreeMap<>(fields);
    for (Map.Entry<String, String> field : sorted.entrySet()) {
      bare = bare.addQuery(field.getKey() + "=" + S3Fixture.encode(field.getValue()));
    }
    return LinkV2.sign(
        TestUsers.OWNER,
        TestUsers.secret(TestUsers.OWNER),
        bare,
        sorted,
        resource,
        NOW.getEpochSecond() + 60);
  }

  @Test
  void aLinkOfVersion2CarriesHeadersToo() {
    RawRequest link =
        linkV2(
            "PUT",
            "localhost",
            path("a"),
            Map.of("content-type", "text/plain", "x-amz-meta-a", "b c"),
            path("a"));

    assertThat(s3.send(link.withBody("x").sized()).status()).isEqualTo(200);
    assertThat(s3.head(path("a")).header("content-type")).isEqualTo("text/plain");
    assertThat(s3.head(path("a")).header("x-amz-meta-a")).isEqualTo("b c");
    assertThat(s3.send(link.add("content-type", "text/plain").withBody("x").sized()).status())
        .isEqualTo(200);
    assertThat(s3.send(link.add("content-type", "text/html").withBody("x").sized()).errorCode())
        .isEqualTo("SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:9000, /photos/k",
    "s3.example.org, /photos/k",
    "photos.s3.example.org, /k",
    "PHOTOS.S3.Example.org.:9000, /k",
  })
  void aLinkOfVersion2OpensItsObjectOnEveryAddressOfIt(String host, String target) {
    s3.store("k");

    RawResponse got = s3.send(linkV2("GET", host, target, Map.of(), "/photos/k"));

    assertThat(got.status()).as(got.text()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("k");
  }

  @Test
  void aLinkOfVersion2OpensNoOtherBucketWhateverHostItIsSentTo() {
    assertThat(s3.put("/pub", "").status()).isEqualTo(200);
    s3.put("/" + BUCKET + "/pub/k", "secret");
    for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE"}) {
      RawRequest link = linkV2(method, "localhost", "/pub/k", Map.of(), "/pub/k").withBody("y");

      RawResponse other = s3.send(link.sized().set("host", BUCKET + "." + DOMAIN));
      RawResponse own = s3.send(link.sized().set("host", "pub." + DOMAIN).withPath("/k"));

      assertThat(other.status()).as(method).isEqualTo(403);
      assertThat(own.status()).as(method).isNotEqualTo(403);
    }
    RawRequest listing = linkV2("GET", "localhost", "/pub", Map.of(), "/pub");
    assertThat(s3.send(listing.set("host", BUCKET + "." + DOMAIN)).status()).isEqualTo(403);
    assertThat(s3.get("/" + BUCKET + "/pub/k").text()).isEqualTo("secret");
  }

  // What is signed is the same for one value and for two: only the two are what a signer means.
  @Test
  void aValueOfVersion2ThatReadsAsAnotherParameterIsRefused() {
    s3.store("k");
    String two = "response-content-language=a&versionId=null";
    RawRequest link =
        LinkV2.sign(
            TestUsers.OWNER,
            TestUsers.secret(TestUsers.OWNER),
            request("GET", path("k") + "?" + two, "host", "localhost"),
            new TreeMap<>(),
            path("k") + "?" + two,
            NOW.getEpochSecond() + 60);
    String one = link.query().replace("a&versionId=", "a%26versionId%3D");

    assertThat(s3.send(link).status()).isEqualTo(200);
    assertThat(s3.send(link.withQuery(one)).errorCode()).isEqualTo("InvalidArgument");
  }

  @Test
  void anIncompleteClaimOfVersion2SaysWhatIsMissing() {
    RawResponse got =
        s3.send(request("GET", path("a") + "?AWSAccessKeyId=x&Expires=1", "host", "localhost"));

    assertThat(got.status()).isEqualTo(403);
    assertThat(got.text()).contains("requires the Signature, Expires and AWSAccessKeyId");
  }
}
