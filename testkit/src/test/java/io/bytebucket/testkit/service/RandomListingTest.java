package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random keys, listed with random prefixes and delimiters in pages of every size: the pages joined
 * are what a naive walk over all keys gives. Field survey 3.12 and 3.13.
 */
class RandomListingTest {
  /** What keys, prefixes and delimiters are made of: around every border of UTF-8's lengths. */
  private static final List<String> PIECES =
      List.of(
          "/",
          "/",
          "/",
          "a",
          "a",
          "b",
          "\u0000",
          "\u001F",
          "\n",
          " ",
          "-",
          "0",
          "\u007F",
          "\u0080",
          "\u07FF",
          "\u0800",
          "\uD7FF",
          "\uE000",
          "\uFFFD",
          "\uFFFF",
          "\uD83D\uDE00",
          "\uDBFF\uDFFF");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void pagesJoinedAreTheWholeListing(long seed) {
    check(seed);
  }

  @Test
  void pagesJoinedAreTheWholeListingFromAnyOtherSeed() {
    check(Long.getLong("tests.seed", System.nanoTime()));
  }

  private static void check(long seed) {
    System.out.println("RandomListingTest seed " + seed);
    Random random = new Random(seed);
    Set<String> keys =
        new TreeSet<>((left, right) ->
            Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)));
    for (int left = 5 + random.nextInt(150); left > 0; left--) {
      keys.add(text(random, 1, 6));
    }
    TestStore store = TestStore.create();
    keys.forEach(key -> store.put(key, new byte[0]));
    for (int round = 0; round < 25; round++) {
      String prefix = random.nextBoolean() ? "" : text(random, 1, 2);
      Optional<String> delimiter =
          random.nextInt(4) == 0 ? Optional.empty() : Optional.of(text(random, 1, 3));
      Optional<ListCursor> after =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(new ListCursor(text(random, 1, 4), false));
      List<String> expected = naive(keys, prefix, delimiter, after.map(ListCursor::after));
      for (int limit = 1; limit <= expected.size() + 1; limit++) {
        assertThat(pages(store, prefix, delimiter, after, limit))
            .as("seed %s round %s limit %s", seed, round, limit)
            .isEqualTo(expected);
      }
    }
  }

  private static List<String> pages(
      TestStore store,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> start,
      int limit) {
    List<String> joined = new ArrayList<>();
    Optional<ListCursor> after = start;
    while (true) {
      ListPage page =
          store
              .services
              .lister()
              .list(new ObjectLister.Query(TestStore.BUCKET, prefix, delimiter, after, limit));
      joined.addAll(ObjectListerTest.texts(page));
      if (page.next().isEmpty()) {
        return joined;
      }
      // A page that says there is more is full, so that every page gets on.
      assertThat(page.items()).hasSize(limit);
      after = page.next();
    }
  }

  private static List<String> naive(
      Set<String> keys, String prefix, Optional<String> delimiter, Optional<String> after) {
    Set<String> lines = new LinkedHashSet<>();
    boolean started = after.isEmpty();
    for (String key : keys) {
      started =
          started
              || Arrays.compareUnsigned(
                      key.getBytes(StandardCharsets.UTF_8),
                      after.orElse("").getBytes(StandardCharsets.UTF_8))
                  > 0;
      if (started && key.startsWith(prefix)) {
        int at = delimiter.map(text -> key.indexOf(text, prefix.length())).orElse(-1);
        lines.add(at < 0 ? key : key.substring(0, at + delimiter.orElse("").length()) + "/*");
      }
    }
    return List.copyOf(lines);
  }

  private static String text(Random random, int least, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = least + random.nextInt(most - least + 1); left > 0; left--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
