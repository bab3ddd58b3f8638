package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.Listing;
import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.s3.Versions;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets that keep versions, that did, and that never have. */
class VersioningTest {
  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private String store(String key, String body) {
    RawResponse put = s3.put(path(key), body);
    assertThat(put.status()).isEqualTo(200);
    return put.header("x-amz-version-id");
  }

  private RawResponse get(String key, String version) {
    return s3.get(path(key) + "?versionId=" + version);
  }

  private RawResponse delete(String key, String version) {
    return s3.delete(path(key) + "?versionId=" + version);
  }

  @Test
  void aBucketTellsWhetherItKeepsVersions() {
    assertThat(s3.get("/photos?versioning").text())
        .contains("<VersioningConfiguration")
        .doesNotContain("Status");
    Versions.enable(s3);
    assertThat(s3.get("/photos?versioning").text()).contains("<Status>Enabled</Status>");
    Versions.suspend(s3);
    assertThat(s3.get("/photos?versioning").text()).contains("<Status>Suspended</Status>");
  }

  @ParameterizedTest
  @CsvSource({
    "<VersioningConfiguration/>, 400, IllegalVersioningConfigurationException",
    "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>, 400, MalformedXML",
    "<Other/>, 400, MalformedXML",
    "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>"
        + "</VersioningConfiguration>, 403, AccessDenied",
    "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Disabled</MfaDelete>"
        + "</VersioningConfiguration>, 200, ''",
  })
  void whatIsNoConfigurationIsRefused(String document, int status, String code) {
    RawResponse put = s3.put("/photos?versioning", document);

    assertThat(put.status()).isEqualTo(status);
    assertThat(put.errorCode()).isEqualTo(code);
    assertThat(s3.get("/photos?versioning").text().contains("Status")).isEqualTo(status == 200);
  }

  // Field survey 3.9: a checksum in place of Content-MD5, or neither.
  @ParameterizedTest
  @ValueSource(strings = {"x-amz-checksum-crc32", "content-md5"})
  void theDocumentIsHeldAgainstItsDigest(String header) {
    String document = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    String wrong = header.equals("content-md5") ? "1B2M2Y8AsgTpgAmY7PhCfg==" : "AAAAAA==";

    assertThat(s3.put("/photos?versioning", document, header, wrong).errorCode())
        .isEqualTo("BadDigest");
    assertThat(s3.get("/photos?versioning").text()).doesNotContain("Status");
  }

  @Test
  void anOverwriteKeepsWhatWasThere() {
    assertThat(store("a", "before")).isEmpty();
    Versions.enable(s3);
    String one = store("a", "one");
    String two = store("a", "two".repeat(1_000));

    assertThat(one).isNotEmpty().isNotEqualTo(two);
    assertThat(s3.get(path("a")).header("x-amz-version-id")).isEqualTo(two);
    assertThat(get("a", one).text()).isEqualTo("one");
    assertThat(get("a", one).header("x-amz-version-id")).isEqualTo(one);
    assertThat(get("a", "null").text()).isEqualTo("before");
    assertThat(s3.head(path("a") + "?versionId=" + two).header("content-length")).isEqualTo("3000");
    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest " + two, "a version " + one, "a version null");
    assertThat(Listing.of(s3.get("/photos")).keys()).containsExactly("a");
  }

