package io.bytebucket.testkit.contract;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store that a part of {@link MetadataStoreContract} tests, and words to do so. */
interface StoreUnderTest {
  /** The smallest key there is. */
  Key FIRST = Key.of(new byte[] {0});

  /** After every key of the suite. */
  Key LAST = Key.of(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});

  /** The store. */
  MetadataStore store();

  /** Closes the store and opens it again on what it kept. */
  void reopen();

  /** The key with this text in UTF-8. */
  static Key key(String text) {
    return Key.of(bytes(text));
  }

  /** The text in UTF-8. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What UTF-8 bytes say. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Commits a value. */
  default void put(String key, String value) {
    store()
        .write(transaction -> {
          transaction.put(key(key), bytes(value));
          return key;
        });
  }

  /** Commits an empty value under each key. */
  default void putAll(String... keys) {
    store()
        .write(transaction -> {
          for (String key : keys) {
            transaction.put(key(key), new byte[0]);
          }
          return keys;
        });
  }

  /** The committed value, as text. */
  default Optional<String> get(String key) {
    return store().read(snapshot -> snapshot.get(key(key)).map(StoreUnderTest::text));
  }

  /** The committed number. */
  default long counter(String key) {
    return store().read(snapshot -> snapshot.counter(key(key)));
  }

  /** Commits an addition. */
  default void add(String key, long delta) {
    store()
        .write(transaction -> {
          transaction.add(key(key), delta);
          return delta;
        });
  }

  /** Every row from {@code from} on, read page by page. */
  static List<Row> rows(
      Snapshot snapshot, Key from, Key until, int limit, Optional<ScanRequest.Fold> fold) {
    List<Row> rows = new ArrayList<>();
    Key at = from;
    while (true) {
      ScanPage page = snapshot.scan(new ScanRequest(at, until, limit, fold));
      rows.addAll(page.rows());
      if (!(page.end() instanceof ScanPage.End.LimitReached(Key next))) {
        return rows;
      }
      at = next;
    }
  }

  /** The rows as texts: {@code key=value}, {@code key} when the value is empty, {@code prefix*}. */
  static List<String> texts(List<Row> rows) {
    return rows.stream()
        .map(row ->
            switch (row) {
              case Row.Entry(Key key, byte[] value) ->
                  text(key.bytes()) + (value.length == 0 ? "" : "=" + text(value));
              case Row.Folded(Key key) -> text(key.bytes()) + "*";
            })
        .toList();
  }

  /** The rows of a committed range as texts. */
  default List<String> scan(String from, String until) {
    return store()
        .read(snapshot ->
            texts(rows(snapshot, key(from), key(until), ScanRequest.LIMIT_MAX, Optional.empty())));
  }
}
