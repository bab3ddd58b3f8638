package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
class ObjectMetadataTest {
  private final S3Fixture s3 = new S3Fixture();

  // Section H 26 of the behaviour of the original: it stored next to none of these.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "content-type | text/html; charset=utf-8",
        "content-type | nonsense",
        "cache-control | max-age=60, public",
        "content-disposition | attachment; filename=\"a b.txt\"",
        "content-encoding | br",
        "content-language | de, en",
        "expires | Thu, 01 Dec 2033 16:00:00 GMT",
        "expires | 0",
        "expires | never",
        "x-amz-meta-colour | blue",
        "x-amz-meta-under_score.dot | 1",
        "x-amz-meta-url | https://example.org/?a=b&c=d",
      })
  void aFieldComesBackAsItWasGiven(String name, String value) {
    assertThat(s3.put(path("a"), "x", name, value).status()).isEqualTo(200);

    assertThat(s3.get(path("a")).headers().all(name)).containsExactly(value);
    assertThat(s3.head(path("a")).headers().all(name)).containsExactly(value);
  }

  // Field survey, after 3.25.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectWithoutATypeHasTheTypeOfS3(boolean isEmpty) {
    if (isEmpty) {
      s3.put(path("a"), "x", "content-type", "");
    } else {
      s3.put(path("a"), "x");
    }

    assertThat(s3.get(path("a")).header("content-type")).isEqualTo("binary/octet-stream");
    for (String name : new String[] {"cache-control", "content-encoding", "expires"}) {
      assertThat(s3.get(path("a")).headers().contains(name)).isFalse();
    }
  }

  // Field survey 3.5: the framing of the transfer is not the object's.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "aws-chunked | -",
        "AWS-Chunked | -",
        "gzip,aws-chunked | gzip",
        "aws-chunked, gzip | gzip",
        "deflate, gzip | deflate, gzip",
        "my-aws-chunked-like | my-aws-chunked-like"
      })
  void theContentEncodingIsKeptWithoutTheFraming(String sent, String kept) {
    RawRequest request = S3Fixture.request("PUT", path("a"), "content-encoding", sent);
    RawRequest chunked =
        S3Fixture.signer(TestUsers.OWNER)
            .signChunked(
                request.add("host", "localhost").withBody("hello"),
                S3Fixture.NOW,
                AwsChunked.of(AwsChunked.Form.SIGNED));

    assertThat(s3.send(chunked).status()).isEqualTo(200);
    RawResponse got = s3.get(path("a"));
    assertThat(got.text()).isEqualTo("hello");
    assertThat(got.headers().first("content-encoding").orElse(null)).isEqualTo(kept);
  }

  @Test
  void anEncodingInTwoFieldsIsOneList() {
    s3.put(path("a"), "x", "content-encoding", "aws-chunked", "content-encoding", "gzip");

    assertThat(s3.get(path("a")).header("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void namesOfUserMetadataAreLowerCaseAndRepeatedOnesAreJoined() {
    s3.put(path("a"), "x", "X-Amz-Meta-Colour", "blue", "x-amz-meta-colour", "red");

    assertThat(s3.get(path("a")).headers().all("x-amz-meta-colour")).containsExactly("blue,red");
  }

  @Test
  void anEmptyValueIsAValue() {
    s3.put(path("a"), "x", "x-amz-meta-empty", "");

    assertThat(s3.get(path("a")).headers().all("x-amz-meta-empty")).containsExactly("");
  }

  // Readable where most of a value is ASCII, in Base64 where not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\u00C4 \u20AC | =?UTF-8?B?w4Qg4oKs?=",
        "\u00C4M\u00C4Z\u00D5\u00D1 S3 | =?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=",
        "test_\u2014_file%_\u00E9_2?.pdf | =?UTF-8?Q?test=5F=E2=80=94=5Ffile%=5F=C3=A9=5F2=3F.pdf?=",
        "\uFFFDa\uFFFD | =?UTF-8?B?77+9Ye+/vQ==?=",
        "a=b_c?d e | a=b_c?d e",
      })
  void whatIsBeyondAsciiComesBackAsEncodedWords(String sent, String returned) {
    s3.put(path("a"), "x", "x-amz-meta-name", sent);

    assertThat(s3.get(path("a")).header("x-amz-meta-name")).isEqualTo(returned);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?UTF-8?B?YWJj?= | abc",
        "=?utf-8?q?actually-ascii?= | actually-ascii",
        "=?ISO-8859-1?Q?=E9=E9a?= | =?UTF-8?B?w6nDqWE=?=",
        "=?UTF-8*en?Q?a_b=3D?= | a b=",
        "a =?UTF-8?Q?b?= =?UTF-8?Q?c?= d | a bc d",
        "=?UTF-8?B?gGGA?= | =?UTF-8?B?77+9Ye+/vQ==?=",
        "=?UTF-8?B?AAECAw==?= | =?UTF-8?B?AAECAw==?=",
        "=?UTF-8?Q?a=0D=0Ax-b:_c?= | =?UTF-8?Q?a=0D=0Ax-b:_c?=",
        "=?UTF-8?B?w4Qg4oKs?= | =?UTF-8?B?w4Qg4oKs?=",
        "=?UTF-8?B?a?= | =?UTF-8?B?a?=",
        "=?NOTHING?Q?a?= | =?NOTHING?Q?a?=",
        "=?UTF-8?Q?=4?= | =?UTF-8?Q?=4?=",
        "=?UTF-8?X?a?= | =?UTF-8?X?a?=",
        "x=?UTF-8?Q?a?= | x=?UTF-8?Q?a?=",
        "=? ?= | =? ?=",
      })
  void encodedWordsAreDecodedAndEncodedAgain(String sent, String returned) {
    s3.put(path("a"), "x", "x-amz-meta-name", sent);

    assertThat(s3.get(path("a")).header("x-amz-meta-name")).isEqualTo(returned);
  }

  @Test
  void aLongValueIsSeveralWordsThatReadAsOne() {
    String value = "\uD83D\uDE00\u00E9".repeat(40);
    s3.put(path("a"), "x", "x-amz-meta-name", value);

    String returned = s3.get(path("a")).header("x-amz-meta-name");
    assertThat(returned.split(" ")).hasSizeGreaterThan(1).allMatch(word -> word.length() <= 75);

    s3.put(path("b"), "x", "x-amz-meta-name", returned);
    assertThat(s3.get(path("b")).header("x-amz-meta-name")).isEqualTo(returned);
  }

  @Test
  void anOverwriteReplacesAllMetadata() {
    s3.put(path("a"), "x", "x-amz-meta-old", "1", "cache-control", "no-store");
    s3.put(path("a"), "x", "x-amz-meta-new", "2");

    RawResponse got = s3.get(path("a"));
    assertThat(got.headers().contains("x-amz-meta-old")).isFalse();
    assertThat(got.headers().contains("cache-control")).isFalse();
    assertThat(got.header("x-amz-meta-new")).isEqualTo("2");
  }

  // The limit counts names without their prefix, and values, in bytes of UTF-8.
  @ParameterizedTest
  @CsvSource({"2046, x, 200", "2047, x, 400", "1023, é, 200", "1024, é, 400"})
  void userMetadataHasUpTo2KiB(int length, String character, int status) {
    RawResponse put = s3.put(path("a"), "x", "x-amz-meta-ab", character.repeat(length));

    assertThat(put.status()).isEqualTo(status);
    assertThat(put.errorCode()).isEqualTo(status == 200 ? "" : "MetadataTooLarge");
    assertThat(s3.get(path("a")).status()).isEqualTo(status == 200 ? 200 : 404);
  }

  @Test
  void theLimitIsOnAllUserMetadataTogether() {
    String half = "x".repeat(1_022);

    assertThat(s3.put(path("a"), "x", "x-amz-meta-ab", half, "x-amz-meta-cd", half).status())
        .isEqualTo(200);
    assertThat(
            s3.put(path("a"), "x", "x-amz-meta-ab", half, "x-amz-meta-cd", half + "x").errorCode())
        .isEqualTo("MetadataTooLarge");
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, 200, ''",
    "STANDARD_IA, 200, STANDARD_IA",
    "REDUCED_REDUNDANCY, 200, REDUCED_REDUNDANCY",
    "GLACIER, 200, GLACIER",
    "nonsense, 400, ''",
    "standard, 400, ''"
  })
  void aStorageClassIsToldUnlessItIsTheStandard(String storageClass, int status, String told) {
    RawResponse put = s3.put(path("a"), "x", "x-amz-storage-class", storageClass);

    assertThat(put.status()).isEqualTo(status);
    assertThat(put.errorCode()).isEqualTo(status == 200 ? "" : "InvalidStorageClass");
    assertThat(s3.get(path("a")).header("x-amz-storage-class")).isEqualTo(told);
  }

  // A client that asks for encryption or a lock must not be told that all went well.
  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, private, 200",
    "x-amz-acl, bucket-owner-full-control, 200",
    "x-amz-acl, '', 200",
    "x-amz-acl, public-read, 200",
    "x-amz-acl, aws-exec-read, 501",
    "x-amz-acl, log-delivery-write, 400",
    "x-amz-acl, nonsense, 400",
    "x-amz-grant-read, id=AKIDOTHER, 400",
    "x-amz-grant-read, uri=http://acs.amazonaws.com/groups/global/AllUsers, 200",
    "x-amz-grant-read, emailAddress=ann@example.org, 405",
    "x-amz-tagging, a=b, 200",
    "x-amz-tagging, a=b&a=c, 400",
    "x-amz-tagging, '', 200",
    "x-amz-server-side-encryption, AES256, 501",
    "x-amz-server-side-encryption-customer-algorithm, AES256, 501",
    "x-amz-server-side-encryption-bucket-key-enabled, false, 200",
    "x-amz-object-lock-mode, GOVERNANCE, 501",
    "x-amz-object-lock-legal-hold, ON, 501",
    "x-amz-website-redirect-location, /other, 501",
    "x-amz-write-offset-bytes, 0, 501",
    "x-amz-copy-source, photos/b, 400",
    "x-amz-request-payer, requester, 200",
  })
  void whatAnObjectCannotPromiseIsRefused(String header, String value, int status) {
    RawResponse put = s3.put(path("a"), "x", header, value);

    assertThat(put.status()).isEqualTo(status);
    assertThat(s3.get(path("a")).status()).isEqualTo(status == 200 ? 200 : 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x-amz-server-side-encryption", "x-amz-server-side-encryption-customer-algorithm"})
  void aReaderWhoBelievesAnObjectEncryptedIsToldOtherwise(String header) {
    s3.put(path("a"), "x");

    RawResponse got = s3.get(path("a"), header, "AES256");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.errorCode()).isEqualTo("InvalidRequest");
    assertThat(s3.head(path("a"), header, "AES256").status()).isEqualTo(400);
  }

  @Test
  void anObjectIsNotPutAsAVersion() {
    RawResponse put = s3.put(path("a") + "?versionId=null", "x");

    assertThat(put.status()).isEqualTo(400);
    assertThat(put.text()).contains("This operation does not accept a version-id.");
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }
}
