package io.bytebucket.server.process.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page of the documentation tells people to type: its blocks marked {@code sh}. A line
 * {@code <!-- needs X -->} right before a block says why no test types it.
 *
 * @param page its path from the root of the repository
 */
record DocumentedCommands(String page, List<Block> blocks) {
  /** What tests have not: each has its own way to be tried, which the page tells. */
  static final Set<String> NOT_HERE =
      Set.of(
          "Docker",
          "Kubernetes",
          "a damaged database",
          "a fresh clone",
          "another store",
          "systemd",
          "the internet",
          "the whole archive");

  private static final Pattern BLOCK =
      Pattern.compile("(?m)(?:^<!-- needs (.*) -->\\n)?^ *```sh\\n((?s:.*?))^ *```");

  /**
   * What is typed at once.
   *
   * @param line where it stands
   * @param needs what tests have not; empty when they have all of it
   */
  record Block(int line, String text, String needs) {}

  /** All pages that have such blocks, in the order of their names. */
  static List<DocumentedCommands> all(Path root) {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md")), docs.sorted())
          .filter(path -> path.toString().endsWith(".md"))
          .map(path -> read(root, path))
          .filter(page -> !page.blocks().isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DocumentedCommands read(Path root, Path page) {
    try {
      return of(root.relativize(page).toString(), Files.readString(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DocumentedCommands of(String page, String text) {
    return new DocumentedCommands(
        page,
        BLOCK
            .matcher(text)
            .results()
            .map(match ->
                new Block(
                    1
                        + (int)
                            text.substring(0, match.start(2))
                                .chars()
                                .filter(c -> c == '\n')
                                .count(),
                    match.group(2),
                    match.group(1) == null ? "" : match.group(1)))
            .toList());
  }

  @Override
  public String toString() {
    return page;
  }
}
