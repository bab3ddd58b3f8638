package io.bytebucket.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store takes and refuses that has little room left. */
public abstract class ReserveContract {
  private static final Key ROW = StoreUnderTest.key("row");
  private static final Key MARK = StoreUnderTest.key("mark");
  private static final Key OTHER = StoreUnderTest.key("other");
  private static final Key COUNTER = StoreUnderTest.key("counter");

  /** A store with room, the same for the whole test. */
  protected abstract MetadataStore store();

  /** Leaves the store so little room that it keeps the rest back. */
  protected abstract void takeRoom();

  /** Gives the store its room again. */
  protected abstract void giveRoom();

  /** Commits rows while there is room, and takes the room. */
  private void fill() {
    change(transaction -> {
      transaction.put(ROW, new byte[100]);
      transaction.put(MARK, new byte[0]);
      transaction.add(COUNTER, 1);
    });
    takeRoom();
  }

  private void change(Consumer<Transaction> change) {
    store()
        .write(transaction -> {
          change.accept(transaction);
          return ROW;
        });
  }

  private int length(Key key) {
    return store().<Integer>read(snapshot -> snapshot.get(key).orElseThrow().length);
  }

  private void requireRefused(Consumer<Transaction> change) {
    assertThatThrownBy(() -> change(change))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.StorageFull()));
  }

  @Test
  void aNewRowIsRefusedUntilThereIsRoomAndWhatIsThereIsRead() {
    fill();
    requireRefused(transaction -> transaction.put(OTHER, new byte[1]));
    assertThat(store().<Boolean>read(snapshot -> snapshot.get(OTHER).isPresent())).isFalse();
    assertThat(length(ROW)).isEqualTo(100);
    giveRoom();
    change(transaction -> transaction.put(OTHER, new byte[1]));
  }

  @Test
  void anOverwriteIsNoGrowthUnlessItIsMuchLonger() {
    fill();
    change(transaction -> transaction.put(ROW, new byte[100]));
    change(transaction -> transaction.put(ROW, new byte[200]));
    change(transaction -> {
      transaction.put(ROW, new byte[50]);
      transaction.put(ROW, new byte[60]);
    });
    assertThat(length(ROW)).isEqualTo(60);
    requireRefused(transaction -> transaction.put(ROW, new byte[4_000]));
    requireRefused(transaction -> transaction.put(MARK, new byte[1]));
  }

  @Test
  void marksNumbersAndRemovalsAreNoGrowth() {
    fill();
    change(transaction -> {
      transaction.put(OTHER, new byte[0]);
      transaction.add(COUNTER, 1);
      transaction.add(StoreUnderTest.key("another counter"), 1);
    });
    change(transaction -> {
      transaction.delete(ROW);
      transaction.delete(MARK);
    });
    assertThat(store().<Long>read(snapshot -> snapshot.counter(COUNTER))).isEqualTo(2);
  }

  @Test
  void aRowThatGoesMakesUpForOneThatComesAndOneThatWasNotThereForNone() {
    fill();
    requireRefused(transaction -> {
      transaction.put(OTHER, new byte[1]);
      transaction.delete(MARK);
      transaction.delete(StoreUnderTest.key("none"));
    });
    requireRefused(transaction -> {
      transaction.put(OTHER, new byte[4_000]);
      transaction.delete(ROW);
    });
    change(transaction -> {
      transaction.put(OTHER, new byte[100]);
      transaction.delete(ROW);
    });
  }

  @Test
  void whatDrawsOnTheReserveIsTakenWheneverItSaysSo() {
    fill();
    change(transaction -> {
      transaction.put(OTHER, new byte[4_000]);
      transaction.drawOnReserve();
    });
    assertThat(length(OTHER)).isEqualTo(4_000);
    // It counts for the transaction that says it, and for no other.
    requireRefused(transaction -> transaction.put(StoreUnderTest.key("next"), new byte[1]));
  }
}