  @Test
  void aDeleteHidesAndCanBeTakenBack() {
    Versions.enable(s3);
    String one = store("a", "one");

    RawResponse deleted = s3.delete(path("a"));
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");
    String marker = deleted.header("x-amz-version-id");

    RawResponse hidden = s3.get(path("a"));
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.errorCode()).isEqualTo("NoSuchKey");
    assertThat(hidden.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(hidden.header("x-amz-version-id")).isEqualTo(marker);
    assertThat(s3.head(path("a")).status()).isEqualTo(404);
    RawResponse named = get("a", marker);
    assertThat(named.status()).isEqualTo(405);
    assertThat(named.errorCode()).isEqualTo("MethodNotAllowed");
    assertThat(named.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(named.header("last-modified")).isNotEmpty();
    assertThat(get("a", one).text()).isEqualTo("one");
    assertThat(Listing.of(s3.get("/photos")).keys()).isEmpty();
    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a marker latest " + marker, "a version " + one);

    RawResponse back = delete("a", marker);
    assertThat(back.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(back.header("x-amz-version-id")).isEqualTo(marker);
    assertThat(s3.get(path("a")).text()).isEqualTo("one");
  }

  @Test
  void theDateOfADeleteMarkerIsOneOfHttp() {
    Versions.enable(s3);
    s3.clock.advance(Duration.ofDays(9));
    String marker = s3.delete(path("a")).header("x-amz-version-id");

    assertThat(get("a", marker).header("last-modified")).isEqualTo("Tue, 01 Dec 2026 18:47:24 GMT");
  }

  // Field survey 3.16.
  @Test
  void aDeleteMarkerHidesItsKeyAlone() {
    Versions.enable(s3);
    store("a", "x");
    store("a/b", "y");
    s3.delete(path("a"));

    assertThat(Listing.of(s3.get("/photos")).keys()).containsExactly("a/b");
    assertThat(s3.get(path("a/b")).text()).isEqualTo("y");
  }

  @Test
  void aVersionThatIsDeletedIsGoneForGood() {
    Versions.enable(s3);
    String one = store("a", "one");
    String two = store("a", "two".repeat(1_000));
    String three = store("a", "three");

    RawResponse deleted = delete("a", two);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.header("x-amz-version-id")).isEqualTo(two);
    assertThat(deleted.header("x-amz-delete-marker")).isEmpty();
    assertThat(get("a", two).errorCode()).isEqualTo("NoSuchVersion");
    assertThat(delete("a", two).status()).isEqualTo(204);

    delete("a", three);
    assertThat(s3.get(path("a")).text()).isEqualTo("one");
    delete("a", one);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
    assertThat(s3.delete("/photos").status()).isEqualTo(204);
  }

  @Test
  void aBucketWithVersionsIsNotEmpty() {
    Versions.enable(s3);
    String one = store("a", "one");
    String marker = s3.delete(path("a")).header("x-amz-version-id");

    assertThat(s3.delete("/photos").errorCode()).isEqualTo("BucketNotEmpty");
    delete("a", one);
    assertThat(s3.delete("/photos").errorCode()).isEqualTo("BucketNotEmpty");
    delete("a", marker);
    assertThat(s3.delete("/photos").status()).isEqualTo(204);
  }

  @Test
  void aDeleteOfNothingLeavesAMarkerWhereVersionsAreKept() {
    Versions.enable(s3);

    String marker = s3.delete(path("never")).header("x-amz-version-id");

    assertThat(Versions.of(s3, "").lines()).containsExactly("never marker latest " + marker);
  }

  @Test
  void aSuspendedBucketKeepsOneNullVersion() {
    Versions.enable(s3);
    String one = store("a", "one");
    Versions.suspend(s3);

    // Who writes it is not told that it is called null; readers and deleters are.
    assertThat(store("a", "first null")).isEmpty();
    assertThat(store("a", "second null".repeat(200))).isEmpty();
    RawResponse completed = MultipartSteps.begin(s3, "a").part(1, "third null").complete();
    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.header("x-amz-version-id")).isEmpty();
    assertThat(s3.head(path("a")).header("x-amz-version-id")).isEqualTo("null");
    // A copy is told, as AWS was seen to do.
    RawResponse copied = s3.put(path("a"), "", "x-amz-copy-source", "photos/a?versionId=" + one);
    assertThat(copied.header("x-amz-version-id")).isEqualTo("null");
    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest null", "a version " + one);

    RawResponse deleted = s3.delete(path("a"));
    assertThat(deleted.header("x-amz-version-id")).isEqualTo("null");
    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a marker latest null", "a version " + one);
    assertThat(get("a", "null").status()).isEqualTo(405);

    Versions.enable(s3);
    String two = store("a", "two");
    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest " + two, "a marker null", "a version " + one);
    Versions.suspend(s3);
    store("a", "third null");
    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest null", "a version " + two, "a version " + one);
    assertThat(get("a", "null").text()).isEqualTo("third null");
  }

  @Test
  void aTimeThatStandsOrGoesBackDoesNotReorderVersions() {
    Versions.enable(s3);
    String one = store("a", "one");
    s3.clock.advance(Duration.ofMinutes(-5));
    String two = store("a", "two");

    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest " + two, "a version " + one);
  }

