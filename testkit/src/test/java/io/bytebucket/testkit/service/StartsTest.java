package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.maintenance.Starts.Start;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.Key;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.contract.Crowd;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers and marks of starts; what becomes of several at once is in {@link TenureTest}. */
class StartsTest {
  private final MemoryMetadataStore metadata = MemoryMetadataStore.thatRunsChangesTwice();

  @Test
  void theFirstStartIsNumberOneAndHasNothingToSweep() {
    assertThat(Starts.take(metadata, true)).isEqualTo(new Start(1, false));
  }

  @Test
  void whoIsAloneKnowsThatAStartWithALeaseDidNotEndInOrder() {
    Starts.take(metadata, true);
    assertThat(Starts.take(metadata, true)).isEqualTo(new Start(2, true));
    assertThat(starts()).containsExactly(2);
  }

  @Test
  void whoIsNotAloneCanNotTell() {
    Starts.take(metadata, false);
    assertThat(Starts.take(metadata, false)).isEqualTo(new Start(2, false));
    assertThat(starts()).containsExactly(1, 2);
  }

  @Test
  void aRunOfAServerWithoutLeasesThatDidNotEndInOrderIsHeeded() {
    Key running = Keyspace.system(SystemRecord.RUNNING);
    metadata.write(transaction -> {
      transaction.put(running, new byte[0]);
      return true;
    });
    assertThat(Starts.take(metadata, true)).isEqualTo(new Start(1, true));
    assertThat(metadata.<Boolean>read(snapshot -> snapshot.get(running).isPresent())).isFalse();
  }

  @Test
  void noNumberIsGivenTwice() {
    List<Integer> numbers = Crowd.run(32, i -> () -> Starts.take(metadata, false).number());
    assertThat(new HashSet<>(numbers)).hasSize(32);
    assertThat(starts()).hasSize(32);
  }

  private List<Integer> starts() {
    return metadata.read(Lease::all).stream().map(Lease::start).toList();
  }
}
