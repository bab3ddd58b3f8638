package io.bytebucket.s3.op.listing;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ListObjectsV2: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
class ListObjectsV2Test {
  private final S3Fixture s3 = new S3Fixture();

  private RawResponse send(String parameters) {
    return s3.get("/" + BUCKET + "?list-type=2" + parameters);
  }

  private Listing list(String parameters) {
    return Listing.of(send(parameters));
  }

  private List<String> paged(String parameters, int size) {
    return Listing.all(
        "NextContinuationToken",
        token ->
            send(
                parameters
                    + "&max-keys="
                    + size
                    + (token.isEmpty() ? "" : "&continuation-token=" + SigV4Signer.encode(token))));
  }

  @Test
  void anEmptyBucketHasAnEmptyPage() {
    Listing page = list("");

    assertThat(page.names())
        .containsExactly("Name", "Prefix", "KeyCount", "MaxKeys", "IsTruncated");
    assertThat(page.text("Name")).isEqualTo(BUCKET);
    assertThat(page.text("KeyCount")).isEqualTo("0");
    assertThat(page.text("MaxKeys")).isEqualTo("1000");
    assertThat(page.text("IsTruncated")).isEqualTo("false");
  }

  @Test
  void theElementsComeInTheOrderOfS3() {
    s3.store("a", "b/1", "c", "d");

    assertThat(list("&delimiter=/&start-after=Z&encoding-type=url&max-keys=2").names())
        .containsExactly(
            "Name",
            "Prefix",
            "StartAfter",
            "NextContinuationToken",
            "KeyCount",
            "MaxKeys",
            "Delimiter",
            "EncodingType",
            "IsTruncated",
            "Contents",
            "CommonPrefixes");
  }

  @Test
  void allObjectsComeBeforeAllCommonPrefixes() {
    s3.store("a", "b/1", "c");

    assertThat(list("&delimiter=/").names())
        .endsWith("IsTruncated", "Contents", "Contents", "CommonPrefixes");
  }

  @Test
  void aPrefixSelectsKeysThatStartWithItOrAreIt() {
    s3.store("a", "ab", "ab/c", "b");

    assertThat(list("&prefix=ab").keys()).containsExactly("ab", "ab/c");
    assertThat(list("&prefix=ab/").keys()).containsExactly("ab/c");
    assertThat(list("&prefix=x").keys()).isEmpty();
    assertThat(list("&prefix=").keys()).hasSize(4);
    assertThat(list("&prefix=ab").text("Prefix")).isEqualTo("ab");
  }

  @Test
  void aPrefixLongerThanAnyKeySelectsNothing() {
    s3.store("k");

    assertThat(list("&prefix=" + "k".repeat(1_025)).keys()).isEmpty();
  }

  @Test
  void aDelimiterFoldsWhatIsBehindIt() {
    s3.store("a/1", "a/2", "a/b/3", "b", "c/");

    Listing page = list("&delimiter=/");

    assertThat(page.keys()).containsExactly("b");
    assertThat(page.prefixes()).containsExactly("a/", "c/");
    assertThat(page.text("KeyCount")).isEqualTo("3");
    assertThat(page.text("Delimiter")).isEqualTo("/");
  }

  @Test
  void aDelimiterFoldsBehindThePrefixOnly() {
    s3.store("a/", "a/1", "a/b/2", "a/b/3");

    Listing page = list("&delimiter=/&prefix=a/");

    assertThat(page.keys()).containsExactly("a/", "a/1");
    assertThat(page.prefixes()).containsExactly("a/b/");
    assertThat(list("&delimiter=/&prefix=a").prefixes()).containsExactly("a/");
  }

