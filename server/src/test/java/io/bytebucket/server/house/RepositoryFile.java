package io.bytebucket.server.house;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A file of the repository.
 *
 * @param path from the root, with slashes
 * @param text its content; empty when it is not text
 * @param source its content as Java; empty when it is not
 */
record RepositoryFile(String path, long sizeBytes, String text, JavaSource source) {
  RepositoryFile(String path, long sizeBytes, String text) {
    this(path, sizeBytes, text, new JavaSource(path.endsWith(".java") ? text : ""));
  }

  static RepositoryFile of(String path, String text) {
    return new RepositoryFile(path, text.length(), text);
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  /** Whether it is Java that ships: the testkit holds tests for others, so it does not. */
  boolean isMainJava() {
    return isJava() && path.contains("/src/main/") && !path.startsWith("testkit/");
  }

  int lineCount() {
    return (int) text.lines().count();
  }

  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Where the text has something: {@code path:line}, for each line that {@code finder} likes. */
  List<String> placesIn(String searched, Predicate<String> finder) {
    List<String> lines = searched.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(index -> finder.test(lines.get(index)))
        .mapToObj(index -> path + ":" + (index + 1) + ": " + lines.get(index).strip())
        .toList();
  }
}
