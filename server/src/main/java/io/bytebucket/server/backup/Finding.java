package io.bytebucket.server.backup;

import java.util.List;

/**
 * Something that is damaged or missing.
 *
 * @param subject a blob, or a file of the backup
 * @param problem what is wrong with it, and what follows
 * @param objects whose bytes these are, as {@code bucket/key}, the first of them; none where nobody
 *     knows
 */
public record Finding(String subject, String problem, List<String> objects) {
  static Finding of(String subject, String problem) {
    return new Finding(subject, problem, List.of());
  }

  /** For people: one line. */
  @Override
  public String toString() {
    return subject + ": " + problem + (objects.isEmpty() ? "" : " " + objects);
  }
}
