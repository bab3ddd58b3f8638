package io.bytebucket.server.backup;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether long work is to go on. Whoever does it asks now and then. Thread-safe. */
public final class Going {
  private final AtomicReference<@Nullable RuntimeException> end = new AtomicReference<>();

  /** The work was told to end before it is done, and can go on later. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
      super("told to stop");
    }
  }

  /** Ends it, as somebody wishes. */
  public void stop() {
    end.compareAndSet(null, new StoppedException());
  }

  /** Ends it, as it cannot go on. */
  public void fail(BackupException reason) {
    end.compareAndSet(null, reason);
  }

  /** Returns if it is to go on; throws why not. */
  void require() {
    RuntimeException why = end.get();
    if (why != null) {
      throw why;
    }
  }
}
