package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.ScanRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Closing, and what is found afterwards. */
interface LifecycleContract extends StoreUnderTest {
  @Test
  default void whatWasCommittedIsThereAfterTheStoreIsOpenedAgain() {
    put("k", "v");
    putAll("j1", "k1", "l1");
    add("k-counter", 7);
    store()
        .write(transaction -> {
          transaction.delete(key("k1"));
          return "";
        });
    reopen();
    assertThat(scan("j", "k-")).containsExactly("j1", "k=v");
    assertThat(scan("k1", "m")).containsExactly("l1");
    assertThat(counter("k-counter")).isEqualTo(7);
    add("k-counter", 1);
    reopen();
    assertThat(counter("k-counter")).isEqualTo(8);
  }

  @Test
  default void aClosedStoreRefusesEveryCallAndMayBeClosedAgain() {
    store().close();
    store().close();
    assertThatThrownBy(() -> store().read(snapshot -> snapshot.get(key("k"))))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store().write(transaction -> transaction.get(key("k"))))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> put("k", "v")).isInstanceOf(StoreException.class);
  }

  @Test
  default void closingEndsEveryCallAndLosesNothingAcknowledged() {
    int threads = 24;
    CountDownLatch underWay = new CountDownLatch(threads);
    List<Integer> acknowledged =
        Crowd.run(
            threads + 1,
            thread ->
                () -> {
                  if (thread == threads) {
                    underWay.await();
                    store().close();
                    return 0;
                  }
                  return writeUntilRefused(thread, underWay);
                });
    reopen();
    for (int thread = 0; thread < threads; thread++) {
      // One more than acknowledged may be there: committed, and its caller refused afterwards.
      String last = acknowledged.get(thread) + "";
      assertThat(get("k-" + thread + "-" + last)).as(last).isPresent();
    }
  }

  private int writeUntilRefused(int thread, CountDownLatch underWay) {
    for (int number = 0; ; number++) {
      try {
        put("k-" + thread + "-" + number, "v");
        store().read(snapshot -> snapshot.scan(ScanRequest.prefix(key("k"), 10)));
      } catch (StoreException e) {
        return Math.max(0, number - 1);
      }
      if (number == 0) {
        underWay.countDown();
      }
    }
  }
}
