package io.bytebucket.server.backup;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found, the first of it in full. Thread-safe. */
final class Findings {
  /** So many are named, and the rest is counted. */
  private static final int NAMED_MAX = 1_000;

  private final List<Finding> named = new ArrayList<>();
  private long total;

  synchronized void add(Finding finding) {
    total++;
    if (named.size() < NAMED_MAX) {
      named.add(finding);
    }
  }

  synchronized List<Finding> named() {
    return List.copyOf(named);
  }

  synchronized long total() {
    return total;
  }
}
