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
    BlobPins.Pin first = pins.pin(List.of(A, B));
    BlobPins.Pin second = pins.pin(List.of(A));
    first.close();
    first.close();
    assertThat(pins.isPinned(A)).isTrue();
    assertThat(pins.isPinned(B)).isFalse();
    second.close();
    assertThat(pins.isPinned(A)).isFalse();
  }

  @Test
  void aBlobThatAnObjectNamesTwiceIsPinnedAndUnpinnedTwice() {
    pins.pin(List.of(A, A)).close();
    assertThat(pins.isPinned(A)).isFalse();
  }

  @Test
  void readingIsSinceTheEpochInWhichTheLongestOneBegan() {
    pins.enter(7, 3);
    assertThat(pins.readingSince()).isEqualTo(3);
    BlobPins.Pin first = pins.pin(List.of(A));
    pins.enter(8, 5);
    BlobPins.Pin second = pins.pin(List.of(A));
    BlobPins.Pin third = pins.pin(List.of(B));
    pins.enter(8, 9);
    assertThat(pins.readingSince()).isEqualTo(3);
    first.close();
    first.close();
    second.close();
    assertThat(pins.readingSince()).isEqualTo(5);
    third.close();
    assertThat(pins.readingSince()).isEqualTo(9);
    assertThat(List.of(first.start(), third.start())).containsExactly(7, 8);
  }
}
