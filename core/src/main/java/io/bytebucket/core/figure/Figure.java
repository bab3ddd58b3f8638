package io.bytebucket.core.figure;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A number that is kept anyway, and may be read at any time. Reading it must be cheap: it looks
 * nothing up on a disk, and waits for nobody.
 *
 * <p>Its name is in lower case, with underscores, and ends with the unit. Labels tell figures of
 * one name apart: each has the same ones, and a bounded set of values, none of which a client chose
 * freely.
 */
public sealed interface Figure {
  /** What it is called. */
  String name();

  /** What it tells, in a sentence. */
  String help();

  /** What tells it from others of the same name. */
  Map<String, String> labels();

  /** How often something happened since the process began; its name ends with {@code _total}. */
  record Total(String name, String help, Map<String, String> labels, LongSupplier value)
      implements Figure {
    /** One without labels. */
    public Total(String name, String help, LongSupplier value) {
      this(name, help, Map.of(), value);
    }
  }

  /** How much there is of something now. */
  record Level(String name, String help, Map<String, String> labels, LongSupplier value)
      implements Figure {
    /** One without labels. */
    public Level(String name, String help, LongSupplier value) {
      this(name, help, Map.of(), value);
    }
  }

  /** How values are distributed. */
  record Spread(
      String name, String help, Map<String, String> labels, Supplier<Distribution.Noted> noted)
      implements Figure {
    /** One without labels. */
    public Spread(String name, String help, Distribution distribution) {
      this(name, help, Map.of(), distribution::noted);
    }
  }
}
