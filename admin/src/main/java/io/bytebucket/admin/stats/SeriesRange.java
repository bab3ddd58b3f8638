package io.bytebucket.admin.stats;

import io.bytebucket.core.activity.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A stretch of time that is looked at as a whole, and the steps that it is cut into. */
enum SeriesRange {
  HOUR("1h", Step.MINUTE, 60),
  DAY("24h", Step.HOUR, 24),
  WEEK("7d", Step.DAY, 7),
  FORTNIGHT("14d", Step.DAY, 14),
  MONTH("30d", Step.DAY, 30);

  /** What is looked at when nothing is said. */
  static final SeriesRange STANDARD = DAY;

  private final String text;
  private final Step step;
  private final int count;

  SeriesRange(String text, Step step, int count) {
    this.text = text;
    this.step = step;
    this.count = count;
  }

  static Optional<SeriesRange> of(String text) {
    return Arrays.stream(values()).filter(range -> range.text.equals(text)).findFirst();
  }

  /** What it is called. */
  String text() {
    return text;
  }

  Step step() {
    return step;
  }

  /** How many steps it has. */
  int count() {
    return count;
  }

  /** How long it is. */
  Duration length() {
    return step.length().multipliedBy(count);
  }

  /** Where it ends, so many ranges back: behind the step that is under way, or before. */
  Instant end(Instant now, int back) {
    return step.beginOf(now).plus(step.length()).minus(length().multipliedBy(back));
  }
}
