package io.bytebucket.server.jetty;

import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Lets the thread of a request wait for one event after another: for bytes to come, or for bytes to
 * be taken. Jetty completes it from any thread.
 */
final class Waiter implements Callback, Invocable.Task {
  private static final Object PENDING = new Object();
  private static final Object DONE = new Object();

  private final Thread thread = Thread.currentThread();
  private volatile Object state = DONE;

  /** Begins to expect an event. */
  void arm() {
    state = PENDING;
  }

  /** Whether the event came. */
  boolean isDone() {
    return state != PENDING;
  }

  /** Waits for the event, for at most so long, and says whether it came. */
  boolean await(long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    while (state == PENDING) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      LockSupport.parkNanos(this, left);
      // Whoever interrupts wants the connection closed, and does that too; the event then comes.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      thread.interrupt();
    }
    return state != PENDING;
  }

  /** Why the event that came was a failure. */
  @Nullable Throwable failure() {
    return state instanceof Throwable failure ? failure : null;
  }

  @Override
  public void succeeded() {
    complete(DONE);
  }

  @Override
  public void failed(Throwable failure) {
    complete(failure);
  }

  @Override
  public void run() {
    complete(DONE);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  private void complete(Object outcome) {
    state = outcome;
    if (Thread.currentThread() != thread) {
      LockSupport.unpark(thread);
    }
  }
}
