package io.bytebucket.server;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears when the process is told to stop, by a signal or by a part of it that cannot go on. The
 * first signal lets the server stop in order; a later one ends the process at once. What comes
 * within a second of the first is the same one: {@code timeout} and many a supervisor tell the
 * process and then its whole group.
 *
 * <p>A shutdown hook would do for the first signal, but the Java runtime does not show the second
 * one to anybody. The class for signals is not part of Java's own interface, which is why it is
 * named here in text and nowhere else.
 */
final class StopSignal {
  /** What supervisors send, and what Ctrl-C does. */
  static final List<String> STOPPING = List.of("TERM", "INT");

  /** What the process ends with when it is told to stop twice, as a shell would show it. */
  private static final int ABORTED = 130;

  /** For so long after the first signal another one is that again. */
  private static final long SAME_SIGNAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final CountDownLatch told = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable Long> firstNanos = new AtomicReference<>();
  private final LongSupplier nanoTime;
  private final Runnable abort;

  private StopSignal(LongSupplier nanoTime, Runnable abort) {
    this.nanoTime = nanoTime;
    this.abort = abort;
  }

  /** Takes over the signals that stop a process. */
  static StopSignal listen() {
    return listen(STOPPING, System::nanoTime, () -> Runtime.getRuntime().halt(ABORTED));
  }

  /**
   * Takes over those signals.
   *
   * @param nanoTime the time that passes
   * @param abort what a later signal does
   */
  static StopSignal listen(List<String> names, LongSupplier nanoTime, Runnable abort) {
    StopSignal signal = new StopSignal(nanoTime, abort);
    names.forEach(signal::handle);
    return signal;
  }

  /** Whether the process was told to stop. */
  boolean isTold() {
    return told.getCount() == 0;
  }

  /** Waits until the server has to stop. */
  void await() {
    try {
      told.await();
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops because of that: the process can do its work no more. */
  void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    told.countDown();
  }

  /** Why the process has to stop; empty when it is only told to. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  private void heard() {
    long now = nanoTime.getAsLong();
    if (firstNanos.compareAndSet(null, now)) {
      told.countDown();
      return;
    }
    Long first = firstNanos.get();
    if (first != null && now - first >= SAME_SIGNAL_NANOS) {
      abort.run();
    }
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object onSignal =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                heard();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("This Java runtime shows no signals", missing);
    }
  }
}
