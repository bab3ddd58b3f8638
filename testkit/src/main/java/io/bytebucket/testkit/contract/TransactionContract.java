package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.bytes;
import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static io.bytebucket.testkit.contract.StoreUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole or not at all, and as if one after the other. */
interface TransactionContract extends StoreUnderTest {
  @Test
  default void aChangeReturnsWhatItComputed() {
    put("k", "v");
    assertThat(store().<String>write(transaction -> text(transaction.get(key("k")).orElseThrow())))
        .isEqualTo("v");
  }

  @Test
  default void aChangeThatThrowsCommitsNothingAndItsExceptionComesOut() {
    put("k1", "before");
    StoreException thrown = new StoreException(new Failure.NoSuchBucket("b"));
    assertThatThrownBy(() ->
            store()
                .write(transaction -> {
                  transaction.put(key("k1"), bytes("after"));
                  transaction.put(key("k2"), bytes("new"));
                  transaction.add(key("k3"), 1);
                  throw thrown;
                }))
        .isSameAs(thrown);
    assertThat(scan("k", "l")).containsExactly("k1=before");
  }

  @Test
  default void aChangeThatReadsMoreThanOneMayCommitsNothing() {
    assertThatThrownBy(() ->
            store()
                .write(transaction -> {
                  transaction.put(key("k"), bytes("v"));
                  for (int count = 0; count <= MetadataStore.READS_LIMIT; count++) {
                    transaction.get(key("other " + count));
                  }
                  return transaction;
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(get("k")).isEmpty();
  }

  @Test
  default void aChangeThatWritesMoreThanOneMayCommitsNothing() {
    assertThatThrownBy(() ->
            store()
                .write(transaction -> {
                  byte[] value = new byte[MetadataStore.VALUE_LIMIT_BYTES];
                  long writes = MetadataStore.CHANGE_LIMIT_BYTES / value.length;
                  for (int count = 0; count < writes; count++) {
                    transaction.put(key("k"), value);
                  }
                  return transaction;
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(get("k")).isEmpty();
  }

  @Test
  default void anErrorInAChangeComesOutAndTheStoreGoesOn() {
    AssertionError thrown = new AssertionError("a bug");
    assertThatThrownBy(() ->
            store()
                .write(transaction -> {
                  transaction.put(key("k"), bytes("v"));
                  throw thrown;
                }))
        .isSameAs(thrown);
    put("k", "next");
    assertThat(get("k")).contains("next");
  }

  @Test
  default void anExceptionInAQueryComesOut() {
    IllegalStateException thrown = new IllegalStateException();
    assertThatThrownBy(() ->
            store()
                .read(_ -> {
                  throw thrown;
                }))
        .isSameAs(thrown);
  }

  @Test
  default void aReaderNeverSeesHalfACommit() {
    write("0");
    Crowd.run(
        8,
        thread ->
            () -> {
              for (int round = 0; round < 100; round++) {
                if (thread % 2 == 0) {
                  write(thread + "-" + round);
                } else {
                  assertThat(store().<Boolean>read(TransactionContract::agree)).isTrue();
                  assertThat(store().<Boolean>read(TransactionContract::agreeInAScan)).isTrue();
                }
              }
              return thread;
            });
  }

  // Field survey 3.17: of many that create one key, exactly one may win.
  @Test
  default void ofSixtyFourThatCreateOneKeyExactlyOneWins() {
    for (int round = 0; round < 10; round++) {
      String key = "k" + round;
      List<Boolean> won = Crowd.run(64, thread -> () -> create(key, "" + thread));
      assertThat(won.stream().filter(each -> each)).hasSize(1);
      assertThat(get(key)).contains("" + won.indexOf(true));
    }
  }

  @Test
  default void everyWriterOfOneHotKeyGetsThrough() {
    int threads = 32;
    int rounds = 25;
    Crowd.run(
        threads,
        thread ->
            () -> {
              for (int round = 0; round < rounds; round++) {
                store().write(TransactionContract::increment);
              }
              return thread;
            });
    reopen();
    assertThat(get("k")).contains("" + threads * rounds);
  }

  @Test
  default void aRivalsExceptionIsNotAnybodyElses() {
    List<Boolean> outcomes =
        Crowd.run(
            32,
            thread ->
                () -> {
                  try {
                    store()
                        .write(transaction -> {
                          increment(transaction);
                          if (thread % 2 == 0) {
                            throw new IllegalArgumentException("mine");
                          }
                          return thread;
                        });
                    return true;
                  } catch (IllegalArgumentException e) {
                    return false;
                  }
                });
    for (int thread = 0; thread < outcomes.size(); thread++) {
      assertThat(outcomes.get(thread)).isEqualTo(thread % 2 != 0);
    }
    assertThat(get("k")).contains("16");
  }

  private void write(String value) {
    store()
        .write(transaction -> {
          transaction.put(key("ja"), bytes(value));
          transaction.put(key("kb"), bytes(value));
          return value;
        });
  }

  private static boolean agree(Snapshot snapshot) {
    return Arrays.equals(
        snapshot.get(key("ja")).orElseThrow(), snapshot.get(key("kb")).orElseThrow());
  }

  private static boolean agreeInAScan(Snapshot snapshot) {
    List<String> rows =
        StoreUnderTest.texts(snapshot.scan(ScanRequest.range(key("j"), key("l"), 9)).rows());
    return rows.stream().map(row -> row.substring(row.indexOf('='))).distinct().count() == 1;
  }

  private boolean create(String key, String value) {
    return store()
        .write(transaction -> {
          if (transaction.get(key(key)).isPresent()) {
            return false;
          }
          transaction.put(key(key), bytes(value));
          return true;
        });
  }

  private static int increment(Transaction transaction) {
    int number =
        transaction.get(key("k")).map(StoreUnderTest::text).map(Integer::parseInt).orElse(0);
    transaction.put(key("k"), bytes("" + (number + 1)));
    return number;
  }
}
