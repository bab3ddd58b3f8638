package io.bytebucket.s3.op.upload;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads in parts, from their beginning to their end. */
class MultipartUploadTest {
  private static final String LARGE = "0123456789".repeat(300);

  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  private static String etag(String... parts) throws Exception {
    MessageDigest ofAll = MessageDigest.getInstance("MD5");
    for (String part : parts) {
      ofAll.update(MessageDigest.getInstance("MD5").digest(part.getBytes(StandardCharsets.UTF_8)));
    }
    return "\"" + HexFormat.of().formatHex(ofAll.digest()) + "-" + parts.length + "\"";
  }

  @Test
  void thePartsAreTheObjectInTheOrderOfTheirNumbers() throws Exception {
    MultipartSteps upload = MultipartSteps.begin(s3, "a b/c", "content-type", "text/x");
    // Sent in another order, with gaps between the numbers: field survey 3.19.
    String third = upload.sendPart(10_000, "end").header("etag");
    String second = upload.sendPart(7, LARGE).header("etag");
    String first = upload.sendPart(1, "begin").header("etag");

    RawResponse done = upload.list(1, first).list(7, second).list(10_000, third).complete();

    assertThat(done.status()).as(done.text()).isEqualTo(200);
    XmlElement result = MultipartSteps.document(done, "CompleteMultipartUploadResult");
    assertThat(result.childText("ETag")).contains(etag("begin", LARGE, "end"));
    assertThat(result.childText("Location")).contains("http://localhost:9000/photos/a%20b/c");
    assertThat(result.childText("Key")).contains("a b/c");
    RawResponse got = s3.get(path("a b/c"));
    assertThat(got.text()).isEqualTo("begin" + LARGE + "end");
    assertThat(got.header("etag")).isEqualTo(etag("begin", LARGE, "end"));
    assertThat(got.header("content-type")).isEqualTo("text/x");
    assertThat(upload.parts("").errorCode()).isEqualTo("NoSuchUpload");
  }

  @Test
  void whatWasSaidAtTheBeginningIsSaidOfTheObject() {
    MultipartSteps upload =
        MultipartSteps.begin(
            s3,
            "a",
            "x-amz-meta-colour",
            "blue",
            "cache-control",
            "no-store",
            "content-encoding",
            "gzip",
            "x-amz-storage-class",
            "STANDARD_IA",
            "x-amz-tagging",
            "x=1&y=a%20b");
    assertThat(upload.part(1, "x").complete().status()).isEqualTo(200);

    RawResponse got = s3.head(path("a"));
    assertThat(got.header("x-amz-meta-colour")).isEqualTo("blue");
    assertThat(got.header("cache-control")).isEqualTo("no-store");
    assertThat(got.header("content-encoding")).isEqualTo("gzip");
    assertThat(got.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(got.header("x-amz-tagging-count")).isEqualTo("2");
  }

  @Test
  void anUploadIsSeenByNobodyBeforeItIsComplete() {
    s3.store("a");
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "new");

    assertThat(s3.get(path("a")).text()).isEqualTo("a");
    upload.complete();
    assertThat(s3.get(path("a")).text()).isEqualTo("new");
  }

  @Test
  void ofTwoPartsWithOneNumberTheLaterOneStays() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a");
    String first = upload.sendPart(1, LARGE).header("etag");
    upload.part(1, "second");

    assertThat(upload.complete().status()).isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo("second");

