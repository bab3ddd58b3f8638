package io.bytebucket.selftest;

import java.util.ArrayList;
import java.util.List;

/**
 * Facts that hold one after the other, and the steps between them. Immutable.
 *
 * @param ownBucket whether it needs a bucket of its own, because it changes the bucket's settings
 *     or looks at all that is in it; else it keeps to keys with a prefix of its own
 * @param lines steps and facts, in order
 */
record Scenario(String area, String title, boolean ownBucket, List<Line> lines) {
  Scenario {
    lines = List.copyOf(lines);
  }

  /** What happens in a scenario. */
  sealed interface Line {
    /**
     * What brings a state about, and has to succeed.
     *
     * @param name under which a part of the answer is remembered; empty for none
     * @param part a header, or an element
     */
    record Step(String request, String name, String part) implements Line {}

    /** A fact to be held against the answer. */
    record Check(Fact fact) implements Line {}
  }

  /** The facts in it. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (Line line : lines) {
      if (line instanceof Line.Check check) {
        facts.add(check.fact());
      }
    }
    return facts;
  }
}