  @Test
  void manyVersionsAreDeletedAtOnce() {
    Versions.enable(s3);
    String one = store("a", "one");
    String two = store("a", "two");
    String document =
        ("<Delete><Object><Key>a</Key><VersionId>%s</VersionId></Object>"
                + "<Object><Key>b</Key></Object>"
                + "<Object><Key>a</Key><VersionId>junk</VersionId></Object></Delete>")
            .formatted(one);

    String result = s3.post("/photos?delete", document).text();

    assertThat(result)
        .contains("<Deleted><Key>a</Key><VersionId>" + one + "</VersionId></Deleted>")
        .contains("<Key>b</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>")
        .contains("<Error><Key>a</Key><VersionId>junk</VersionId><Code>");
    assertThat(get("a", one).errorCode()).isEqualTo("NoSuchVersion");
    assertThat(s3.get(path("a")).header("x-amz-version-id")).isEqualTo(two);
  }

  // Field survey 3.17: a delete marker is as good as nothing.
  @Test
  void anObjectCanBeCreatedOverADeleteMarker() {
    Versions.enable(s3);
    store("a", "one");
    assertThat(s3.put(path("a"), "two", "if-none-match", "*").status()).isEqualTo(412);
    s3.delete(path("a"));

    assertThat(s3.put(path("a"), "two", "if-none-match", "*").status()).isEqualTo(200);
  }

  @Test
  void aCopyCanBringAVersionBack() {
    Versions.enable(s3);
    String one = store("a", "one".repeat(1_000));
    String two = store("a", "two");

    RawResponse copied = s3.put(path("a"), "", "x-amz-copy-source", "photos/a?versionId=" + one);

    assertThat(copied.status()).as(copied.text()).isEqualTo(200);
    assertThat(copied.header("x-amz-copy-source-version-id")).isEqualTo(one);
    assertThat(s3.get(path("a")).text()).isEqualTo("one".repeat(1_000));
    assertThat(Versions.of(s3, "").lines())
        .containsExactly(
            "a version latest " + copied.header("x-amz-version-id"),
            "a version " + two,
            "a version " + one);
    assertThat(s3.put(path("b"), "", "x-amz-copy-source", "photos/a").status()).isEqualTo(200);
    s3.delete(path("a"));
    assertThat(s3.put(path("b"), "", "x-amz-copy-source", "photos/a").errorCode())
        .isEqualTo("NoSuchKey");
  }

  @Test
  void aDeleteMarkerIsNoSourceOfACopy() {
    Versions.enable(s3);
    String one = store("a", "one");
    String marker = s3.delete(path("a")).header("x-amz-version-id");
    MultipartSteps upload = MultipartSteps.begin(s3, "b");

    RawResponse copied = s3.put(path("b"), "", "x-amz-copy-source", "photos/a?versionId=" + marker);
    assertThat(copied.status()).isEqualTo(400);
    assertThat(copied.errorCode()).isEqualTo("InvalidRequest");
    assertThat(upload.copyPart(1, "photos/a?versionId=" + marker).errorCode())
        .isEqualTo("InvalidRequest");
    assertThat(upload.copyPart(1, "photos/a").errorCode()).isEqualTo("NoSuchKey");
    assertThat(upload.copyPart(1, "photos/a?versionId=" + one).status()).isEqualTo(200);
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }

  @Test
  void anUploadInPartsIsAVersion() {
    Versions.enable(s3);
    String one = store("a", "one");
    RawResponse done = MultipartSteps.begin(s3, "a").part(1, "two").complete();

    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest " + done.header("x-amz-version-id"), "a version " + one);
  }

  @Test
  void aRenameLeavesADeleteMarker() {
    Versions.enable(s3);
    String one = store("a", "one");

    RawResponse renamed = s3.put(path("b") + "?renameObject", "", "x-amz-rename-source", "a");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(s3.get(path("b")).text()).isEqualTo("one");
    assertThat(s3.get(path("a")).header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(get("a", one).text()).isEqualTo("one");
  }

  @Test
  void aVersionNeedsARightOfItsOwn() {
    Versions.enable(s3);
    String one = store("a", "one");

    RawResponse refused =
        s3.signedBy(TestUsers.READER, request("GET", path("a") + "?versionId=" + one));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("GET", path("a"))).status()).isEqualTo(200);
    assertThat(s3.signedBy(TestUsers.READER, request("GET", "/photos?versions")).status())
        .isEqualTo(403);
  }
}
