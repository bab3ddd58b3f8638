package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.maintenance.Starts.Start;
import io.bytebucket.testkit.contract.Crowd;
import io.bytebucket.testkit.memory.MemoryMetadataStore;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartsTest {
  private final MemoryMetadataStore metadata = MemoryMetadataStore.thatRunsChangesTwice();

  @Test
  void theFirstStartIsNumberOneAndHasNothingToSweep() {
    assertThat(Starts.take(metadata)).isEqualTo(new Start(1, false));
  }

  @Test
  void aStartAfterARunThatEndedInOrderHasNothingToSweep() {
    Starts.take(metadata);
    Starts.end(metadata, new BlobIds(1));
    assertThat(Starts.take(metadata)).isEqualTo(new Start(2, false));
  }

  @Test
  void aStartAfterACrashHasASweepDue() {
    Starts.take(metadata);
    assertThat(Starts.take(metadata.reopen())).isEqualTo(new Start(2, true));
  }

  @Test
  void aSweepStaysDueThroughARunThatEndedInOrderWithoutOne() {
    Starts.take(metadata);
    Starts.take(metadata);
    Starts.end(metadata, new BlobIds(1));
    assertThat(Starts.take(metadata)).isEqualTo(new Start(3, true));
  }

  @Test
  void noNumberIsGivenTwice() {
    List<Integer> numbers = Crowd.run(32, i -> () -> Starts.take(metadata).number());
    assertThat(new HashSet<>(numbers)).hasSize(32);
  }
}
