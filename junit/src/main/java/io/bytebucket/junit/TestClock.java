package io.bytebucket.junit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. It goes with the machine's until it is moved. Thread-safe. */
public final class TestClock extends Clock {
  private final Clock machine;
  private Duration ahead = Duration.ZERO;
  private boolean isStopped;
  private Instant stoppedAt = Instant.EPOCH;

  TestClock(Clock machine) {
    this.machine = machine;
  }

  /** Moves it ahead by so much, or back; it goes on from there, or stands there if it stood. */
  public synchronized void advance(Duration by) {
    ahead = ahead.plus(by);
    stoppedAt = stoppedAt.plus(by);
  }

  /** Sets it; it goes on from there, or stands there if it stood. */
  public synchronized void set(Instant now) {
    ahead = Duration.between(machine.instant(), now);
    stoppedAt = now;
  }

  /** Makes it stand where it is. */
  public synchronized void stop() {
    stoppedAt = instant();
    isStopped = true;
  }

  /** Lets it go with the machine's again. */
  public synchronized void reset() {
    ahead = Duration.ZERO;
    isStopped = false;
  }

  @Override
  public synchronized Instant instant() {
    return isStopped ? stoppedAt : machine.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
