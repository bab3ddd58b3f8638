package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what is found and hands it on. Used by one thread. */
final class Findings {
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Consumer<Finding> told;
  private long held;

  Findings(Consumer<Finding> told) {
    this.told = told;
  }

  void add(Kind kind, Place place, String detail, Remedy remedy) {
    Finding finding = new Finding(kind, place, detail, remedy);
    if (remedy.means() == Remedy.Means.HELD) {
      held++;
    } else {
      counts.merge(kind, 1L, Long::sum);
    }
    told.accept(finding);
  }

  /** How many there were of each kind, but for those that are held. */
  Map<Kind, Long> counts() {
    return Map.copyOf(counts);
  }

  /** How many are held. */
  long held() {
    return held;
  }
}