    MultipartSteps stale = MultipartSteps.begin(s3, "a");
    stale.sendPart(1, LARGE);
    stale.sendPart(1, "second");
    RawResponse refused = stale.list(1, first).complete();
    assertThat(refused.errorCode()).isEqualTo("InvalidPart");
  }

  @Test
  void partsThatAreNotListedGoWithTheUpload() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "abcde");
    upload.sendPart(2, LARGE);
    upload.part(3, "fgh");

    assertThat(upload.complete().status()).isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo("abcdefgh");
  }

  // Field survey 3.19.
  @Test
  void theListMustBeInOrderAndOfPartsThatAreThere() {
    MultipartSteps twice = MultipartSteps.begin(s3, "a").part(1, "abcde");
    String etag = twice.sendPart(2, "x").header("etag");
    assertThat(twice.list(1, etag).complete().errorCode()).isEqualTo("InvalidPartOrder");

    MultipartSteps descending = MultipartSteps.begin(s3, "a").part(2, "abcde").part(1, "abcde");
    assertThat(descending.complete().errorCode()).isEqualTo("InvalidPartOrder");

    MultipartSteps wrong = MultipartSteps.begin(s3, "a");
    wrong.sendPart(1, "x");
    RawResponse refused = wrong.list(1, "\"0\"").complete();
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidPart");
    assertThat(refused.text())
        .contains("<UploadId>" + wrong.uploadId() + "</UploadId>")
        .contains("<PartNumber>1</PartNumber>")
        .contains("<ETag>0</ETag>");

    MultipartSteps missing = MultipartSteps.begin(s3, "a").part(1, "abcde");
    assertThat(missing.list(2, etag).complete().errorCode()).isEqualTo("InvalidPart");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void anEntityTagMayBeListedWithoutQuotes() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a");
    String etag = upload.sendPart(1, "x").header("etag");

    assertThat(upload.list(1, etag.replace("\"", "")).complete().status()).isEqualTo(200);
  }

  @Test
  void onlyTheLastPartMayBeSmallerThanTheLimit() {
    MultipartSteps upload =
        MultipartSteps.begin(s3, "a").part(1, "abcde").part(2, "abcd").part(3, "x");
    RawResponse refused = upload.complete();

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("EntityTooSmall");
    assertThat(refused.text())
        .contains("<ProposedSize>4</ProposedSize><MinSizeAllowed>5</MinSizeAllowed>")
        .contains("<PartNumber>2</PartNumber>");
    // The upload is still open, and the client may send a longer part.
    upload.sendPart(2, "abcdef");
    assertThat(upload.parts("").text()).contains("<Size>6</Size>");
  }

  // Field survey 3.20: the first answer was lost.
  @Test
  void theSameListAgainGetsTheSameAnswer() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "abcde").part(2, "x");
    String first = upload.complete().text();
    s3.delete(path("a"));

    RawResponse second = upload.complete();
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first);
    // It was not put again.
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
    assertThat(upload.list(3, "\"0\"").complete().errorCode()).isEqualTo("NoSuchUpload");
    assertThat(upload.abort().errorCode()).isEqualTo("NoSuchUpload");
  }

  @Test
  void anAbortedUploadIsGone() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, LARGE);

    assertThat(upload.abort().status()).isEqualTo(204);
    assertThat(upload.abort().errorCode()).isEqualTo("NoSuchUpload");
    assertThat(upload.sendPart(2, "x").errorCode()).isEqualTo("NoSuchUpload");
    assertThat(upload.complete().errorCode()).isEqualTo("NoSuchUpload");
    assertThat(s3.delete("/photos").status()).isEqualTo(204);
  }

  @Test
  void openUploadsGoWithTheirBucket() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, LARGE).part(2, "x");

    assertThat(s3.delete("/photos").status()).isEqualTo(204);

    assertThat(upload.parts("").errorCode()).isEqualTo("NoSuchBucket");
    s3.put("/photos", "");
    assertThat(upload.parts("").errorCode()).isEqualTo("NoSuchUpload");
    assertThat(upload.sendPart(3, "x").errorCode()).isEqualTo("NoSuchUpload");
    assertThat(upload.complete().errorCode()).isEqualTo("NoSuchUpload");
    assertThat(s3.get("/photos?uploads").text()).doesNotContain("<Upload>");
  }

  @Test
  void anAbortMayHaveAConditionOnWhenTheUploadWasBegun() {
    String begun = "Sun, 22 Nov 2026 18:47:24 GMT";
    String header = "x-amz-if-match-initiated-time";
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, LARGE);

    RawResponse other = upload.abort(header, "Sun, 22 Nov 2026 18:47:25 GMT");
    assertThat(other.status()).isEqualTo(412);
    assertThat(other.errorCode()).isEqualTo("PreconditionFailed");
    assertThat(upload.abort(header, "yesterday").errorCode()).isEqualTo("InvalidArgument");
    assertThat(upload.parts("").text()).contains("<Part>");

    assertThat(upload.abort(header, begun).status()).isEqualTo(204);
    assertThat(upload.parts("").errorCode()).isEqualTo("NoSuchUpload");
    // What is over needs no abort.
    assertThat(upload.abort(header, begun).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00000001000000000000000000000000", "%00", ""})
  void anUploadThatNeverWasIsNotThere(String id) {
    RawResponse put = s3.put(path("a") + "?partNumber=1&uploadId=" + id, "x");

    assertThat(put.status()).isEqualTo(404);
    assertThat(put.errorCode()).isEqualTo("NoSuchUpload");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void anUploadBelongsToItsKeyAndBucket() {
    s3.put("/other", "");
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "x");

    for (String target : new String[] {path("b"), "/other/a"}) {
      String query = "?uploadId=" + upload.uploadId();
      assertThat(s3.put(target + query + "&partNumber=1", "x").errorCode())
          .isEqualTo("NoSuchUpload");
      assertThat(s3.get(target + query).errorCode()).isEqualTo("NoSuchUpload");
      assertThat(s3.delete(target + query).errorCode()).isEqualTo("NoSuchUpload");
    }
    assertThat(upload.complete().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"0, 400", "10001, 400", "-1, 400", "x, 400", "'', 400", "1, 200", "10000, 200"})
  void aPartHasANumberFromOneToTenThousand(String number, int status) {
    MultipartSteps upload = MultipartSteps.begin(s3, "a");

    RawResponse put = s3.put(upload.target("&partNumber=" + number), "x");

    assertThat(put.status()).isEqualTo(status);
    assertThat(put.errorCode()).isEqualTo(status == 200 ? "" : "InvalidArgument");
  }

  @Test
  void withoutAListThereIsNothingToComplete() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "x");

    RawResponse refused = s3.post(upload.target(""), "");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidRequest");
    assertThat(refused.text()).contains("You must specify at least one part");
    assertThat(upload.complete().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "<CompleteMultipartUpload/>",
        "<Other/>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><ETag>a</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>x</PartNumber><ETag>a</ETag></Part>"
            + "</CompleteMultipartUpload>",
      })
  void aListThatIsNoneIsRefused(String document) {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "x");

    RawResponse refused = s3.post(upload.target(""), document);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("MalformedXML");
    assertThat(upload.complete().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"8, 200", "7, 400", "x, 400", "-1, 400"})
  void theLengthOfTheObjectIsHeldAgainstWhatTheClientSays(String size, int status) {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "abcde").part(2, "fgh");

    RawResponse done = upload.complete("x-amz-mp-object-size", size);

    assertThat(done.status()).isEqualTo(status);
    assertThat(done.errorCode()).isEqualTo(status == 200 ? "" : "InvalidRequest");
  }

  @Test
  void aCompletionMayHaveAConditionOnWhatItReplaces() {
    s3.store("a");
    String etag = s3.head(path("a")).header("etag");
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "new");

    RawResponse refused = upload.complete("if-none-match", "*");
    assertThat(refused.status()).isEqualTo(412);
    assertThat(upload.complete("if-match", "\"0\"").status()).isEqualTo(412);
    assertThat(upload.complete("if-match", etag).status()).isEqualTo(200);
    assertThat(s3.get(path("a")).text()).isEqualTo("new");
  }

  @Test
  void onlyWhoMayPutObjectsMayUpload() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "x");

    assertThat(s3.signedBy(TestUsers.READER, request("POST", path("b") + "?uploads")).status())
        .isEqualTo(403);
    assertThat(
            s3.signedBy(TestUsers.READER, request("PUT", upload.target("&partNumber=2"))).status())
        .isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("DELETE", upload.target(""))).status())
        .isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("GET", upload.target(""))).status())
        .isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("GET", "/photos?uploads")).status())
        .isEqualTo(403);
    assertThat(upload.complete().status()).isEqualTo(200);
  }
}
