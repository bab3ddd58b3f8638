package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST Object: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
class PostObjectTest {
  private final S3Fixture s3 = new S3Fixture();

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, S3Fixture.INLINE_LIMIT_BYTES, S3Fixture.INLINE_LIMIT_BYTES + 1, 300_000})
  void theFileIsStoredByteForByte(int length) {
    // Nearly the boundary, over and over.
    String text = ("\r\n--" + FormUpload.BOUNDARY.substring(1)).repeat(1 + length / 10);
    byte[] file = text.substring(0, length).getBytes(StandardCharsets.US_ASCII);

    RawResponse post = s3.send(FormUpload.of("a/b c").file(file).signed());

    assertThat(post.status()).as(post.text()).isEqualTo(204);
    assertThat(post.body()).isEmpty();
    assertThat(s3.get(path("a/b c")).body()).isEqualTo(file);
    assertThat(s3.findings()).isEmpty();
  }

  @Test
  void fieldsAreTheHeadersOfTheUpload() {
    RawResponse post =
        s3.send(
            FormUpload.of("a")
                .field("Content-Type", "image/png")
                .field("Cache-Control", "max-age=60")
                .field("Content-Disposition", "attachment")
                .field("Content-Encoding", "gzip")
                .field("Content-Language", "de")
                .field("Expires", "Wed, 21 Oct 2037 07:28:00 GMT")
                .field("x-amz-meta-Colour", "green")
                .field("x-amz-storage-class", "STANDARD_IA")
                .field("acl", "private")
                .signed());

    assertThat(post.status()).as(post.text()).isEqualTo(204);
    RawResponse head = s3.head(path("a"));
    assertThat(head.header("content-type")).isEqualTo("image/png");
    assertThat(head.header("cache-control")).isEqualTo("max-age=60");
    assertThat(head.header("content-disposition")).isEqualTo("attachment");
    assertThat(head.header("content-encoding")).isEqualTo("gzip");
    assertThat(head.header("content-language")).isEqualTo("de");
    assertThat(head.header("expires")).isEqualTo("Wed, 21 Oct 2037 07:28:00 GMT");
    assertThat(head.header("x-amz-meta-colour")).isEqualTo("green");
    assertThat(head.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
  }

  @Test
  void theTypeOfTheFilesPartIsNotTheObjects() {
    s3.send(FormUpload.of("a").signed());

    assertThat(s3.head(path("a")).header("content-type")).isEqualTo("binary/octet-stream");
  }

  @Test
  void headersOfTheRequestAreNoFields() {
    RawRequest form =
        FormUpload.of("a").signed().add("x-amz-meta-a", "b").add("cache-control", "no-store");

    assertThat(s3.send(form).status()).isEqualTo(204);
    assertThat(s3.head(path("a")).header("x-amz-meta-a")).isEmpty();
    assertThat(s3.head(path("a")).header("cache-control")).isEmpty();
    assertThat(s3.send(form.add("x-amz-expected-bucket-owner", "123456789012")).errorCode())
        .isEqualTo("AccessDenied");
  }

  // Field survey 3.23: replaced before the policy is looked at.
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "a/b\\c d.txt, c d.txt",
    "C:\\My Files\\ü.txt, ü.txt",
    "a\\\"b, a\"b",
    "'', ''",
  })
  void theNameOfTheFileIsPutIn(String fileName, String inserted) {
    FormUpload form =
        FormUpload.empty()
            .condition("{\"bucket\": \"" + BUCKET + "\"}")
            .uncovered("key", "in/${filename}")
            .condition("{\"key\": \"in/" + inserted.replace("\"", "\\\"") + "\"}")
            .uncovered("x-amz-meta-name", "${filename},${filename}")
            .condition("[\"starts-with\", \"$x-amz-meta-name\", \"\"]")
            .fileName(fileName);

    assertThat(s3.send(form.signed()).text()).isEmpty();
    RawResponse head = s3.head(path("in/" + inserted));
    assertThat(head.status()).isEqualTo(200);
    if (!fileName.contains("ü")) {
      assertThat(head.header("x-amz-meta-name")).isEqualTo(inserted + "," + inserted);
    }
  }

  @Test
  void withoutANameOfTheFileNothingIsPutIn() {
    RawRequest form = FormUpload.of("in/${filename}").withoutFileName().signed();

    assertThat(s3.send(form).status()).isEqualTo(204);
    assertThat(s3.head(path("in/${filename}")).status()).isEqualTo(200);
  }

  @Test
  void manyCopiesOfALongNameAreTooLarge() {
    RawRequest form =
        FormUpload.of("a")
            .uncovered("x-amz-meta-a", "${filename}".repeat(30))
            .fileName("n".repeat(1_000))
            .anonymous();

    assertThat(s3.send(form).errorCode()).isEqualTo("MaxPostPreDataLengthExceededError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void aFormMayBeSentToABucketByItsPath(String slash) {
    RawRequest form = FormUpload.of("a").to("/" + BUCKET + slash, "localhost:9000").signed();

    assertThat(s3.send(form).header("location")).isEqualTo("http://localhost:9000/photos/a");
    assertThat(s3.get(path("a")).text()).isEqualTo("hello");
  }

  @Test
  void aFormMayBeSentToABucketByItsHost() {
    RawRequest form = FormUpload.of("a b/c").to("/", BUCKET + "." + S3Fixture.DOMAIN).signed();

    assertThat(s3.send(form).header("location"))
        .isEqualTo("http://photos.s3.example.org/a%20b%2Fc");
    assertThat(s3.get(path("a b/c")).text()).isEqualTo("hello");
  }

  @Test
  void tagsAreKeptAndChecked() {
    String tag = "<Tag><Key>a</Key><Value>1</Value></Tag>";
    String document = "<Tagging><TagSet>%s</TagSet></Tagging>";

    assertThat(post("tagging", document.formatted(tag)).status()).isEqualTo(204);
    assertThat(post("tagging", document.formatted(tag + tag)).errorCode()).isEqualTo("InvalidTag");
    StringBuilder eleven = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      eleven.append(tag.replace(">a<", ">a" + i + "<"));
    }
    assertThat(post("tagging", document.formatted(eleven)).errorCode()).isEqualTo("BadRequest");
    for (String wrong : new String[] {"", "k".repeat(129)}) {
      assertThat(
              post("tagging", document.formatted(tag.replace(">a<", ">" + wrong + "<")))
                  .errorCode())
          .isEqualTo("InvalidTag");
    }
    assertThat(
            post("tagging", document.formatted(tag.replace(">1<", ">" + "v".repeat(257) + "<")))
                .errorCode())
        .isEqualTo("InvalidTag");
    assertThat(post("tagging", "a=1").errorCode()).isEqualTo("MalformedXML");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-server-side-encryption, AES256, NotImplemented",
    "x-amz-object-lock-mode, GOVERNANCE, NotImplemented",
    "acl, aws-exec-read, NotImplemented",
    "acl, nonsense, InvalidArgument",
    "x-amz-storage-class, COLD, InvalidStorageClass",
    "x-amz-security-token, a-token, InvalidToken",
    // Field survey 3.23: its name is taken in any case.
    "X-AMZ-Security-TOKEN, a-token, InvalidToken",
    "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==, BadDigest",
    "Content-MD5, nonsense, InvalidDigest",
    "x-amz-checksum-crc32, AAAAAA==, BadDigest",
    "x-amz-checksum-crc32, nonsense, InvalidRequest",
    "x-amz-meta-a, 'one\r\ntwo: three', InvalidArgument",
  })
  void aFieldThatAsksForWhatCannotBeIsRefused(String name, String value, String code) {
    RawResponse post =
        s3.send(
            FormUpload.of("a")
                .uncovered(name, value)
                .condition("[\"starts-with\", \"$" + name + "\", \"\"]")
                .signed());

    assertThat(post.errorCode()).as(post.text()).isEqualTo(code);
    requireNothingStored();
  }

  @Test
  void checksumsThatHoldAreKept() {
    assertThat(post("x-amz-checksum-xxhash3", "lVXoVVxi3P0=").header("x-amz-checksum-xxhash3"))
        .isEqualTo("lVXoVVxi3P0=");
    RawResponse post = post("x-amz-checksum-crc32", "NhCmhg==");

    assertThat(post.status()).as(post.text()).isEqualTo(204);
    assertThat(s3.head(path("a"), "x-amz-checksum-mode", "ENABLED").header("x-amz-checksum-crc32"))
        .isEqualTo("NhCmhg==");
    assertThat(post("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==").status()).isEqualTo(204);
  }

  private RawResponse post(String name, String value) {
    return s3.send(FormUpload.of("a").field(name, value).signed());
  }

  @Test
  void nobodyMayPostWithoutPermission() {
    FormUpload form = FormUpload.of("a");

    assertThat(s3.send(form.anonymous()).errorCode()).isEqualTo("AccessDenied");
    assertThat(s3.send(form.signedBy(TestUsers.READER)).errorCode()).isEqualTo("AccessDenied");
    requireNothingStored();
  }

  @Test
  void theOwnerIsWhoSignedTheForm() {
    s3.send(FormUpload.of("a").signedBy(TestUsers.OTHER));

    assertThat(s3.get("/" + BUCKET).text())
        .contains("<ID>" + TestUsers.canonicalId(TestUsers.OTHER) + "</ID>");
  }

  @Test
  void aBucketIsNotMadeByAForm() {
    RawRequest form =
        FormUpload.empty()
            .condition("{\"bucket\": \"missing\"}")
            .field("key", "a")
            .to("/missing", "localhost")
            .signed();

    assertThat(s3.send(form).errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void aKeyHasAnyTextOfUpTo1024Bytes() {
    assertThat(s3.send(FormUpload.of("k".repeat(1_024)).signed()).status()).isEqualTo(204);
    assertThat(s3.send(FormUpload.of("k".repeat(1_025)).signed()).errorCode())
        .isEqualTo("KeyTooLongError");
    // Field survey 3.16: a key is no path.
    assertThat(s3.send(FormUpload.of("/a/../b//c").signed()).status()).isEqualTo(204);
    assertThat(s3.get(path("/a/../b//c")).text()).isEqualTo("hello");
    RawResponse empty = s3.send(FormUpload.of("").signed());
    assertThat(empty.errorCode()).isEqualTo("InvalidArgument");
    assertThat(empty.text()).contains("User key must have a length greater than 0.");
  }

  @Test
  void aFormIsNotSignedInAHeaderOrAnAddress() {
    RawRequest form = FormUpload.of("a").signed();

    RawRequest inHeader = S3Fixture.signer(TestUsers.OWNER).sign(form, S3Fixture.NOW);
    RawRequest inQuery = S3Fixture.signer(TestUsers.OWNER).presign(form, S3Fixture.NOW, 60);

    assertThat(s3.send(inHeader).text()).contains("Only one auth mechanism allowed");
    assertThat(s3.send(inQuery).text()).contains("Only one auth mechanism allowed");
    requireNothingStored();
  }

  @Test
  void whatIsNoFormIsRefused() {
    for (String type : new String[] {"", "application/x-www-form-urlencoded", "multipart/mixed"}) {
      RawRequest request = request("POST", "/" + BUCKET, "host", "localhost", "content-type", type);

      RawResponse post = s3.send(request.withBody("key=a").sized());

      assertThat(post.status()).isEqualTo(412);
      assertThat(post.text())
          .contains("<Code>PreconditionFailed</Code>")
          .contains("Bucket POST must be of the enclosure-type multipart/form-data");
    }
  }

  @Test
  void aFormWithoutALengthIsRefused() {
    RawRequest form = FormUpload.of("a").signed().remove("content-length");

    assertThat(s3.send(form).status()).isEqualTo(411);
    assertThat(s3.send(form.set("content-length", "5370000000")).errorCode())
        .isEqualTo("EntityTooLarge");
  }

  private void requireNothingStored() {
    assertThat(Listing.of(s3.get("/" + BUCKET)).keys()).isEmpty();
    assertThat(s3.blobCount()).isZero();
    assertThat(s3.findings()).isEmpty();
  }
}
