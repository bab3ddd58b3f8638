package io.bytebucket.core.rebuild;

import java.util.Map;
import java.util.TreeMap;

/** What a rebuild has done so far. For one thread. */
final class Counts {
  final Map<String, Long> rows = new TreeMap<>();
  long objects;
  long parts;
  long uploads;
  long buckets;
  long replaced;
  long displaced;
  long unlabelled;
  long notWhole;

  void row(String table) {
    rows.merge(table, 1L, Long::sum);
  }

  /** The numbers as they are now, without the rows: for who may have to take something back. */
  Counts copy() {
    Counts copy = new Counts();
    copy.set(this);
    return copy;
  }

  void set(Counts other) {
    objects = other.objects;
    parts = other.parts;
    uploads = other.uploads;
    buckets = other.buckets;
    replaced = other.replaced;
    displaced = other.displaced;
    unlabelled = other.unlabelled;
    notWhole = other.notWhole;
  }
}
