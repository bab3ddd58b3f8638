package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.bytes;
import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static io.bytebucket.testkit.contract.StoreUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Folding at a delimiter: what a listing with common prefixes stands on. */
interface FoldContract extends StoreUnderTest {
  @Test
  default void keysThatShareADelimitedPrefixBecomeOneRow() {
    putAll("k", "ka", "ka/1", "ka/2/3", "kb/1", "kc");
    assertThat(fold("k", "/", "k", 9)).containsExactly("k", "ka", "ka/*", "kb/*", "kc");
  }

  @Test
  default void theDelimiterIsLookedForAfterThePrefixOnly() {
    putAll("k/", "k/a", "k/b/c", "k/b/d");
    assertThat(fold("k/", "/", "k/", 9)).containsExactly("k/", "k/a", "k/b/*");
  }

  @Test
  default void aKeyThatIsThePrefixAndADelimiterIsFolded() {
    putAll("k", "k/", "k//a");
    assertThat(fold("k", "/", "k", 9)).containsExactly("k", "k/*");
    assertThat(fold("k/", "/", "k/", 9)).containsExactly("k/", "k//*");
  }

  @Test
  default void aDelimiterOfSeveralBytesFoldsAtItsFirstOccurrence() {
    putAll("ka-1", "ka--1", "ka---1", "kb-", "kb--");
    assertThat(fold("k", "--", "k", 9)).containsExactly("ka--*", "ka-1", "kb-", "kb--*");
  }

  @Test
  default void whatFollowsADelimiterOfHighestBytesIsNotSkipped() {
    Key a = Key.of(new byte[] {'k', (byte) 0xFF, 1});
    Key b = Key.of(new byte[] {'k', (byte) 0xFF, (byte) 0xFF});
    Key c = Key.of(new byte[] {'l'});
    putKeys(a, b, c);
    ScanRequest.Fold fold = new ScanRequest.Fold(1, new byte[] {(byte) 0xFF});
    ScanPage page =
        store()
            .read(snapshot ->
                snapshot.scan(new ScanRequest(key("k"), key("z"), 9, Optional.of(fold))));
    assertThat(page.rows())
        .extracting(Row::key)
        .containsExactly(Key.of(new byte[] {'k', (byte) 0xFF}), c);
  }

  @Test
  default void aFoldOfNothingButHighestBytesEndsTheScan() {
    putKeys(
        Key.of(new byte[] {(byte) 0xFF, (byte) 0xFF}),
        Key.of(new byte[] {(byte) 0xFF, (byte) 0xFF, 7}));
    ScanRequest.Fold fold = new ScanRequest.Fold(1, new byte[] {(byte) 0xFF});
    ScanPage page =
        store()
            .read(snapshot -> snapshot.scan(new ScanRequest(key("k"), LAST, 1, Optional.of(fold))));
    assertThat(page)
        .isEqualTo(
            new ScanPage(
                List.of(new Row.Folded(Key.of(new byte[] {(byte) 0xFF, (byte) 0xFF}))),
                new ScanPage.End.Exhausted()));
  }

  // Field survey 3.12: a common prefix appears once across pages.
  @Test
  default void aPageThatEndsInAFoldGoesOnAfterEverythingInIt() {
    putAll("ka/1", "ka/2", "ka/3", "kb", "kc/1");
    ScanPage page = store().read(snapshot -> snapshot.scan(request("k", "/", "k", 1)));
    assertThat(texts(page.rows())).containsExactly("ka/*");
    assertThat(page.end())
        .isInstanceOfSatisfying(
            ScanPage.End.LimitReached.class,
            end -> {
              assertThat(end.next()).isGreaterThan(key("ka/3"));
              assertThat(end.next()).isLessThanOrEqualTo(key("kb"));
            });
  }

  @Test
  default void everyPageSizeGivesTheSameWhole() {
    for (int i = 0; i < 40; i++) {
      putAll("k" + i % 7 + "/" + i, "k" + i);
    }
    List<String> whole = fold("k", "/", "k", ScanRequest.LIMIT_MAX);
    assertThat(whole).hasSize(47).doesNotHaveDuplicates();
    for (int limit = 1; limit < 50; limit++) {
      assertThat(fold("k", "/", "k", limit)).isEqualTo(whole);
    }
  }

  @Test
  default void aScanThatStartsInsideAFoldFindsItAgain() {
    putAll("ka/1", "ka/2", "kb");
    assertThat(fold("k", "/", "ka/2", 9)).containsExactly("ka/*", "kb");
    assertThat(fold("k", "/", "ka/3", 9)).containsExactly("kb");
  }

  @Test
  default void aTransactionFoldsItsOwnWritesToo() {
    putAll("ka/1", "kb/1", "kc/1", "kc/2");
    List<String> seen =
        store()
            .write(transaction -> {
              transaction.delete(key("ka/1"));
              transaction.put(key("kb/2"), bytes("x"));
              transaction.delete(key("kc/1"));
              transaction.put(key("kd/1"), bytes("x"));
              return texts(transaction.scan(request("k", "/", "k", 9)).rows());
            });
    assertThat(seen).containsExactly("kb/*", "kc/*", "kd/*");
  }

  private static ScanRequest request(String prefix, String delimiter, String from, int limit) {
    ScanRequest.Fold fold = new ScanRequest.Fold(bytes(prefix).length, bytes(delimiter));
    return new ScanRequest(key(from), key(prefix).afterPrefix(), limit, Optional.of(fold));
  }

  private List<String> fold(String prefix, String delimiter, String from, int limit) {
    ScanRequest request = request(prefix, delimiter, from, limit);
    return store()
        .read(snapshot ->
            texts(
                StoreUnderTest.rows(
                    snapshot, request.from(), request.until(), limit, request.fold())));
  }

  private void putKeys(Key... keys) {
    store()
        .write(transaction -> {
          for (Key each : keys) {
            transaction.put(each, new byte[0]);
          }
          return keys;
        });
  }
}
