package io.bytebucket.s3.op.listing;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ListObjects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html. What it has in
 * common with version 2 is tested there.
 */
class ListObjectsTest {
  private final S3Fixture s3 = new S3Fixture();

  private RawResponse send(String parameters) {
    return s3.get("/" + BUCKET + "?" + parameters);
  }

  private Listing list(String parameters) {
    return Listing.of(send(parameters));
  }

  @Test
  void anEmptyBucketHasAnEmptyPage() {
    Listing page = list("");

    assertThat(page.names()).containsExactly("Name", "Prefix", "Marker", "MaxKeys", "IsTruncated");
    assertThat(page.text("Marker")).isEmpty();
    assertThat(page.text("MaxKeys")).isEqualTo("1000");
  }

  @Test
  void theElementsComeInTheOrderOfS3() {
    s3.store("a", "b/1", "c", "d");

    assertThat(list("delimiter=/&marker=Z&encoding-type=url&max-keys=2").names())
        .containsExactly(
            "Name",
            "Prefix",
            "Marker",
            "NextMarker",
            "MaxKeys",
            "Delimiter",
            "EncodingType",
            "IsTruncated",
            "Contents",
            "CommonPrefixes");
  }

  @Test
  void theOwnerAlwaysComes() {
    s3.store("a");

    assertThat(send("").text())
        .contains("<Owner><ID>" + TestUsers.canonicalId(TestUsers.OWNER) + "</ID></Owner>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list-type=1", "list-type=0", "list-type=bogus", "list-type="})
  void whatIsNotVersion2IsVersion1(String parameters) {
    assertThat(list(parameters).has("Marker")).isTrue();
    assertThat(list(parameters).has("KeyCount")).isFalse();
  }

  @Test
  void aMarkerIsAKeyToStartAfterThatNeedNotBeThere() {
    s3.store("a", "b", "c");

    assertThat(list("marker=a").keys()).containsExactly("b", "c");
    assertThat(list("marker=aa").keys()).containsExactly("b", "c");
    assertThat(list("marker=").keys()).containsExactly("a", "b", "c");
    assertThat(list("marker=z").keys()).isEmpty();
    assertThat(list("marker=a%0A").text("Marker")).isEqualTo("a\n");
  }

  // Field survey 3.12: without a delimiter there is no next marker, a client uses the last key.
  @Test
  void withoutADelimiterTheLastKeyIsTheNextMarker() {
    s3.store("a", "b", "c", "d", "e");
    List<String> seen = new ArrayList<>();
    String marker = "";
    Listing page;
    do {
      page = list("max-keys=2&marker=" + marker);
      assertThat(page.has("NextMarker")).isFalse();
      seen.addAll(page.keys());
      marker = page.keys().getLast();
    } while (page.text("IsTruncated").equals("true"));

    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1_000})
  void withADelimiterTheNextMarkerLeadsThroughAllPages(int size) {
    s3.store("a", "b/1", "b/2", "c", "d/1", "d/2", "e");

    List<String> items =
        Listing.all(
            "NextMarker",
            marker ->
                send("delimiter=/&max-keys=" + size + "&marker=" + SigV4Signer.encode(marker)));

    assertThat(items).containsExactlyInAnyOrder("a", "b/", "c", "d/", "e");
  }

  @Test
  void theNextMarkerIsTheLastItemByKeyAndNotTheLastOneWritten() {
    s3.store("a", "b/1", "c", "d");

    Listing page = list("delimiter=/&max-keys=3");

    assertThat(page.names()).endsWith("Contents", "Contents", "CommonPrefixes");
    assertThat(page.text("NextMarker")).isEqualTo("c");
    assertThat(list("delimiter=/&max-keys=2").text("NextMarker")).isEqualTo("b/");
  }

  // Measured on AWS by others: a marker inside a common prefix skips the rest of it, too.
  @ParameterizedTest
  @CsvSource({"b/, 'c d/'", "b/1, 'c d/'", "b, 'c b/ d/'"})
  void aMarkerBehindACommonPrefixIsAfterAllOfIt(String marker, String items) {
    s3.store("b/1", "b/2", "c", "d/1");

    Listing page = list("delimiter=/&marker=" + marker);
    List<String> got = new ArrayList<>(page.keys());
    got.addAll(page.prefixes());

    assertThat(got).containsExactly(items.split(" "));
  }

  @Test
  void underUrlEncodingTheMarkersAreEncoded() {
    s3.store("a b/1", "c d/1", "e");

    Listing page = list("delimiter=/&max-keys=1&marker=a%20&encoding-type=url");

    assertThat(page.text("Marker")).isEqualTo("a%20");
    assertThat(page.text("NextMarker")).isEqualTo("a%20b/");
  }

  @ParameterizedTest
  @CsvSource({
    "start-after=a, start-after, startAfter only supported in REST.GET.BUCKET with list-type=2",
    "start-after=, start-after, startAfter only supported in REST.GET.BUCKET with list-type=2",
    "continuation-token=a&start-after=a, continuation-token, "
        + "continuation-token only supported in REST.GET.BUCKET with list-type=2",
  })
  void whatBelongsToVersion2IsRefused(String parameters, String argument, String message) {
    RawResponse refused = send(parameters);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(refused.text())
        .contains("<Message>" + message + "</Message>")
        .contains("<ArgumentName>" + argument + "</ArgumentName>");
  }

  @Test
  void theFirstOfTwoParametersCounts() {
    s3.store("a", "b");

    assertThat(list("prefix=a&prefix=b").keys()).containsExactly("a");
    assertThat(list("list-type=1&list-type=2").has("Marker")).isTrue();
  }

  @Test
  void aPathMayEndWithASlash() {
    s3.store("a");

    assertThat(Listing.of(s3.get("/" + BUCKET + "/?prefix=a")).keys()).containsExactly("a");
  }
}
