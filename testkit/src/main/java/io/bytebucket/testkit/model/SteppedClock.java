package io.bytebucket.testkit.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock in UTC that stands still until it is stepped. Thread-safe. */
public final class SteppedClock extends Clock {
  private final AtomicReference<Instant> now;

  /** A clock that stands at that instant. */
  public SteppedClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Moves the clock; a negative step moves it back. */
  public void step(Duration step) {
    now.updateAndGet(instant -> instant.plus(step));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is always in UTC");
  }
}