  @ParameterizedTest
  @CsvSource({
    "ab, 'xaby', 'xab'",
    "%20, 'x y', 'x '",
    "%0A, 'x\ny', 'x\n'",
    "%C3%A9, 'xéy', 'xé'",
    "%F0%9F%98%80, 'x😀y', 'x😀'",
    "%252F, 'x%2Fy', 'x%2F'"
  })
  void aDelimiterIsAnyTextOfAnyLength(String raw, String key, String prefix) {
    s3.store(key, "other");

    Listing page = list("&delimiter=" + raw);

    assertThat(page.prefixes()).containsExactly(prefix);
    assertThat(page.keys()).containsExactly("other");
  }

  @Test
  void anEmptyDelimiterFoldsNothingAndIsNotRepeated() {
    s3.store("a/1");

    assertThat(list("&delimiter=").keys()).containsExactly("a/1");
    assertThat(list("&delimiter=").has("Delimiter")).isFalse();
  }

  // Field survey 3.12: every item once, tokens advance, truncated means that there is a token.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000})
  void thePagesTogetherHoldEveryItemOnce(int size) {
    s3.store("a", "a/1", "a/2", "b/1", "b/2", "c", "d/1", "e");

    assertThat(paged("", size)).containsExactly("a", "a/1", "a/2", "b/1", "b/2", "c", "d/1", "e");
    assertThat(paged("&delimiter=/", size))
        .containsExactlyInAnyOrder("a", "a/", "b/", "c", "d/", "e");
    assertThat(paged("&delimiter=/&prefix=a/", size)).containsExactly("a/1", "a/2");
  }

