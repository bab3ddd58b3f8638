package io.bytebucket.s3.op.listing;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.Versions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of versions. */
class ListObjectVersionsTest {
  private final S3Fixture s3 = new S3Fixture();

  /** Many versions and markers of few keys, the same every time; what they are, in order. */
  private List<String> scramble() {
    System.out.println("seed 7");
    Random random = new Random(7);
    List<String> keys = List.of("a", "a\u0000", "a/1", "a/2", "a0", "b/1/x", "b/1/y", "\u00E9");
    for (String key : keys) {
      if (random.nextBoolean()) {
        s3.store(key);
      }
    }
    Versions.enable(s3);
    for (int i = 0; i < 60; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(4) == 0) {
        s3.delete(path(key));
      } else {
        s3.store(key);
      }
    }
    return Versions.of(s3, "").lines();
  }

  private static String keyOf(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000})
  void everyVersionIsOnExactlyOnePage(int limit) {
    List<String> expected = scramble();

    assertThat(Versions.all(s3, limit, "")).containsExactlyElementsOf(expected);
    assertThat(expected).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(expected.stream().map(ListObjectVersionsTest::keyOf).distinct().toList())
        .isSortedAccordingTo(Comparator.naturalOrder());
    // One version of each key is the latest, and it comes first.
    String before = "";
    for (String line : expected) {
      assertThat(line.contains(" latest ")).as(line).isEqualTo(!keyOf(line).equals(before));
      before = keyOf(line);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, /", "2, /", "5, /", "1000, /", "1, a", "3, 1/", "2, nowhere"})
  void aCommonPrefixIsOnExactlyOnePage(int limit, String delimiter) {
    LinkedHashSet<String> expected = new LinkedHashSet<>();
    for (String line : scramble()) {
      String key = keyOf(line);
      int at = key.indexOf(delimiter);
      expected.add(at < 0 ? line : key.substring(0, at + delimiter.length()));
    }

    List<String> found = Versions.all(s3, limit, "&delimiter=" + delimiter);

    assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
  }

  // Field survey 3.13.
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/", "a/1", "b/1/", "%C3%A9", "a%00", "c"})
  void aPrefixBringsWhatBeginsWithItAndNothingElse(String prefix) {
    String decoded = URLDecoder.decode(prefix, StandardCharsets.UTF_8);
    List<String> expected = scramble().stream().filter(line -> line.startsWith(decoded)).toList();

    for (int limit : new int[] {1, 4, 1_000}) {
      assertThat(Versions.all(s3, limit, "&prefix=" + prefix)).isEqualTo(expected);
    }
  }

  @Test
  void aPageBeginsBehindAMarkerThatIsGone() {
    Versions.enable(s3);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(s3.put(path("a"), "x").header("x-amz-version-id"));
    }
    s3.delete(path("a") + "?versionId=" + ids.get(3));
    s3.delete(path("a") + "?versionId=" + ids.get(2));

    // The page before ended with a version that was the latest then.
    assertThat(Versions.of(s3, "&key-marker=a&version-id-marker=" + ids.get(3)).lines())
        .containsExactly("a version latest " + ids.get(1), "a version " + ids.get(0));
    assertThat(Versions.of(s3, "&key-marker=a&version-id-marker=" + ids.get(1)).lines())
        .containsExactly("a version " + ids.get(0));
    assertThat(Versions.of(s3, "&key-marker=a").lines()).isEmpty();
  }

  @Test
  void aMarkerBesideThePrefixBringsNothingOfItsOwnKey() {
    Versions.enable(s3);
    s3.put(path("a"), "x");
    String gone = s3.put(path("a"), "x").header("x-amz-version-id");
    s3.delete(path("a") + "?versionId=" + gone);
    String id = s3.put(path("b"), "x").header("x-amz-version-id");

    assertThat(Versions.of(s3, "&prefix=b&key-marker=a&version-id-marker=" + gone).lines())
        .containsExactly("b version latest " + id);
  }

  @ParameterizedTest
  @CsvSource({
    "version-id-marker=null, 400",
    "key-marker=a&version-id-marker=junk, 400",
    "key-marker=a&version-id-marker=, 200",
    "max-keys=-1, 400",
    "max-keys=0, 200",
    "encoding-type=none, 400",
  })
  void whatIsNoParameterIsRefused(String parameters, int status) {
    s3.store("a");

    assertThat(s3.get("/photos?versions&" + parameters).status()).isEqualTo(status);
  }

  @Test
  void objectsOfABucketWithoutVersionsAreNullVersions() {
    s3.store("a", "b");

    assertThat(Versions.of(s3, "").lines())
        .containsExactly("a version latest null", "b version latest null");
  }

  // Field survey 3.10.
  @Test
  void keysAreEncodedOnRequestAndVersionsAreNot() {
    s3.store("a b+\u0001");

    String text = s3.get("/photos?versions&encoding-type=url&prefix=a%20&key-marker=%2B").text();

    assertThat(text)
        .contains("<Key>a%20b%2B%01</Key>")
        .contains("<Prefix>a%20</Prefix>")
        .contains("<KeyMarker>%2B</KeyMarker>")
        .contains("<VersionId>null</VersionId>")
        .contains("<EncodingType>url</EncodingType>");
  }
}
