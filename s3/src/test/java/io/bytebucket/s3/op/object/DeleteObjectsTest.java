package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DeleteObjects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
class DeleteObjectsTest {
  private static final String ROOT =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
  private static final String TARGET = "/" + BUCKET + "?delete";

  private final S3Fixture s3 = new S3Fixture();

  private RawResponse delete(String content, String... headers) {
    return s3.post(
        TARGET,
        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</Delete>",
        headers);
  }

  private static String object(String content) {
    return "<Object>" + content + "</Object>";
  }

  private Listing listing() {
    return Listing.of(s3.get("/" + BUCKET));
  }

  @Test
  void theObjectsAreGoneAndEachIsNamedInTheOrderAskedFor() {
    s3.store("a", "b", "c");

    RawResponse deleted =
        delete(object("<Key>c</Key>") + object("<Key>nothing</Key>") + object("<Key>a</Key>"));

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.header("content-type")).isEqualTo("application/xml");
    assertThat(deleted.text())
        .isEqualTo(
            ROOT
                + "<Deleted><Key>c</Key></Deleted>"
                + "<Deleted><Key>nothing</Key></Deleted>"
                + "<Deleted><Key>a</Key></Deleted></DeleteResult>");
    assertThat(listing().keys()).containsExactly("b");
  }

  @Test
  void aDocumentWithoutTheNamespaceIsReadToo() {
    s3.store("a");

    RawResponse deleted = s3.post(TARGET, "<Delete><Object><Key>a</Key></Object></Delete>");

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(listing().keys()).isEmpty();
  }

  @Test
  void aBucketPathMayEndWithASlash() {
    s3.store("a");

    // Section H 20 of the behaviour of the original: mc and restic send it so.
    RawResponse deleted =
        s3.post("/" + BUCKET + "/?delete", "<Delete><Object><Key>a</Key></Object></Delete>");

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(listing().keys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "TRUE, true", "1, true", "'', false"})
  void aQuietAnswerTellsOnlyOfErrors(String quiet, boolean isQuiet) {
    s3.store("a");

    RawResponse deleted =
        delete(
            "<Quiet>"
                + quiet
                + "</Quiet>"
                + object("<Key>a</Key>")
                + object("<Key>" + "k".repeat(1_025) + "</Key>"));

    assertThat(deleted.text().contains("<Deleted>")).isEqualTo(!isQuiet);
    assertThat(deleted.text()).contains("<Code>KeyTooLongError</Code>");
    assertThat(listing().keys()).isEmpty();
  }

  @Test
  void anErrorOfOneObjectDoesNotKeepTheOthers() {
    s3.store("a", "b");

    RawResponse deleted = delete(object("<Key>a</Key><ETag>\"x\"</ETag>") + object("<Key>b</Key>"));

    assertThat(deleted.text())
        .isEqualTo(
            ROOT
                + "<Error><Key>a</Key><Code>PreconditionFailed</Code><Message>At least one of the"
                + " pre-conditions you specified did not hold</Message></Error>"
                + "<Deleted><Key>b</Key></Deleted></DeleteResult>");
    assertThat(listing().keys()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({
    "<ETag>\"5d41402abc4b2a76b9719d911017c592\"</ETag>, ''",
    "<ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>, ''",
    "<ETag>5d41402abc4b2a76b9719d911017c592</ETag>, ''",
    "<ETag>*</ETag>, ''",
    "<ETag>x</ETag>, PreconditionFailed",
    "<Size>5</Size>, ''",
    "<Size>6</Size>, PreconditionFailed",
    "<LastModifiedTime>2026-11-22T18:47:24.000Z</LastModifiedTime>, ''",
    "<LastModifiedTime>2026-11-22T18:47:24Z</LastModifiedTime>, ''",
    "'<LastModifiedTime>Sun, 22 Nov 2026 18:47:24 GMT</LastModifiedTime>', ''",
    "<LastModifiedTime>2026-11-22T18:47:25Z</LastModifiedTime>, PreconditionFailed",
    "<ETag>*</ETag><Size>6</Size>, PreconditionFailed",
  })
  void anObjectIsDeletedWhileItIsAsDescribed(String condition, String code) {
    s3.put(path("a"), "hello");

    RawResponse deleted = delete(object("<Key>a</Key>" + condition));

    assertThat(deleted.errorCode()).isEqualTo(code);
    assertThat(listing().keys()).hasSize(code.isEmpty() ? 0 : 1);
  }

  @Test
  void theNullVersionIsTheOnlyOneThereIs() {
    s3.store("a", "b");

    RawResponse deleted =
        delete(
            object("<Key>a</Key><VersionId>null</VersionId>")
                + object("<Key>b</Key><VersionId>other</VersionId>"));

    assertThat(deleted.text())
        .contains("<Deleted><Key>a</Key><VersionId>null</VersionId></Deleted>")
        .contains("<Error><Key>b</Key><VersionId>other</VersionId><Code>NoSuchVersion</Code>");
    assertThat(listing().keys()).containsExactly("b");
  }

  @Test
  void aKeyThatIsNamedTwiceIsDeletedOnce() {
    s3.store("a", "b");

    RawResponse deleted = delete(object("<Key>a</Key>") + object("<Key>a</Key>"));

    assertThat(deleted.text().split("<Deleted>", -1)).hasSize(3);
    assertThat(listing().keys()).containsExactly("b");
    assertThat(s3.findings()).isEmpty();
  }

  @Test
  void upTo1000ObjectsAreDeletedAtOnce() {
    String[] keys = IntStream.range(0, 30).mapToObj(i -> "k" + i).toArray(String[]::new);
    s3.store(keys);

    RawResponse deleted =
        delete(
            IntStream.range(0, 1_000)
                .mapToObj(i -> object("<Key>k" + i + "</Key>"))
                .collect(Collectors.joining()));

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text().split("<Deleted>", -1)).hasSize(1_001);
    assertThat(listing().keys()).isEmpty();
  }

  @Test
  void moreThan1000ObjectsAreRefusedAsAWhole() {
    s3.store("k0");

    RawResponse deleted =
        delete(
            IntStream.range(0, 1_001)
                .mapToObj(i -> object("<Key>k" + i + "</Key>"))
                .collect(Collectors.joining()));

    assertThat(deleted.status()).isEqualTo(400);
    assertThat(deleted.errorCode()).isEqualTo("MalformedXML");
    assertThat(listing().keys()).containsExactly("k0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Delete/>",
        "<Delete></Delete>",
        "<Delete><Object></Object></Delete>",
        "<Delete><Object><Key></Key></Object></Delete>",
        "<Delete><Object><Key>a</Key></Object>",
        "<Other><Object><Key>a</Key></Object></Other>",
        "{\"Objects\":[]}",
      })
  void whatIsNotADeleteDocumentDeletesNothing(String document) {
    s3.store("a");

    RawResponse deleted = s3.post(TARGET, document);

    assertThat(deleted.status()).isEqualTo(400);
    assertThat(deleted.errorCode()).isEqualTo("MalformedXML");
    assertThat(listing().keys()).containsExactly("a");
  }

  // Field survey 3.8 and 3.9: any checksum stands in place of Content-MD5, and none need be there.
  @Test
  void aChecksumStandsInPlaceOfContentMd5() throws Exception {
    String document = "<Delete><Object><Key>a</Key></Object></Delete>";
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    String sha256 =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));

    assertThat(s3.post(TARGET, document).status()).isEqualTo(200);
    assertThat(s3.post(TARGET, document, "content-md5", md5).status()).isEqualTo(200);
    assertThat(s3.post(TARGET, document, "x-amz-checksum-sha256", sha256).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "content-md5, 1B2M2Y8AsgTpgAmY7PhCfg==, BadDigest",
    "content-md5, not a digest, InvalidDigest",
    "x-amz-checksum-crc32, AAAAAA==, BadDigest",
    "x-amz-checksum-crc32, AAAA, InvalidRequest",
  })
  void aDocumentThatIsNotAsClaimedDeletesNothing(String header, String value, String code) {
    s3.store("a");

    RawResponse deleted =
        s3.post(TARGET, "<Delete><Object><Key>a</Key></Object></Delete>", header, value);

    assertThat(deleted.status()).isEqualTo(400);
    assertThat(deleted.errorCode()).isEqualTo(code);
    assertThat(listing().keys()).containsExactly("a");
  }

  @Test
  void aDocumentThatIsTooLongIsRefused() {
    RawResponse deleted = s3.post(TARGET, "<Delete>" + " ".repeat(4 << 20) + "</Delete>");

    assertThat(deleted.status()).isEqualTo(400);
    assertThat(deleted.errorCode()).isEqualTo("MaxMessageLengthExceeded");
  }

  @Test
  void aMissingBucketIsAnErrorOfTheWhole() {
    RawResponse deleted =
        s3.post("/no-such-bucket?delete", "<Delete><Object><Key>a</Key></Object></Delete>");

    assertThat(deleted.status()).isEqualTo(404);
    assertThat(deleted.errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void nobodyMayDeleteWithoutPermission() {
    s3.store("a");

    RawRequest delete =
        request("POST", TARGET).withBody("<Delete><Object><Key>a</Key></Object></Delete>");
    RawResponse deleted = s3.signedBy(TestUsers.READER, delete);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text())
        .contains("<Error><Key>a</Key><Code>AccessDenied</Code><Message>User: ")
        .doesNotContain("<Deleted>");
    assertThat(s3.send(S3Fixture.complete(delete)).status()).isEqualTo(403);
    assertThat(listing().keys()).containsExactly("a");
  }

  @Test
  void whoMayDeleteObjectsAndNoVersionsIsRefusedVersionsAlone() {
    s3.store("a", "b");

    RawResponse deleted =
        s3.signedBy(
            TestUsers.may(List.of("DeleteObject")),
            request("POST", TARGET)
                .withBody(
                    "<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object>"
                        + "<Object><Key>b</Key></Object></Delete>"));

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text())
        .contains("<Error><Key>a</Key><VersionId>null</VersionId><Code>AccessDenied</Code>")
        .contains("<Deleted><Key>b</Key></Deleted>");
    assertThat(listing().keys()).containsExactly("a");
  }
}
