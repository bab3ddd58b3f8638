package io.bytebucket.s3.op.upload;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of uploads that are under way, and of their parts. */
class MultipartListingTest {
  private final S3Fixture s3 = new S3Fixture();

  private XmlElement uploads(String query) {
    RawResponse answer = s3.get("/photos?uploads" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return MultipartSteps.document(answer, "ListMultipartUploadsResult");
  }

  private static List<String> texts(XmlElement page, String element, String child) {
    return page.children(element).stream()
        .map(item -> item.childText(child).orElseThrow())
        .toList();
  }

  @Test
  void uploadsAreListedByKeyAndThenByAge() {
    MultipartSteps second = MultipartSteps.begin(s3, "b");
    MultipartSteps third = MultipartSteps.begin(s3, "b");
    MultipartSteps first = MultipartSteps.begin(s3, "a/b");

    XmlElement page = uploads("");

    assertThat(texts(page, "Upload", "Key")).containsExactly("a/b", "b", "b");
    assertThat(texts(page, "Upload", "UploadId"))
        .containsExactly(first.uploadId(), second.uploadId(), third.uploadId());
    assertThat(page.childText("IsTruncated")).contains("false");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 100})
  void everyUploadAndPrefixIsOnExactlyOnePage(int limit) {
    List<String> expected = new ArrayList<>();
    for (String key : List.of("a", "a", "dir/1", "dir/2", "dir/2", "e", "e/", "\u0001")) {
      MultipartSteps.begin(s3, key);
    }
    expected.addAll(List.of("\u0001", "a", "a", "dir/", "e", "e/"));
    List<String> found = new ArrayList<>();
    String markers = "";
    for (boolean truncated = true; truncated; ) {
      XmlElement page = uploads("&delimiter=/&encoding-type=url&max-uploads=" + limit + markers);
      List<String> keys = texts(page, "Upload", "Key");
      List<String> prefixes = texts(page, "CommonPrefixes", "Prefix");
      assertThat(keys.size() + prefixes.size()).isBetween(1, limit);
      found.addAll(keys);
      found.addAll(prefixes);
      truncated = page.childText("IsTruncated").orElseThrow().equals("true");
      if (truncated) {
        markers =
            "&key-marker="
                + page.childText("NextKeyMarker").orElseThrow()
                + "&upload-id-marker="
                + page.childText("NextUploadIdMarker").orElseThrow();
      }
    }

    assertThat(found.stream().map(key -> key.replace("%01", "\u0001")).sorted())
        .containsExactlyElementsOf(expected.stream().sorted().toList());
  }

  @Test
  void aKeyMarkerAloneIsAfterAllUploadsOfTheKey() {
    MultipartSteps.begin(s3, "a");
    MultipartSteps.begin(s3, "a");
    MultipartSteps.begin(s3, "b");

    assertThat(texts(uploads("&key-marker=a"), "Upload", "Key")).containsExactly("b");
    assertThat(texts(uploads("&prefix=a"), "Upload", "Key")).containsExactly("a", "a");
    assertThat(texts(uploads("&prefix=c"), "Upload", "Key")).isEmpty();
  }

  @Test
  void noUploadsCanBeAskedFor() {
    MultipartSteps.begin(s3, "a");

    XmlElement page = uploads("&max-uploads=0");

    assertThat(page.children("Upload")).isEmpty();
    assertThat(page.childText("IsTruncated")).contains("false");
  }

  @Test
  void uploadsThatAreOverAreNotListed() {
    MultipartSteps.begin(s3, "a").abort();
    MultipartSteps.begin(s3, "b").part(1, "x").complete();

    assertThat(uploads("").children("Upload")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"max-uploads=-1, 400", "max-uploads=x, 400", "encoding-type=x, 400"})
  void whatIsNoParameterIsRefused(String parameter, int status) {
    assertThat(s3.get("/photos?uploads&" + parameter).status()).isEqualTo(status);
  }

  // A missing upload would be 404, which tells a client that the bucket has no such list.
  @Test
  void aMarkerThatIsNoUploadIsAnInvalidArgument() {
    RawResponse refused = s3.get("/photos?uploads&key-marker=a&upload-id-marker=junk");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    // Without a key it means nothing, and is not repeated.
    assertThat(uploads("&upload-id-marker=junk").childText("UploadIdMarker")).contains("");
  }

  @Test
  void theLastPageTellsItsLastUploadAsTheNextMarkerToo() {
    assertThat(uploads("").childText("NextKeyMarker")).contains("");
    assertThat(uploads("").childText("NextUploadIdMarker")).contains("");
    MultipartSteps only = MultipartSteps.begin(s3, "dir/a");

    assertThat(uploads("").childText("NextKeyMarker")).contains("dir/a");
    assertThat(uploads("").childText("NextUploadIdMarker")).contains(only.uploadId());
    assertThat(uploads("&delimiter=/").childText("NextKeyMarker")).contains("");
    assertThat(uploads("&key-marker=dir/a").childText("NextKeyMarker")).contains("");
  }

  @Test
  void aPrefixIsRepeatedWhereOneIsAskedFor() {
    assertThat(uploads("").child("Prefix")).isEmpty();
    assertThat(uploads("&prefix=a").childText("Prefix")).contains("a");
  }

  @Test
  void pastTheLastPartThereIsNoNextOne() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a").part(1, "x");

    RawResponse past = upload.parts("&part-number-marker=10");

    XmlElement page = MultipartSteps.document(past, "ListPartsResult");
    assertThat(page.childText("PartNumberMarker")).contains("10");
    assertThat(page.childText("NextPartNumberMarker")).contains("0");
  }

  @Test
  void aMarkerBelowAllPartsIsAnInvalidArgument() {
    RawResponse refused = MultipartSteps.begin(s3, "a").parts("&part-number-marker=-1");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(refused.text()).contains("<ArgumentName>part-number-marker</ArgumentName>");
  }

  @Test
  void partsAreListedInPagesByTheirNumbers() {
    MultipartSteps upload = MultipartSteps.begin(s3, "a");
    for (int number : new int[] {9, 2, 10_000, 3}) {
      upload.sendPart(number, "x".repeat(number % 1_000));
    }

    RawResponse first = upload.parts("&max-parts=3");
    XmlElement page = MultipartSteps.document(first, "ListPartsResult");
    assertThat(texts(page, "Part", "PartNumber")).containsExactly("2", "3", "9");
    assertThat(texts(page, "Part", "Size")).containsExactly("2", "3", "9");
    assertThat(page.childText("NextPartNumberMarker")).contains("9");
    assertThat(page.childText("IsTruncated")).contains("true");
    assertThat(page.childText("StorageClass")).contains("STANDARD");

    XmlElement second =
        MultipartSteps.document(upload.parts("&part-number-marker=9"), "ListPartsResult");
    assertThat(texts(second, "Part", "PartNumber")).containsExactly("10000");
    assertThat(second.childText("IsTruncated")).contains("false");
  }

  @Test
  void aListOfPartsCanBeOfAnyKey() {
    String key = "z\u0001 +\u00E9";
    MultipartSteps upload = MultipartSteps.begin(s3, key).part(1, "x");

    XmlElement page = MultipartSteps.document(upload.parts(""), "ListPartsResult");

    assertThat(page.childText("Key")).contains(key);
    assertThat(upload.complete().status()).isEqualTo(200);
    assertThat(s3.get("/photos/" + SigV4Signer.encode(key)).text()).isEqualTo("x");
    assertThat(s3.get(path(key)).text()).isEqualTo("x");
  }
}
