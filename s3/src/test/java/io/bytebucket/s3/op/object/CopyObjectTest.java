package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies, which share their bytes with what they were made of. */
class CopyObjectTest {
  private static final String LARGE = "0123456789".repeat(500);

  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private RawResponse copy(String source, String target, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("x-amz-copy-source");
    all.add(source);
    return s3.put(target, "", all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", LARGE_NAME})
  void aCopyHasTheBytesAndTheMetadataAndMovesNothing(String name) {
    String body = name.equals(LARGE_NAME) ? LARGE : name;
    RawResponse put =
        s3.put(
            path("a"),
            body,
            "content-type",
            "text/x",
            "x-amz-meta-colour",
            "blue",
            "x-amz-tagging",
            "x=1",
            "x-amz-storage-class",
            "STANDARD_IA");
    int blobs = s3.blobCount();

    RawResponse copied = copy("photos/a", path("b"));

    assertThat(copied.status()).as(copied.text()).isEqualTo(200);
    assertThat(copied.text())
        .contains("<CopyObjectResult")
        .contains("<ETag>" + put.header("etag").replace("\"", "&quot;") + "</ETag>");
    assertThat(s3.blobCount()).isEqualTo(blobs);
    s3.delete(path("a"));
    RawResponse got = s3.get(path("b"));
    assertThat(got.text()).isEqualTo(body);
    assertThat(got.header("content-type")).isEqualTo("text/x");
    assertThat(got.header("x-amz-meta-colour")).isEqualTo("blue");
    assertThat(got.header("x-amz-tagging-count")).isEqualTo("1");
    // The storage class is said anew, as on AWS.
    assertThat(got.header("x-amz-storage-class")).isEmpty();
  }

  private static final String LARGE_NAME = "large";

  @Test
  void metadataAndTagsAreReplacedOnRequest() {
    s3.put(path("a"), "x", "content-type", "text/x", "x-amz-meta-a", "1", "x-amz-tagging", "x=1");

    assertThat(
            copy(
                    "photos/a",
                    path("b"),
                    "x-amz-metadata-directive",
                    "REPLACE",
                    "x-amz-meta-b",
                    "2",
                    "content-type",
                    "text/y")
                .status())
        .isEqualTo(200);
    RawResponse b = s3.head(path("b"));
    assertThat(b.header("content-type")).isEqualTo("text/y");
    assertThat(b.header("x-amz-meta-a")).isEmpty();
    assertThat(b.header("x-amz-meta-b")).isEqualTo("2");
    assertThat(b.header("x-amz-tagging-count")).isEqualTo("1");

    copy(
        "photos/a",
        path("c"),
        "x-amz-tagging-directive",
        "REPLACE",
        "x-amz-tagging",
        "y=2&z=3",
        "x-amz-meta-c",
        "not taken");
    RawResponse c = s3.head(path("c"));
    assertThat(c.header("x-amz-meta-a")).isEqualTo("1");
    assertThat(c.header("x-amz-meta-c")).isEmpty();
    assertThat(c.header("x-amz-tagging-count")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({"x-amz-metadata-directive, MOVE", "x-amz-tagging-directive, copy"})
  void anUnknownDirectiveIsRefused(String header, String value) {
    s3.store("a");

    RawResponse refused = copy("photos/a", path("b"), header, value);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }

  // A header has no plus of its own: it stands for a space, as in a query.
  @ParameterizedTest
  @CsvSource({
    "a b, photos/a b",
    "a b, photos/a%20b",
    "a b, photos/a+b",
    "a b+c, photos/a+b%2Bc",
    "a+b, /photos/a%2Bb",
    "100%, photos/100%25",
    "a=b#c, photos/a=b#c",
    "\u00E9/\u65E5, photos/%C3%A9/%E6%97%A5",
    "a/b, photos/a%2Fb",
    "a/b, photos%2Fa%2Fb",
    "a/b, %2Fphotos%2Fa/b",
    "/a, photos//a",
    "a?versionId=null, photos/a%3FversionId=null",
    "a?b, photos/a?b",
  })
  void aSourceIsReadAsLibrariesWriteIt(String key, String source) {
    s3.store(key);

    RawResponse copied = copy(source, path("copy"));

    assertThat(copied.status()).as(copied.text()).isEqualTo(200);
    assertThat(s3.get(path("copy")).text()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "photos, 400, InvalidArgument",
    "photos/, 400, InvalidArgument",
    "/, 400, InvalidArgument",
    "photos%2F, 400, InvalidArgument",
    "photos%3FversionId=null, 400, InvalidArgument",
    "photos/%zz, 400, InvalidArgument",
    "photos/%C3, 400, InvalidArgument",
    "photos/missing, 404, NoSuchKey",
    "missing/a, 404, NoSuchBucket",
    "NO/a, 400, InvalidArgument",
    "photos/a?versionId=junk, 400, InvalidArgument",
    "photos/a?versionId=, 400, InvalidArgument",
  })
  void aSourceThatIsNotThereIsRefused(String source, int status, String code) {
    s3.store("a");

    RawResponse refused = copy(source, path("copy"));

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.errorCode()).isEqualTo(code);
    assertThat(s3.get(path("copy")).status()).isEqualTo(404);
  }

  @Test
  void theVersionOfASourceIsDecodedLikeTheRest() {
    s3.store("a");

    assertThat(copy("photos/a?versionId=n%75ll", path("copy")).status()).isEqualTo(200);
    assertThat(copy("photos/a?versionId=nu%l", path("copy")).errorCode())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void aCopyHasNoBody() {
    s3.store("a");
    MultipartSteps upload = MultipartSteps.begin(s3, "b");
    String part = upload.target("&partNumber=1");

    for (String target : List.of(path("copy"), part)) {
      RawResponse refused = s3.put(target, "x", "x-amz-copy-source", "photos/a");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.errorCode()).isEqualTo("InvalidRequest");
      assertThat(
              s3.put(target, "", "x-amz-copy-source", "photos/a", "transfer-encoding", "chunked")
                  .errorCode())
          .isEqualTo("InvalidRequest");
    }
    assertThat(s3.get(path("copy")).status()).isEqualTo(404);
    assertThat(upload.parts("").text()).doesNotContain("<Part>");
    assertThat(s3.put(part, "", "x-amz-copy-source", "photos/a").status()).isEqualTo(200);
  }

  @Test
  void aCopyOntoItselfMustChangeSomething() {
    s3.put(path("a"), LARGE, "x-amz-meta-a", "1");

    RawResponse refused = copy("photos/a", path("a"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidRequest");

    assertThat(
            copy("photos/a", path("a"), "x-amz-metadata-directive", "REPLACE", "x-amz-meta-a", "2")
                .status())
        .isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo(LARGE);
    assertThat(s3.get(path("a")).header("x-amz-meta-a")).isEqualTo("2");
    assertThat(copy("photos/a", path("a"), "x-amz-storage-class", "STANDARD_IA").status())
        .isEqualTo(200);
    assertThat(s3.blobCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "if-match, ETAG, 200",
    "if-match, \"0\", 412",
    "if-none-match, ETAG, 412",
    "if-none-match, \"0\", 200",
    "if-modified-since, 'Sun, 22 Nov 2026 18:00:00 GMT', 200",
    "if-modified-since, 'Sun, 22 Nov 2026 18:47:24 GMT', 412",
    "if-unmodified-since, 'Sun, 22 Nov 2026 18:00:00 GMT', 412",
    "if-unmodified-since, 'Sun, 22 Nov 2026 18:47:24 GMT', 200",
  })
  void theSourceMayHaveToBeAsTheClientKnowsIt(String condition, String value, int status) {
    String etag = s3.put(path("a"), "x").header("etag");
    s3.clock.advance(Duration.ofHours(1));

    RawResponse copied =
        copy("photos/a", path("b"), "x-amz-copy-source-" + condition, value.replace("ETAG", etag));

    assertThat(copied.status()).as(copied.text()).isEqualTo(status);
    assertThat(s3.get(path("b")).status()).isEqualTo(status == 200 ? 200 : 404);
  }

  @Test
  void whatIsReplacedMayHaveToBeAsTheClientKnowsIt() {
    s3.store("a", "b");

    assertThat(copy("photos/a", path("b"), "if-none-match", "*").status()).isEqualTo(412);
    assertThat(copy("photos/a", path("b"), "if-match", "\"0\"").status()).isEqualTo(412);
    assertThat(s3.get(path("b")).text()).isEqualTo("b");
    assertThat(copy("photos/a", path("c"), "if-none-match", "*").status()).isEqualTo(200);
  }

  // Field survey 3.1 and the issue: the right to write is no right to read.
  @Test
  void theSourceMustBeReadable() {
    s3.store("a");

    RawResponse refused =
        s3.signedBy(TestUsers.WRITER, request("PUT", path("b"), "x-amz-copy-source", "photos/a"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
    assertThat(
            s3.signedBy(
                    TestUsers.READER, request("PUT", path("b"), "x-amz-copy-source", "photos/a"))
                .status())
        .isEqualTo(403);
  }

  // Else whoever may not read tags would read them off a copy.
  @Test
  void tagsAreCopiedByThoseWhoMayReadAndSetThem() {
    s3.put(path("a"), "x", "x-amz-tagging", "secret=1");
    s3.store("plain");

    RawResponse refused = copyAs(TestUsers.COPIER, "photos/a");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
    assertThat(copyAs(TestUsers.COPIER, "photos/a", "x-amz-tagging-directive", "REPLACE").status())
        .isEqualTo(200);
    assertThat(s3.get(path("b") + "?tagging").text()).doesNotContain("secret");
    assertThat(copyAs(TestUsers.COPIER, "photos/plain").status()).isEqualTo(200);
    assertThat(copyAs(TestUsers.OTHER, "photos/a").status()).isEqualTo(200);
    assertThat(s3.get(path("b") + "?tagging").text()).contains("secret");
  }

  private RawResponse copyAs(String accessKeyId, String source, String... headers) {
    return s3.signedBy(
        accessKeyId, request("PUT", path("b"), headers).add("x-amz-copy-source", source));
  }

  @Test
  void anotherChecksumIsComputedOnRequest() {
    s3.put(path("a"), "hello", "x-amz-checksum-crc32", "NhCmhg==");

    RawResponse copied = copy("photos/a", path("b"), "x-amz-checksum-algorithm", "SHA256");

    assertThat(copied.text())
        .contains("<ChecksumSHA256>LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=</ChecksumSHA256>");
    assertThat(copy("photos/a", path("c")).text())
        .contains("<ChecksumCRC32>NhCmhg==</ChecksumCRC32>");
  }

  @Test
  void aCopyThatIsRefusedReadsNothingForItsChecksum() {
    s3.put(path("a"), LARGE);
    List<BlobId> blobs = new ArrayList<>();
    s3.blobs.forEach(blobs::add);
    // Whoever reads it notices.
    s3.blobs.flip(blobs.getFirst(), 10);

    assertThat(
            copy(
                    "photos/a",
                    path("b"),
                    "x-amz-checksum-algorithm",
                    "SHA256",
                    "x-amz-copy-source-if-match",
                    "\"other\"")
                .status())
        .isEqualTo(412);
    assertThat(copy("photos/a", "/missing/b", "x-amz-checksum-algorithm", "SHA256").errorCode())
        .isEqualTo("NoSuchBucket");
    assertThat(copy("photos/a", path("b"), "x-amz-checksum-algorithm", "SHA256").status())
        .isEqualTo(500);
    s3.blobs.flip(blobs.getFirst(), 10);
  }

  @Test
  void anObjectOfManyPartsIsCopiedWithItsParts() {
    MultipartSteps.begin(s3, "a").part(1, LARGE).part(2, "x").complete();
    String etag = s3.head(path("a")).header("etag");

    copy("photos/a", path("b"));
    s3.delete(path("a"));

    RawResponse got = s3.get(path("b"));
    assertThat(got.text()).isEqualTo(LARGE + "x");
    assertThat(got.header("etag")).isEqualTo(etag);
    assertThat(s3.get(path("b") + "?partNumber=2").text()).isEqualTo("x");
  }

  @Test
  void aCopyMayGoToAnotherBucket() {
    s3.put("/other", "");
    s3.put(path("a"), LARGE);

    assertThat(copy("photos/a", "/other/b").status()).isEqualTo(200);
    s3.delete(path("a"));
    assertThat(s3.get("/other/b").text()).isEqualTo(LARGE);
    assertThat(copy("other/b", "/missing/b").errorCode()).isEqualTo("NoSuchBucket");
  }

  @ParameterizedTest
  @CsvSource({
    "photos/a, '', 200, 0123456789x",
    "photos/a, bytes=0-4, 200, 01234x",
    "photos/a, bytes=9-9, 200, 9x",
    "photos/a, bytes=9-10, 400, ''",
    "photos/a, bytes=5-, 400, ''",
    "photos/a, bytes=-5, 400, ''",
    "photos/a, bytes=5-4, 400, ''",
    "photos/a, nonsense, 400, ''",
    "photos/missing, '', 404, ''",
  })
  void aPartMayBeARangeOfAnObject(String source, String range, int status, String expected) {
    s3.put(path("a"), "0123456789");
    MultipartSteps upload = MultipartSteps.begin(s3, "b");

    RawResponse copied =
        range.isEmpty()
            ? upload.copyPart(1, source)
            : upload.copyPart(1, source, "x-amz-copy-source-range", range);

    assertThat(copied.status()).as(copied.text()).isEqualTo(status);
    if (status != 200) {
      assertThat(upload.parts("").text()).doesNotContain("<Part>");
      return;
    }
    String etag = MultipartSteps.document(copied, "CopyPartResult").childText("ETag").orElseThrow();
    upload.sendPart(1_000, "y".repeat(10));
    RawResponse last = upload.sendPart(2, "x");
    boolean isLongEnough = expected.length() > S3Fixture.PART_MIN_BYTES;
    RawResponse done = upload.list(1, etag).list(2, last.header("etag")).complete();
    assertThat(done.status()).isEqualTo(isLongEnough ? 200 : 400);
    if (isLongEnough) {
      assertThat(s3.get(path("b")).text()).isEqualTo(expected);
    }
  }

  @Test
  void aPlusSignInTheSourceOfAPartIsASpace() {
    s3.put(path("a b"), "0123456789");
    s3.put(path("a+b"), "abcdefghij");
    MultipartSteps upload = MultipartSteps.begin(s3, "b");

    RawResponse space = upload.copyPart(1, "photos/a+b");
    RawResponse plus = upload.copyPart(2, "photos/a%2Bb");

    assertThat(space.text()).contains(s3.head(path("a b")).header("etag").replace("\"", "&quot;"));
    assertThat(plus.text()).contains(s3.head(path("a+b")).header("etag").replace("\"", "&quot;"));
  }

  @Test
  void oneObjectCanBeSeveralPartsOfAnother() {
    s3.put(path("a"), LARGE);
    int blobs = s3.blobCount();
    MultipartSteps upload = MultipartSteps.begin(s3, "b");
    for (int number = 1; number <= 3; number++) {
      RawResponse copied =
          number == 2
              ? upload.copyPart(number, "photos/a", "x-amz-copy-source-range", "bytes=10-4000")
              : upload.copyPart(number, "photos/a");
      upload.list(
          number,
          MultipartSteps.document(copied, "CopyPartResult").childText("ETag").orElseThrow());
    }

    assertThat(upload.complete().status()).isEqualTo(200);
    // The one more says how the object is made up.
    assertThat(s3.blobCount()).isEqualTo(blobs + 1);
    s3.delete(path("a"));
    assertThat(s3.get(path("b")).text()).isEqualTo(LARGE + LARGE.substring(10, 4_001) + LARGE);
  }

  // Else an object of such parts could have more pieces than there is room for.
  @Test
  void aPartOfManyPiecesHasBytesOfItsOwn() {
    MultipartSteps source = MultipartSteps.begin(s3, "a");
    StringBuilder expected = new StringBuilder();
    for (int number = 1; number <= 9; number++) {
      String body = LARGE + number;
      expected.append(body);
      source.part(number, body);
    }
    source.complete();
    MultipartSteps upload = MultipartSteps.begin(s3, "b");
    RawResponse copied = upload.copyPart(1, "photos/a", "x-amz-copy-source-range", "bytes=1-45008");

    upload
        .list(1, MultipartSteps.document(copied, "CopyPartResult").childText("ETag").orElseThrow())
        .complete();

    // Of ten parts, and two that say how the objects are made up.
    assertThat(s3.blobCount()).isEqualTo(12);
    assertThat(s3.get(path("b")).text()).isEqualTo(expected.substring(1));
  }

  @Test
  void aPartOfAnUnreadableSourceIsRefused() {
    s3.store("a");
    MultipartSteps upload = MultipartSteps.begin(s3, "b");

    assertThat(
            s3.signedBy(
                    TestUsers.WRITER,
                    request("PUT", upload.target("&partNumber=1"), "x-amz-copy-source", "photos/a"))
                .status())
        .isEqualTo(403);
  }
}
