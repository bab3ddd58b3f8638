package io.bytebucket.s3.op.object;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is any text of 1 to 1,024 bytes of UTF-8, taken exactly as it is. */
class KeysTest {
  private static final String LIST = "/" + BUCKET + "?list-type=2";

  private final S3Fixture s3 = new S3Fixture();

  // Field survey 3.16 and section H 23 of the behaviour of the original.
  @Test
  void keysThatAPathWouldConfuseAreDifferentObjects() {
    String[] keys = {
      "a",
      "a/",
      "a/b",
      "a//b",
      "/a",
      "a/./b",
      "a/../b",
      "//",
      "/",
      ".",
      "..",
      "a/.",
      "a/..",
      "A",
      "a ",
      "%2F",
      "a%2Fb",
      "a+b",
      "a b",
      ".meta",
      "a.tags.json",
      "é",
      "e\u0301"
    };
    s3.store(keys);

    for (String key : keys) {
      assertThat(s3.get(path(key)).text()).as(key).isEqualTo(key);
    }
    assertThat(Listing.of(s3.get(LIST)).keys()).containsExactlyInAnyOrder(keys);

    List<String> left = new ArrayList<>(List.of(keys));
    for (String key : keys) {
      assertThat(s3.delete(path(key)).status()).isEqualTo(204);
      left.remove(key);
      assertThat(s3.head(path(key)).status()).as(key).isEqualTo(404);
      assertThat(Listing.of(s3.get(LIST)).keys()).containsExactlyInAnyOrderElementsOf(left);
    }
  }

  // Field survey 3.15: in the request path an escaped slash belongs to the key.
  @Test
  void anEscapedSlashIsTheSlashOfAKey() {
    s3.put("/" + BUCKET + "/a%2Fb", "x");

    assertThat(Listing.of(s3.get(LIST)).keys()).containsExactly("a/b");
    assertThat(s3.get(path("a/b")).text()).isEqualTo("x");
  }

  @Test
  void aPlusInAPathIsAPlus() {
    s3.put("/" + BUCKET + "/a+b", "x");

    assertThat(Listing.of(s3.get(LIST)).keys()).containsExactly("a+b");
  }

  /** Every character that XML treats in its own way, and others of each length in UTF-8. */
  static Stream<String> oddCharacters() {
    Stream<Integer> controls = Stream.iterate(0, c -> c < 0xA0, c -> c + 1);
    Stream<Integer> others =
        Stream.of(
            0xA0, 0xE9, 0x3A9, 0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF,
            0x10000, 0x1F600, 0x1FFFE, 0x10FFFF);
    return Stream.concat(controls, others).map(Character::toString);
  }

  @ParameterizedTest
  @MethodSource("oddCharacters")
  void everyCharacterComesBackFromBothListingsAndCanBeDeletedByThem(String character) {
    String key = "a" + character + "b";
    s3.store(key, "other");

    assertThat(Listing.of(s3.get(LIST)).keys()).contains(key);
    String encoded = Listing.of(s3.get(LIST + "&encoding-type=url&prefix=a")).keys().getFirst();
    assertThat(PercentCoding.decode(encoded, true)).contains(key);
    assertThat(s3.get(path(key)).text()).isEqualTo(key);

    // What the listing wrote is what a client hands back.
    String written = s3.get(LIST + "&prefix=a").text().split("</?Key>", -1)[1];
    RawResponse deleted =
        s3.post(
            "/" + BUCKET + "?delete",
            "<Delete><Object><Key>" + written + "</Key></Object></Delete>");

    assertThat(deleted.text()).contains("<Deleted><Key>" + written + "</Key></Deleted>");
    assertThat(Listing.of(s3.get(LIST)).keys()).containsExactly("other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u0000", "\u0085", "\u2028", "\uFFFE", "\u007F", "\uFEFF"})
  void aClientMaySendACharacterRawInADocument(String character) {
    s3.store("a" + character + "b");

    s3.post(
        "/" + BUCKET + "?delete",
        "<Delete><Object><Key><![CDATA[a" + character + "b]]></Key></Object></Delete>");

    assertThat(Listing.of(s3.get(LIST)).keys()).isEmpty();
  }

  // AWS: a client has to write a carriage return as a reference, XML makes a raw one a line feed.
  @Test
  void aRawCarriageReturnInADocumentIsALineFeed() {
    s3.store("a\rb", "a\nb");

    s3.post("/" + BUCKET + "?delete", "<Delete><Object><Key>a\rb</Key></Object></Delete>");

    assertThat(Listing.of(s3.get(LIST)).keys()).containsExactly("a\rb");
  }

  @Test
  void longKeysOfManyKindsComeBack() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder key = new StringBuilder();
      while (key.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length < 1_000) {
        int c = random.nextInt(Character.MAX_CODE_POINT + 1);
        key.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? '/' : c);
      }
      keys.add(key.toString());
    }
    s3.store(keys.toArray(String[]::new));

    assertThat(Listing.of(s3.get(LIST)).keys())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  // Field survey 3.13: the order of the bytes of whole keys, also beyond the basic plane, where
  // the order of Java's characters is another.
  @Test
  void keysAreListedInTheOrderOfTheirBytes() {
    String[] ordered = {"A", "a", "a-b", "a/b", "a0", "aa", "b", "é", "\uFFFD", "\uD83D\uDE00"};
    s3.store("é", "b", "a0", "\uD83D\uDE00", "a/b", "aa", "a", "\uFFFD", "a-b", "A");

    assertThat(Listing.of(s3.get(LIST)).keys()).containsExactly(ordered);
  }

  // Field survey 3.16: "under 12 threads of put/delete in one prefix no 409/500".
  @Test
  void writersInOnePrefixDoNotDisturbEachOther() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Integer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 12; t++) {
      String key = t % 2 == 0 ? "dir" : "dir/" + t % 3;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 20; i++) {
                  answers.add(s3.put(path(key), "x").status());
                  answers.add(s3.delete(path(key)).status());
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(answers).hasSize(12 * 40).containsOnly(200, 204);
    assertThat(Listing.of(s3.get(LIST)).keys()).isEmpty();
    assertThat(s3.findings()).isEmpty();
  }

  @Test
  void aSpaceInAPrefixCanBeWrittenBothWays() {
    s3.store("a b", "a+b");

    // Section H 18 of the behaviour of the original: SDKs send %20, browsers a plus.
    for (String prefix : List.of("a%20", "a+")) {
      RawRequest request = S3Fixture.request("GET", LIST + "&prefix=" + prefix);
      assertThat(Listing.of(s3.signed(request)).keys()).containsExactly("a b");
    }
  }
}
