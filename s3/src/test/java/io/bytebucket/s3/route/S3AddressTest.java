package io.bytebucket.s3.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.RawRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Field survey 3.16: an address names one key exactly, and no path is ever tidied. */
class S3AddressTest {
  private static final List<String> DOMAINS = List.of("s3.example.org", "eu.s3.example.org");

  @ParameterizedTest
  @CsvSource({
    "/b/k, b, k",
    "/b//, b, /",
    "/b//k, b, /k",
    "/b/k/, b, k/",
    "/b/k//l, b, k//l",
    "/b/., b, .",
    "/b/../c, b, ../c",
    "/b/%2E%2e/c, b, ../c",
    "/b/a%2Fb, b, a/b",
    "/b/%2F, b, /",
    "/b/a+b, b, a+b",
    "/b/a%2Bb%20c, b, a+b c",
    "/b/a%25%32%46, b, a%2F",
    "/b/%C3%A9%F0%9F%98%80, b, é\uD83D\uDE00",
    "/b/a;v=1, b, a;v=1",
    "/b%2Fc/k, b/c, k",
    "/%62/k, b, k",
    "//k, '', k",
  })
  void aPathIsABucketAndAKey(String path, String bucket, String key) {
    assertThat(address("localhost:9000", path)).isEqualTo(new S3Address.InObject(bucket, key));
  }

  @ParameterizedTest
  @CsvSource({"/b, b", "/b/, b", "/b%20c, b c", "/%2F, /"})
  void aPathOfOneSegmentIsABucket(String path, String bucket) {
    assertThat(address("localhost:9000", path)).isEqualTo(new S3Address.InBucket(bucket));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "s3.example.org", "S3.Example.Org:9000", "127.0.0.1:9000", "[::1]"})
  void theRootIsTheService(String host) {
    assertThat(address(host, "/")).isEqualTo(new S3Address.Service());
  }

  @ParameterizedTest
  @CsvSource({
    "photos.s3.example.org, photos",
    "photos.s3.example.org:9000, photos",
    "PHOTOS.S3.EXAMPLE.ORG, photos",
    "photos.s3.example.org., photos",
    "photos.s3.example.org.:9000, photos",
    "my.photos.s3.example.org, my.photos",
    "photos.eu.s3.example.org, photos",
    "xeu.s3.example.org, xeu",
  })
  void aHostBelowADomainIsABucket(String host, String bucket) {
    assertThat(address(host, "/")).isEqualTo(new S3Address.InBucket(bucket));
    assertThat(address(host, "/k")).isEqualTo(new S3Address.InObject(bucket, "k"));
    assertThat(address(host, "/k/")).isEqualTo(new S3Address.InObject(bucket, "k/"));
    assertThat(address(host, "//k")).isEqualTo(new S3Address.InObject(bucket, "/k"));
    assertThat(address(host, "/a%2Fb+c")).isEqualTo(new S3Address.InObject(bucket, "a/b+c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.example.org",
        "eu.s3.example.org",
        "example.org",
        "photoss3.example.org",
        "photos.s3.example.org.evil.net",
        "localhost",
        "[fe80::1]:9000",
        "[fe80::1]",
      })
  void everyOtherHostLeavesTheBucketToThePath(String host) {
    assertThat(address(host, "/b/k")).isEqualTo(new S3Address.InObject("b", "k"));
  }

  @Test
  void withoutDomainsOrAHostThePathIsAll() {
    RawRequest request = RawRequest.of("GET", "/b/k");

    assertThat(S3Address.of(request.asReceived(), DOMAINS))
        .isEqualTo(new S3Address.InObject("b", "k"));
    assertThat(S3Address.of(request.add("host", "photos.s3.example.org").asReceived(), List.of()))
        .isEqualTo(new S3Address.InObject("b", "k"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/b/%4", "/b/%zz", "/b/%C3", "/b/%ED%A0%80", "/%FF/k"})
  void aPathThatDoesNotDecodeIsAnInvalidUri(String path) {
    assertThatThrownBy(() -> address("localhost", path))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_URI));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, /b/k, /b/k",
    "s3.example.org., /b//a%20b, /b//a%20b",
    "B.s3.example.org, /k, /b/k",
    "b.s3.example.org.:80, //k%2F, /b//k%2F",
    "b.s3.example.org, /, /b/",
    "localhost, /, /",
  })
  void theResourceNamesTheBucketWhereverItStood(String host, String path, String resource) {
    RawRequest request = RawRequest.of("GET", path + "?acl").add("host", host);

    assertThat(S3Address.resource(request.asReceived(), DOMAINS)).isEqualTo(resource);
  }

  @Test
  void theTemplateHasNoNames() {
    assertThat(address("localhost", "/").template()).isEqualTo("/");
    assertThat(address("localhost", "/b").template()).isEqualTo("/:bucket");
    assertThat(address("localhost", "/b/k").template()).isEqualTo("/:bucket/*key");
    assertThat(address("b.s3.example.org", "/k").template()).isEqualTo("/:bucket/*key");
  }

  private static S3Address address(String host, String path) {
    return S3Address.of(RawRequest.of("GET", path).add("host", host).asReceived(), DOMAINS);
  }
}
