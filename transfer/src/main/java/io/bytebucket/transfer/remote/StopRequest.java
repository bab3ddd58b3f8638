package io.bytebucket.transfer.remote;

import java.time.Duration;

/** Whether somebody wants the work to stop. Thread-safe. */
public interface StopRequest {
  /** Whether it is to stop. */
  boolean isAsked();

  /**
   * Waits that long, or until it is to stop.
   *
   * @return whether it is to stop
   */
  boolean await(Duration time);
}