  @Test
  void randomKeysArePagedAsTheyAreListed() {
    long seed = 3_12;
    Random random = new Random(seed);
    TreeSet<String> keys = new TreeSet<>();
    while (keys.size() < 150) {
      StringBuilder key = new StringBuilder();
      int length = 1 + random.nextInt(6);
      IntStream.range(0, length).forEach(i -> key.append("ab/-".charAt(random.nextInt(4))));
      keys.add(key.toString());
    }
    s3.store(keys.toArray(String[]::new));

    for (String parameters : List.of("", "&delimiter=/", "&delimiter=/&prefix=a", "&delimiter=b")) {
      Listing whole = list(parameters);
      List<String> expected = new ArrayList<>(whole.keys());
      expected.addAll(whole.prefixes());
      for (int size : new int[] {1, 4, 10}) {
        assertThat(paged(parameters, size))
            .as("seed %d, %s, pages of %d", seed, parameters, size)
            .containsExactlyInAnyOrderElementsOf(expected)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void anExactlyFullPageIsTheLastOne() {
    s3.store("a", "b/1", "b/2");

    Listing page = list("&delimiter=/&max-keys=2");

    assertThat(page.text("IsTruncated")).isEqualTo("false");
    assertThat(page.has("NextContinuationToken")).isFalse();
  }

  @Test
  void theTokenIsRepeatedAndNeverEncoded() {
    s3.store("a b", "c d", "e f");
    String token = list("&max-keys=1").text("NextContinuationToken");

    Listing page =
        list("&max-keys=1&encoding-type=url&continuation-token=" + SigV4Signer.encode(token));

    assertThat(page.text("ContinuationToken")).isEqualTo(token);
    assertThat(page.keys()).containsExactly("c%20d");
    assertThat(page.text("NextContinuationToken"))
        .isEqualTo(
            list("&max-keys=1&continuation-token=" + SigV4Signer.encode(token))
                .text("NextContinuationToken"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "YQ==", "%00", "AAAAAAAAAAAAAAAAAAAAAAAA", "a%2Fb"})
  void aTokenThatThisServerDidNotMakeIsRefused(String token) {
    RawResponse refused = send("&continuation-token=" + token);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(refused.text())
        .contains("<Message>The continuation token provided is incorrect</Message>")
        .contains("<ArgumentName>continuation-token</ArgumentName>");
  }

  @Test
  void aTokenWithOneLetterChangedIsRefused() {
    s3.store("a", "b");
    char[] token = list("&max-keys=1").text("NextContinuationToken").toCharArray();
    token[1] = token[1] == 'A' ? 'B' : 'A';

    assertThat(send("&continuation-token=" + new String(token)).status()).isEqualTo(400);
  }

  // Field survey 3.11: an empty token counts as none, and is repeated.
  @Test
  void anEmptyTokenOrStartCountsAsNone() {
    s3.store("a");

    Listing page = list("&continuation-token=&start-after=");

    assertThat(page.keys()).containsExactly("a");
    assertThat(page.has("ContinuationToken")).isTrue();
    assertThat(page.text("ContinuationToken")).isEmpty();
    assertThat(list("&start-after=").has("StartAfter")).isTrue();
  }

  @Test
  void aTokenBeatsAStartWhichIsThenNotRepeated() {
    s3.store("a", "b", "c");
    String token = list("&max-keys=1").text("NextContinuationToken");

    Listing page = list("&start-after=b&continuation-token=" + SigV4Signer.encode(token));

    assertThat(page.keys()).containsExactly("b", "c");
    assertThat(page.text("ContinuationToken")).isEqualTo(token);
    assertThat(page.has("StartAfter")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a, 'b c'", "a0, 'b c'", "c, ''", "%00, 'a b c'", "zz, ''"})
  void aListingStartsAfterAKeyThatNeedNotBeThere(String start, String keys) {
    s3.store("a", "b", "c");

    assertThat(list("&start-after=" + start).keys())
        .isEqualTo(Arrays.stream(keys.split(" ")).filter(key -> !key.isEmpty()).toList());
    assertThat(list("&start-after=b").text("StartAfter")).isEqualTo("b");
  }

  // Field survey 3.11: the token wins, and the start is not repeated.
  @Test
  void aTokenBeatsAStart() {
    s3.store("a", "b", "c");
    String token = list("&max-keys=1").text("NextContinuationToken");

    Listing page = list("&start-after=b&continuation-token=" + token);

    assertThat(page.keys()).containsExactly("b", "c");
    assertThat(page.has("StartAfter")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"b/, 'c/'", "b/1, 'c/'", "b, 'b/ c/'", "a/zzz, 'b/ c/'", "b0, 'c/'"})
  void aStartBehindACommonPrefixIsAfterAllOfIt(String start, String prefixes) {
    s3.store("b/1", "b/2", "c/1");

    assertThat(list("&delimiter=/&start-after=" + start).prefixes())
        .containsExactly(prefixes.split(" "));
    assertThat(list("&start-after=b/1").keys()).containsExactly("b/2", "c/1");
  }

  @Test
  void aStartBeforeThePrefixSkipsNothing() {
    s3.store("a", "b/1", "b/2", "c");

    assertThat(list("&prefix=b/&start-after=a").keys()).containsExactly("b/1", "b/2");
    assertThat(list("&prefix=b/&start-after=c").keys()).isEmpty();
  }

  // Field survey 3.12 and section H 30 of the behaviour of the original.
  @Test
  void aPageOfNothingIsNotTruncated() {
    s3.store("a");

    Listing page = list("&max-keys=0");

    assertThat(page.keys()).isEmpty();
    assertThat(page.text("IsTruncated")).isEqualTo("false");
    assertThat(page.text("KeyCount")).isEqualTo("0");
    assertThat(page.text("MaxKeys")).isEqualTo("0");
    assertThat(page.has("NextContinuationToken")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1001, 1000", "2147483647, 1000", "'', 1000", "05, 5", "-0, 0"})
  void aPageIsNeverLongerThan1000(String wanted, String given) {
    assertThat(list("&max-keys=" + wanted).text("MaxKeys")).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, max-keys, Provided max-keys not an integer or within integer range",
    "1.5, max-keys, Provided max-keys not an integer or within integer range",
    "%2B5, max-keys, Provided max-keys not an integer or within integer range",
    "%205, max-keys, Provided max-keys not an integer or within integer range",
    "2147483648, max-keys, Provided max-keys not an integer or within integer range",
    "-1, maxKeys, Argument maxKeys must be an integer between 0 and 2147483647",
    "-2147483648, maxKeys, Argument maxKeys must be an integer between 0 and 2147483647",
  })
  void aSizeThatIsNoneIsRefused(String size, String argument, String message) {
    RawResponse refused = send("&max-keys=" + size);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("InvalidArgument");
    assertThat(refused.text())
        .contains("<Message>" + message + "</Message>")
        .contains("<ArgumentName>" + argument + "</ArgumentName>");
  }

  // Field survey 3.10: every name is encoded, a plus always, a space as %20.
  @Test
  void underUrlEncodingEveryNameIsEncoded() {
    s3.store("p q/a+b é\n", "p q/d/e", "p q/f g/h");

    Listing page = list("&encoding-type=url&prefix=p%20q/&delimiter=/&start-after=p%20q/+");

    assertThat(page.keys()).containsExactly("p%20q/a%2Bb%20%C3%A9%0A");
    assertThat(page.prefixes()).containsExactly("p%20q/d/", "p%20q/f%20g/");
    assertThat(page.text("Prefix")).isEqualTo("p%20q/");
    assertThat(page.text("Delimiter")).isEqualTo("/");
    assertThat(page.text("StartAfter")).isEqualTo("p%20q/%20");
    assertThat(page.text("EncodingType")).isEqualTo("url");
    assertThat(list("&encoding-type=url&delimiter=%7C%20").text("Delimiter")).isEqualTo("%7C%20");
  }

  @Test
  void theEncodingIsNamedInAnyCase() {
    s3.store("a b");

    assertThat(list("&encoding-type=URL").text("EncodingType")).isEqualTo("URL");
    assertThat(list("&encoding-type=URL").keys()).containsExactly("a%20b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "", "url2"})
  void anotherEncodingIsRefused(String type) {
    RawResponse refused = send("&encoding-type=" + type);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .contains("<Message>Invalid Encoding Method specified in Request</Message>")
        .contains("<ArgumentName>encoding-type</ArgumentName>");
  }

  @Test
  void theOwnerComesWhenItIsAskedFor() {
    s3.store("a");

    assertThat(send("").text()).doesNotContain("<Owner>");
    assertThat(send("&fetch-owner=false").text()).doesNotContain("<Owner>");
    assertThat(send("&fetch-owner=true").text())
        .contains("<Owner><ID>" + TestUsers.canonicalId(TestUsers.OWNER) + "</ID></Owner>");
  }

  @Test
  void anObjectIsDescribedAsItWasPut() {
    s3.put(path("a"), "hello", "x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=");
    s3.put(path("b"), "", "x-amz-storage-class", "STANDARD_IA");

    assertThat(send("").text())
        .contains(
            "<Contents><Key>a</Key><LastModified>2026-11-22T18:47:24.000Z</LastModified>"
                + "<ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>"
                + "<ChecksumAlgorithm>SHA1</ChecksumAlgorithm>"
                + "<ChecksumType>FULL_OBJECT</ChecksumType>"
                + "<Size>5</Size><StorageClass>STANDARD</StorageClass></Contents>")
        .contains("<Size>0</Size><StorageClass>STANDARD_IA</StorageClass>");
  }

  @Test
  void aMarkerBelongsToTheOtherVersion() {
    RawResponse refused = send("&marker=");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .contains("<Message>Marker unsupported with REST.GET.BUCKET in list-type=2</Message>")
        .contains("<ArgumentName>marker</ArgumentName>");
  }

  @Test
  void aMissingBucketIsAnError() {
    RawResponse refused = s3.get("/no-such-bucket?list-type=2");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.errorCode()).isEqualTo("NoSuchBucket");
  }

  @Test
  void nobodyMayListWithoutPermission() {
    String target = "/" + BUCKET + "?list-type=2";

    assertThat(s3.send(request("GET", target, "host", "localhost")).status()).isEqualTo(403);
    assertThat(s3.signedBy(TestUsers.READER, request("GET", target)).status()).isEqualTo(403);
  }
}
