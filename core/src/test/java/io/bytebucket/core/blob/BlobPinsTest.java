package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.BlobId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlobPinsTest {
  private static final BlobId A = new BlobId(1, 1);
  private static final BlobId B = new BlobId(1, 2);

  private final BlobPins pins = new BlobPins();

  @Test
  void aBlobIsPinnedUntilItsLastReaderLetsGo() {
    pins.pin(List.of(A, B));
    pins.pin(List.of(A));
    pins.unpin(List.of(A, B));
    assertThat(pins.isPinned(A)).isTrue();
    assertThat(pins.isPinned(B)).isFalse();
    pins.unpin(List.of(A));
    assertThat(pins.isPinned(A)).isFalse();
  }

  @Test
  void aBlobThatAnObjectNamesTwiceIsPinnedAndUnpinnedTwice() {
    pins.pin(List.of(A, A));
    pins.unpin(List.of(A, A));
    assertThat(pins.isPinned(A)).isFalse();
  }
}
