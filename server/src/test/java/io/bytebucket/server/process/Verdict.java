package io.bytebucket.server.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a store, each thing by its kind. Thread-safe. */
final class Verdict {
  /** A way in which a store can break its promise. */
  enum Fault {
    /** An acknowledged object is not there. */
    LOST,
    /** What an acknowledged overwrite replaced is there again. */
    OVERWRITE_UNDONE,
    /** What an acknowledged delete removed is there again. */
    DELETE_UNDONE,
    /** Bytes that no client sent for that key. */
    WRONG_BYTES,
    /** An object that is listed but cannot be read. */
    UNREADABLE,
    /** The listing has an object that reading does not find, or the other way round. */
    LISTING_DIFFERS
  }

  private final Map<Fault, List<String>> found = new TreeMap<>();

  /** Notes one fault and the key that it is about. */
  synchronized void add(Fault fault, String detail) {
    found.computeIfAbsent(fault, none -> new ArrayList<>()).add(detail);
  }

  /** All faults, by their kind; empty for a store that kept its promise. */
  synchronized Map<Fault, List<String>> faults() {
    return Collections.unmodifiableMap(new TreeMap<>(found));
  }
}
