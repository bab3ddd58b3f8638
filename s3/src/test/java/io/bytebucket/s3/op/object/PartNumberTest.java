package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading an object part by part, and what is told of its parts. */
class PartNumberTest {
  private final S3Fixture s3 = new S3Fixture();

  @BeforeEach
  void upload() {
    MultipartSteps.begin(s3, "a")
        .part(2, "abcde")
        .part(5, "x".repeat(2_000))
        .part(9, "end")
        .complete();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 5, 'bytes 0-4/2008'",
    "5, 2000, 'bytes 5-2004/2008'",
    "9, 3, 'bytes 2005-2007/2008'"
  })
  void aPartIsARangeOfTheObject(int number, int length, String range) {
    for (RawResponse answer :
        new RawResponse[] {
          s3.get(path("a") + "?partNumber=" + number), s3.head(path("a") + "?partNumber=" + number)
        }) {
      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.header("content-length")).isEqualTo(Integer.toString(length));
      assertThat(answer.header("content-range")).isEqualTo(range);
      assertThat(answer.header("x-amz-mp-parts-count")).isEqualTo("3");
    }
    assertThat(s3.get(path("a") + "?partNumber=" + number).body()).hasSize(length);
  }

  @Test
  void anObjectThatWasPutAsAWholeHasOnePart() {
    s3.store("b");

    RawResponse first = s3.get(path("b") + "?partNumber=1");
    assertThat(first.status()).isEqualTo(206);
    assertThat(first.text()).isEqualTo("b");
    assertThat(first.header("x-amz-mp-parts-count")).isEmpty();
    assertThat(s3.get(path("b") + "?partNumber=2").status()).isEqualTo(416);
  }

  @ParameterizedTest
  @CsvSource({"1, 416, InvalidPartNumber", "0, 400, InvalidArgument", "x, 400, InvalidArgument"})
  void aPartThatIsNotThereIsRefused(String number, int status, String code) {
    RawResponse answer = s3.get(path("a") + "?partNumber=" + number);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
  }

  @Test
  void aPartAndARangeCannotBothBeAskedFor() {
    RawResponse answer = s3.get(path("a") + "?partNumber=2", "range", "bytes=0-1");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("InvalidRequest");
  }

  private void sendParts(MultipartSteps upload) {
    String sha1 = "x-amz-checksum-sha1";
    for (int[] part : new int[][] {{2, 5}, {5, 2_000}, {9, 3}}) {
      byte[] body = "x".repeat(part[1]).getBytes(StandardCharsets.UTF_8);
      Hash hash = ChecksumAlgorithm.SHA1.newHash();
      hash.update(body, 0, body.length);
      String sum = Base64.getEncoder().encodeToString(hash.finish());
      RawResponse put = upload.sendPart(part[0], "x".repeat(part[1]), sha1, sum);
      upload.list(part[0], put.header("etag"), "<ChecksumSHA1>" + sum + "</ChecksumSHA1>");
    }
    assertThat(upload.complete().status()).isEqualTo(200);
  }

  @Test
  void ofAChecksumOfTheWholeTheAttributesTellTheNumberOfPartsAlone() {
    String all = s3.get(path("a") + "?attributes", "x-amz-object-attributes", "ObjectParts").text();

    assertThat(all)
        .contains("<ObjectParts><PartsCount>3</PartsCount></ObjectParts>")
        .doesNotContain("<Part>");
  }

  @Test
  void theAttributesOfAnObjectTellItsPartsInPages() {
    sendParts(MultipartSteps.begin(s3, "a", "x-amz-checksum-algorithm", "SHA1"));
    String all = s3.get(path("a") + "?attributes", "x-amz-object-attributes", "ObjectParts").text();
    assertThat(all)
        .contains("<PartsCount>3</PartsCount>")
        .contains("</ChecksumSHA1><PartNumber>2</PartNumber><Size>5</Size>")
        .contains("<IsTruncated>false</IsTruncated>");

    String page =
        s3.get(
                path("a") + "?attributes",
                "x-amz-object-attributes",
                "ObjectParts, ObjectSize",
                "x-amz-max-parts",
                "1",
                "x-amz-part-number-marker",
                "2")
            .text();
    assertThat(page)
        .contains("<PartNumber>5</PartNumber><Size>2000</Size>")
        .contains("<NextPartNumberMarker>5</NextPartNumberMarker>")
        .contains("<IsTruncated>true</IsTruncated>")
        .contains("<ObjectSize>2008</ObjectSize>")
        .doesNotContain("ETag");
  }

  @ParameterizedTest
  @CsvSource({"'', 400", "Nonsense, 400", "'ETag,Nonsense', 400", "'ETag , StorageClass', 200"})
  void onlyAttributesThatThereAreCanBeAskedFor(String names, int status) {
    assertThat(s3.get(path("a") + "?attributes").errorCode()).isEqualTo("InvalidRequest");
    assertThat(s3.get(path("a") + "?attributes", "x-amz-object-attributes", names).status())
        .isEqualTo(status);
  }

  @Test
  void theAttributesOfAnObjectWithoutPartsSayNothingOfParts() {
    s3.store("b");

    String text =
        s3.get(
                path("b") + "?attributes",
                "x-amz-object-attributes",
                "ETag,ObjectParts,StorageClass,ObjectSize")
            .text();
    assertThat(text)
        .contains("<ETag>92eb5ffee6ae2fec3ad71c777531578f</ETag>")
        .contains("<StorageClass>STANDARD</StorageClass>")
        .doesNotContain("ObjectParts");
  }

  @Test
  void manyPartsAreReadBackAsTheyWere() {
    MultipartSteps upload = MultipartSteps.begin(s3, "many");
    IntStream.rangeClosed(1, 200).forEach(number -> upload.part(number, "part-" + number));
    assertThat(upload.complete().status()).isEqualTo(200);

    for (int number : new int[] {1, 77, 200}) {
      assertThat(s3.get(path("many") + "?partNumber=" + number).text()).isEqualTo("part-" + number);
    }
    assertThat(s3.get(path("many"), "range", "bytes=6-13").text()).isEqualTo("part-2pa");
    assertThat(s3.findings()).isEmpty();
  }
}
