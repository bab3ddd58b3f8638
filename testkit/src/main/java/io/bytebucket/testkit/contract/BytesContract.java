package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.bytes;
import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Single keys: what is put is what is got, to the byte. */
interface BytesContract extends StoreUnderTest {
  @Test
  default void anAbsentKeyHasNoValue() {
    assertThat(get("k")).isEmpty();
  }

  @Test
  default void aValueComesBackByteForByte() {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    putBytes(Key.of(every), every);
    assertThat(getBytes(Key.of(every))).containsExactly(every);
  }

  @Test
  default void anEmptyValueIsNotAnAbsentOne() {
    put("k", "");
    assertThat(get("k")).contains("");
  }

  @Test
  default void manyKeysAreGotAtOnceEachInItsPlace() {
    put("k1", "one");
    put("k3", "");
    List<Key> keys = List.of(key("k3"), key("k2"), key("k1"), key("k3"), key("k4"));
    assertThat(store().<List<Optional<byte[]>>>read(snapshot -> snapshot.getAll(keys)))
        .extracting(value -> value.map(StoreUnderTest::text))
        .containsExactly(
            Optional.of(""),
            Optional.empty(),
            Optional.of("one"),
            Optional.of(""),
            Optional.empty());
    assertThat(store().<List<?>>read(snapshot -> snapshot.getAll(List.of()))).isEmpty();
  }

  @Test
  default void manyKeysGotInATransactionAreAsItLeftThem() {
    put("k1", "before");
    put("k2", "before");
    List<Optional<byte[]>> values =
        store()
            .write(transaction -> {
              transaction.put(key("k1"), bytes("after"));
              transaction.delete(key("k2"));
              return transaction.getAll(List.of(key("k1"), key("k2")));
            });
    assertThat(values)
        .extracting(value -> value.map(StoreUnderTest::text))
        .containsExactly(Optional.of("after"), Optional.empty());
  }

  // Field survey 3.16: a key is bytes, never a path.
  @Test
  default void keysThatLookAlikeAreDifferent() {
    List<String> keys =
        List.of("k", "k/", "k//", "k/.", "k/../k", "K", "k\0", "k\0\0", "k\u00e9", "ke\u0301");
    keys.forEach(each -> put(each, "value of " + each));
    assertThat(keys).allSatisfy(each -> assertThat(get(each)).contains("value of " + each));
  }

  @Test
  default void theLongestKeyAndTheLargestValueAreTaken() {
    Key key = Key.of(filled(MetadataStore.KEY_LIMIT_BYTES));
    byte[] value = new byte[MetadataStore.VALUE_LIMIT_BYTES];
    new Random(1).nextBytes(value);
    putBytes(key, value);
    reopen();
    assertThat(Arrays.equals(getBytes(key), value)).isTrue();
  }

  @Test
  default void aLongerKeyIsRefusedAndNothingIsCommitted() {
    Key key = Key.of(filled(MetadataStore.KEY_LIMIT_BYTES + 1));
    assertThatThrownBy(() -> putBytes(key, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().<Boolean>read(snapshot -> snapshot.get(key).isEmpty())).isTrue();
  }

  @Test
  default void aLargerValueIsRefusedAndNothingIsCommitted() {
    byte[] value = new byte[MetadataStore.VALUE_LIMIT_BYTES + 1];
    assertThatThrownBy(() -> putBytes(key("k"), value))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(get("k")).isEmpty();
  }

  @Test
  default void aValueIsReplacedWhole() {
    put("k", "a long value");
    put("k", "short");
    assertThat(get("k")).contains("short");
  }

  @Test
  default void aDeletedKeyIsGoneAndDeletingItAgainIsNoError() {
    put("k", "v");
    delete("k");
    delete("k");
    assertThat(get("k")).isEmpty();
    put("k", "again");
    assertThat(get("k")).contains("again");
  }

  @Test
  default void theLastWriteToAKeyInATransactionCounts() {
    put("k1", "old");
    store()
        .write(transaction -> {
          transaction.put(key("k1"), bytes("new"));
          transaction.delete(key("k1"));
          transaction.delete(key("k2"));
          transaction.put(key("k2"), bytes("first"));
          transaction.put(key("k2"), bytes("second"));
          return "";
        });
    assertThat(get("k1")).isEmpty();
    assertThat(get("k2")).contains("second");
  }

  private void putBytes(Key key, byte[] value) {
    store()
        .write(transaction -> {
          transaction.put(key, value);
          return key;
        });
  }

  private byte[] getBytes(Key key) {
    return store().read(snapshot -> snapshot.get(key).orElseThrow());
  }

  private void delete(String key) {
    store()
        .write(transaction -> {
          transaction.delete(key(key));
          return key;
        });
  }

  private static byte[] filled(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    Arrays.fill(bytes, (byte) 'k');
    return bytes;
  }
}
