package io.bytebucket.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HashBesideTest {
  private static final int BUFFER_BYTES = 100;

  @Test
  void hashIsThatOfAllBytesHoweverTheyCome() {
    long seed = System.nanoTime();
    System.out.printf("hash beside: seed %d%n", seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      Hash expected = Hash.digest("MD5");
      expected.update(bytes, 0, bytes.length);
      try (HashBeside beside = new HashBeside(Hash.digest("MD5"), BUFFER_BYTES)) {
        for (int at = 0; at < bytes.length; ) {
          int size = 1 + random.nextInt(Math.min(3 * BUFFER_BYTES, bytes.length - at));
          byte[] piece = new byte[size];
          System.arraycopy(bytes, at, piece, 0, size);
          beside.update(piece, 0, size);
          // The caller uses its array again.
          random.nextBytes(piece);
          at += size;
        }
        assertThat(beside.finish()).isEqualTo(expected.finish());
      }
    }
  }

  @Test
  void hashThatFailsFailsItsUserAndDoesNotMakeItWait() {
    Hash failing =
        new Hash() {
          @Override
          public void update(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("planted");
          }

          @Override
          public byte[] finish() {
            return new byte[0];
          }
        };
    try (HashBeside beside = new HashBeside(failing, BUFFER_BYTES)) {
      beside.update(new byte[10 * BUFFER_BYTES], 0, 10 * BUFFER_BYTES);
      assertThatThrownBy(beside::finish).hasRootCauseMessage("planted");
    }
  }

  @Test
  void hashWhoseThreadEndedEarlyIsNoHash() {
    HashBeside beside = new HashBeside(Hash.digest("MD5"), BUFFER_BYTES);
    beside.update(new byte[BUFFER_BYTES], 0, BUFFER_BYTES);
    beside.close();
    assertThatThrownBy(beside::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> beside.update(new byte[20 * BUFFER_BYTES], 0, 20 * BUFFER_BYTES))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingWaitsForTheThreadThatHoldsTheBuffers() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Hash slow =
        new Hash() {
          @Override
          public void update(byte[] bytes, int offset, int length) {
            begun.countDown();
            try {
              goOn.await();
            } catch (InterruptedException toEnd) {
              told.countDown();
              awaitAgain(goOn);
              Thread.currentThread().interrupt();
            }
            ended.set(true);
          }

          @Override
          public byte[] finish() {
            return new byte[0];
          }
        };
    HashBeside beside = new HashBeside(slow, BUFFER_BYTES);
    beside.update(new byte[1], 0, 1);
    begun.await();
    Thread other =
        Thread.ofVirtual()
            .start(() -> {
              awaitAgain(told);
              goOn.countDown();
            });
    beside.close();
    assertThat(ended).isTrue();
    other.join();
  }

  private static void awaitAgain(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
