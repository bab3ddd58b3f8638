package io.bytebucket.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines of a listing, given in the order of their keys, with those of a common prefix as one. */
final class FoldedLines {
  private final String prefix;
  private final Optional<String> delimiter;
  private final List<String> lines = new ArrayList<>();

  FoldedLines(String prefix, Optional<String> delimiter) {
    this.prefix = prefix;
    this.delimiter = delimiter;
  }

  /** Adds the line of a key, if that starts with the prefix. */
  void add(String key, String line) {
    if (!key.startsWith(prefix)) {
      return;
    }
    int at = delimiter.map(text -> key.indexOf(text, prefix.length())).orElse(-1);
    String added = at < 0 ? line : key.substring(0, at + delimiter.orElse("").length()) + " prefix";
    if (at < 0 || lines.isEmpty() || !lines.getLast().equals(added)) {
      lines.add(added);
    }
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
