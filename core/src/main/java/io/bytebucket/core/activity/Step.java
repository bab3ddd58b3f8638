package io.bytebucket.core.activity;

import java.time.Duration;
import java.time.Instant;

/** How long the steps of time are in which requests are counted. Days are those of UTC. */
public enum Step {
  MINUTE((byte) 1, Duration.ofMinutes(1)),
  HOUR((byte) 2, Duration.ofHours(1)),
  DAY((byte) 3, Duration.ofDays(1));

  private final byte tag;
  private final Duration length;

  Step(byte tag, Duration length) {
    this.tag = tag;
    this.length = length;
  }

  byte tag() {
    return tag;
  }

  /** How long one is. */
  public Duration length() {
    return length;
  }

  /** When the step begins that a time lies in. */
  public Instant beginOf(Instant time) {
    long seconds = time.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length.toSeconds()));
  }
}
