package io.bytebucket.transfer.s3.client;

import io.bytebucket.transfer.remote.StopRequest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes requests again that failed for reasons that pass, after waiting twice as long each time.
 * Thread-safe.
 */
final class Attempts {
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final int most;
  private final StopRequest stop;

  /** So many attempts at the most. */
  Attempts(int most, StopRequest stop) {
    this.most = most;
    this.stop = stop;
  }

  /**
   * Does it, again if it must.
   *
   * @param end who is asked, as people call that end
   * @param what is asked; both for the message, should it fail
   * @throws CallFailedException when it is refused, or failed too often
   * @throws StoppedException when told to stop meanwhile
   */
  <T> T of(String end, String what, Supplier<T> work) {
    long waitNanos = FIRST_WAIT.toNanos();
    for (int attempt = 1; ; attempt++) {
      if (stop.isAsked()) {
        throw new StoppedException();
      }
      try {
        return work.get();
      } catch (SdkException | BrokenBodyException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new StoppedException();
        }
        if (attempt >= most || !Fault.isPassing(e)) {
          throw new CallFailedException(end, what, Fault.of(e), e);
        }
      }
      // Never in step with others that failed at the same moment.
      long nanos = waitNanos / 2 + ThreadLocalRandom.current().nextLong(waitNanos / 2 + 1);
      if (stop.await(Duration.ofNanos(nanos))) {
        throw new StoppedException();
      }
      waitNanos = Math.min(2 * waitNanos, LONGEST_WAIT.toNanos());
    }
  }
}
