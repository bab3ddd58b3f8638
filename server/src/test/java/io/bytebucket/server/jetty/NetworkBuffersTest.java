package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.junit.jupiter.api.Test;

final class NetworkBuffersTest {
  private static final int SIZE = 16 << 10;
  private static final int COUNT = 10;

  private final NetworkBuffers buffers = new NetworkBuffers((long) COUNT * SIZE);

  @Test
  void whatMoreNeedAtOnceThanThereIsRoomForIsInTheHeap() {
    List<RetainableByteBuffer> lent = acquire(COUNT);
    assertThat(lent).allMatch(RetainableByteBuffer::isDirect);

    assertThat(acquire(1)).noneMatch(RetainableByteBuffer::isDirect);

    lent.getFirst().release();
    assertThat(acquire(1)).allMatch(RetainableByteBuffer::isDirect);
    assertThat(acquire(1)).noneMatch(RetainableByteBuffer::isDirect);
  }

  @Test
  void buffersAreLentAgainAndAgainWithoutNewOnes() {
    List<RetainableByteBuffer> first = acquire(COUNT);
    List<Integer> seen = addresses(first);
    first.forEach(RetainableByteBuffer::release);

    assertThat(addresses(acquire(COUNT))).containsExactlyInAnyOrderElementsOf(seen);
  }

  @Test
  void bufferCountsUntilTheLastWhoHoldsItLetsGo() {
    List<RetainableByteBuffer> lent = acquire(COUNT);
    RetainableByteBuffer buffer = lent.getFirst();
    buffer.retain();
    RetainableByteBuffer slice = buffer.slice();
    RetainableByteBuffer start = buffer.slice(1);

    assertThat(buffer.release()).isFalse();
    assertThat(buffer.release()).isFalse();
    assertThat(slice.release()).isFalse();
    assertThat(acquire(1)).noneMatch(RetainableByteBuffer::isDirect);
    assertThat(start.release()).isTrue();
    assertThat(acquire(1)).allMatch(RetainableByteBuffer::isDirect);
  }

  @Test
  void sliceHasTheBytesThatAreThere() {
    RetainableByteBuffer.Mutable buffer = buffers.acquire(SIZE, true);
    buffer.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));

    assertThat(buffer.slice().getByteBuffer().remaining()).isEqualTo(3);
    assertThat(buffer.slice(2).getByteBuffer().get(1)).isEqualTo((byte) 2);
    assertThat(buffer.remaining()).isEqualTo(3);
  }

  @Test
  void whatIsNotKeptIsNotBesideTheHeap() {
    RetainableByteBuffer large = buffers.acquire(RequestBody.LARGE_BUFFER_BYTES + 1, true);

    assertThat(large.isDirect()).isFalse();
    assertThat(large.capacity()).isGreaterThan(RequestBody.LARGE_BUFFER_BYTES);
  }

  private List<RetainableByteBuffer> acquire(int count) {
    List<RetainableByteBuffer> acquired = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      acquired.add(buffers.acquire(SIZE, true));
    }
    return acquired;
  }

  private static List<Integer> addresses(List<RetainableByteBuffer> lent) {
    return lent.stream().map(buffer -> System.identityHashCode(buffer.getByteBuffer())).toList();
  }
}
