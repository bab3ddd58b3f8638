package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectListerTest {
  private static final Optional<String> SLASH = Optional.of("/");
  private static final Optional<String> NO_DELIMITER = Optional.empty();
  private static final Optional<ListCursor> START = Optional.empty();

  private final TestStore store = TestStore.create();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void keysComeInTheOrderOfTheirBytesAndNotOfPathSegments() {
    // Field survey 3.13.
    put("a0", "a/b", "a-b", "a", "\uD83D\uDE00", "\uFFFD");
    assertThat(list("", NO_DELIMITER, START, 10))
        .containsExactly("a", "a-b", "a/b", "a0", "\uFFFD", "\uD83D\uDE00");
  }

  @Test
  void aListedObjectIsTheOneThatWasPut() {
    var object = store.put("key", new byte[10]);
    assertThat(page("", NO_DELIMITER, START, 10).items())
        .containsExactly(new ListPage.Item.Listed("key", object));
  }

  @Test
  void keysThatHoldTheDelimiterBehindThePrefixAreFolded() {
    put("a", "a/", "a/b", "a/c/d", "b/", "c//d", "/", "//");
    assertThat(list("", SLASH, START, 10)).containsExactly("//*", "a", "a//*", "b//*", "c//*");
    assertThat(list("a/", SLASH, START, 10)).containsExactly("a/", "a/b", "a/c//*");
    assertThat(list("a", SLASH, START, 10)).containsExactly("a", "a//*");
    assertThat(list("c/", SLASH, START, 10)).containsExactly("c///*");
    assertThat(list("nothing", SLASH, START, 10)).isEmpty();
  }

  @Test
  void aPageOfNothingIsEmptyAndTheLast() {
    // Field survey 3.12.
    put("a", "b");
    ListPage page = page("", NO_DELIMITER, START, 0);
    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void aFullPageSaysWhetherMoreFollows() {
    put("a", "b", "c/1", "c/2");
    assertThat(page("", NO_DELIMITER, START, 4).next()).isEmpty();
    assertThat(page("", NO_DELIMITER, START, 3).next()).contains(new ListCursor("c/1", false));
    assertThat(page("", SLASH, START, 3).next()).isEmpty();
    assertThat(page("c/", SLASH, START, 2).next()).isEmpty();
    assertThat(page("a", SLASH, START, 1).next()).isEmpty();
  }

  @Test
  void aCommonPrefixComesOnceAcrossPages() {
    // Field survey 3.12.
    put("a/1", "a/2", "a/3", "b", "c/1", "c/2");
    ListPage first = page("", SLASH, START, 1);
    assertThat(texts(first)).containsExactly("a//*");
    assertThat(first.next()).contains(new ListCursor("a/", true));
    assertThat(list("", SLASH, first.next(), 10)).containsExactly("b", "c//*");
  }

  @Test
  void aCommonPrefixComesOnceThoughKeysAreAddedToItBetweenPages() {
    put("a/1", "b");
    ListPage first = page("", SLASH, START, 1);
    put("a/2", "a/\uDBFF\uDFFF", "a0");
    assertThat(list("", SLASH, first.next(), 10)).containsExactly("a0", "b");
  }

  @Test
  void aKeyToStartAfterIsLeftOutAndNeedNotExist() {
    put("a", "b", "c");
    assertThat(list("", NO_DELIMITER, after("a"), 10)).containsExactly("b", "c");
    assertThat(list("", NO_DELIMITER, after("aa"), 10)).containsExactly("b", "c");
    assertThat(list("", NO_DELIMITER, after("\u0000"), 10)).containsExactly("a", "b", "c");
    assertThat(list("", NO_DELIMITER, after("c"), 10)).isEmpty();
    assertThat(list("", NO_DELIMITER, after("x".repeat(3_000)), 10)).isEmpty();
  }

  @Test
  void aCommonPrefixIsListedWhileAKeyOfItComesAfterTheOneToStartAfter() {
    put("a/1", "a/2", "b");
    assertThat(list("", SLASH, after("a/1"), 10)).containsExactly("a//*", "b");
    assertThat(list("", SLASH, after("a/"), 10)).containsExactly("a//*", "b");
    assertThat(list("", SLASH, after("a/2"), 10)).containsExactly("b");
  }

  @Test
  void aCursorOutsideThePrefixStartsAtThePrefixOrEndsTheList() {
    put("a", "b/1", "b/2", "c");
    assertThat(list("b/", NO_DELIMITER, after("a"), 10)).containsExactly("b/1", "b/2");
    assertThat(list("b/", NO_DELIMITER, after("b/"), 10)).containsExactly("b/1", "b/2");
    assertThat(list("b/", NO_DELIMITER, after("b/1"), 10)).containsExactly("b/2");
    assertThat(list("b/", NO_DELIMITER, after("c"), 10)).isEmpty();
    assertThat(list("b/", SLASH, Optional.of(new ListCursor("b/", true)), 10)).isEmpty();
    assertThat(list("", NO_DELIMITER, Optional.of(new ListCursor("", true)), 10)).isEmpty();
  }

  @Test
  void aPrefixIsBytesAndNoPattern() {
    put("a*", "ab", "a%", "ü1", "ü2");
    assertThat(list("a*", NO_DELIMITER, START, 10)).containsExactly("a*");
    assertThat(list("ü", NO_DELIMITER, START, 10)).containsExactly("ü1", "ü2");
    assertThat(list("x".repeat(2_000), NO_DELIMITER, START, 10)).isEmpty();
  }

  @Test
  void aPrefixAtTheEndOfAllKeysHasItsKeys() {
    String last = "\uDBFF\uDFFF";
    put("a", last, last + "/1", last + last);
    assertThat(list(last, NO_DELIMITER, START, 10)).containsExactly(last, last + "/1", last + last);
    assertThat(list("", Optional.of(last), START, 10)).containsExactly("a", last + "/*");
  }

  @Test
  void aBucketShowsNothingOfItsNeighbours() {
    BucketName next = new BucketName("next");
    store.services.buckets().create(next, new UserId("AKA"), LocationConstraint.NONE);
    store.put(next, "b", new byte[0]);
    put("\uDBFF\uDFFF");
    assertThat(list("", NO_DELIMITER, START, 10)).containsExactly("\uDBFF\uDFFF");
    ObjectLister.Query query = new ObjectLister.Query(next, "", NO_DELIMITER, START, 10);
    assertThat(texts(store.services.lister().list(query))).containsExactly("b");
  }

  @Test
  void aMissingBucketIsNamedEvenForAPageOfNothing() {
    for (int limit : new int[] {0, 10}) {
      ObjectLister.Query query =
          new ObjectLister.Query(new BucketName("missing"), "", NO_DELIMITER, START, limit);
      Failures.require(
          new Failure.NoSuchBucket("missing"), () -> store.services.lister().list(query));
    }
  }

  @Test
  void aPageHasAtMostAThousandItems() {
    assertThatThrownBy(() -> page("", NO_DELIMITER, START, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void put(String... keys) {
    for (String key : keys) {
      store.put(key, new byte[] {1});
    }
  }

  private static Optional<ListCursor> after(String key) {
    return Optional.of(new ListCursor(key, false));
  }

  private List<String> list(
      String prefix, Optional<String> delimiter, Optional<ListCursor> after, int limit) {
    return texts(page(prefix, delimiter, after, limit));
  }

  private ListPage page(
      String prefix, Optional<String> delimiter, Optional<ListCursor> after, int limit) {
    return store
        .services
        .lister()
        .list(new ObjectLister.Query(TestStore.BUCKET, prefix, delimiter, after, limit));
  }

  /** A key as it is; a common prefix with a slash and a star behind it. */
  static List<String> texts(ListPage page) {
    List<String> texts = new ArrayList<>();
    for (ListPage.Item item : page.items()) {
      texts.add(
          switch (item) {
            case ListPage.Item.Listed listed -> listed.key();
            case ListPage.Item.CommonPrefix prefix -> prefix.prefix() + "/*";
          });
    }
    return texts;
  }
}
