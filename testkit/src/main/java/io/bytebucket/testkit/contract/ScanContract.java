package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.bytes;
import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static io.bytebucket.testkit.contract.StoreUnderTest.rows;
import static io.bytebucket.testkit.contract.StoreUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ranges: keys in the order of their unsigned bytes, in pages. */
interface ScanContract extends StoreUnderTest {
  // Field survey 3.13: the order is that of whole keys.
  @Test
  default void keysComeInTheOrderOfTheirUnsignedBytes() {
    byte[][] keys = {
      {0}, {0, 0}, {1}, {'k'}, {'k', 0}, {'k', 'a'}, {'l'}, {0x7F}, {(byte) 0x80}, {(byte) 0xFF}
    };
    store()
        .write(transaction -> {
          for (byte[] each : keys) {
            transaction.put(Key.of(each), new byte[0]);
          }
          return "";
        });
    List<Key> found =
        store().read(snapshot -> scan(snapshot, FIRST, LAST, 3)).stream().map(Row::key).toList();
    assertThat(found).extracting(Key::bytes).containsExactly(keys);
  }

  @Test
  default void theStartOfARangeIsInItAndTheEndIsNot() {
    putAll("ja", "ka", "kb", "kc", "kd");
    assertThat(scan("kb", "kd")).containsExactly("kb", "kc");
    assertThat(scan("ka\0", "kc\0")).containsExactly("kb", "kc");
  }

  @Test
  default void anEmptyOrBackwardRangeIsExhaustedAtOnce() {
    putAll("ka", "kb", "kc");
    for (ScanRequest request :
        List.of(
            ScanRequest.range(key("kb"), key("kb"), 1),
            ScanRequest.range(key("kc"), key("ka"), 1),
            ScanRequest.range(key("kd"), key("ke"), 1),
            ScanRequest.range(key("l"), key("j"), 1))) {
      assertThat(store().<ScanPage>read(snapshot -> snapshot.scan(request)))
          .isEqualTo(new ScanPage(List.of(), new ScanPage.End.Exhausted()));
    }
  }

  @Test
  default void aPrefixScanFindsThePrefixItselfAndAllThatBeginWithIt() {
    putAll("k", "k/", "k/a", "k/a/b", "k0", "j/z");
    List<Row> found =
        store().read(snapshot -> snapshot.scan(ScanRequest.prefix(key("k/"), 9)).rows());
    assertThat(texts(found)).containsExactly("k/", "k/a", "k/a/b");
  }

  @Test
  default void aPageEndsAtItsLimitAndSaysWhereToGoOn() {
    putAll("ka", "kb", "kc");
    ScanPage page =
        store().read(snapshot -> snapshot.scan(ScanRequest.range(key("k"), key("l"), 2)));
    assertThat(texts(page.rows())).containsExactly("ka", "kb");
    assertThat(page.end())
        .isInstanceOfSatisfying(
            ScanPage.End.LimitReached.class,
            end -> {
              assertThat(end.next()).isGreaterThan(key("kb"));
              assertThat(end.next()).isLessThanOrEqualTo(key("kc"));
            });
  }

  @Test
  default void aPageOfLargeRowsEndsEarlyButIsNeverEmpty() {
    int size = MetadataStore.VALUE_LIMIT_BYTES;
    int count = ScanPage.LIMIT_BYTES / size + 2;
    for (int i = 0; i < count; i++) {
      int number = i;
      store()
          .write(transaction -> {
            transaction.put(key("k" + number), new byte[size]);
            return number;
          });
    }
    ScanPage page = store().read(snapshot -> snapshot.scan(ScanRequest.prefix(key("k"), 100)));
    assertThat(page.end()).isInstanceOf(ScanPage.End.LimitReached.class);
    assertThat(page.rows()).hasSizeBetween(1, ScanPage.LIMIT_BYTES / size + 1);
    assertThat(store().<Integer>read(snapshot -> scan(snapshot, FIRST, LAST, 100).size()))
        .isEqualTo(count);
  }

  @Test
  default void aTransactionScansWhatItWroteOverWhatWasThere() {
    putAll("kb", "kd", "kf", "kh");
    List<String> seen =
        store()
            .write(transaction -> {
              transaction.put(key("ka"), bytes("own"));
              transaction.delete(key("kb"));
              transaction.put(key("kd"), bytes("changed"));
              transaction.put(key("ke"), bytes("own"));
              transaction.put(key("kg"), bytes("brief"));
              transaction.delete(key("kg"));
              transaction.delete(key("kh"));
              transaction.put(key("kz"), bytes("own"));
              return texts(scan(transaction, key("k"), key("l"), 2));
            });
    assertThat(seen).containsExactly("ka=own", "kd=changed", "ke=own", "kf", "kz=own");
    assertThat(scan("k", "l")).isEqualTo(seen);
  }

  private static List<Row> scan(Snapshot snapshot, Key from, Key until, int limit) {
    return rows(snapshot, from, until, limit, Optional.empty());
  }
}
