package io.bytebucket.server.house;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That the documents can be found and followed, and quote what the product says. */
final class DocumentRules {
  private static final String INDEX = "docs/README.md";
  private static final String MESSAGES = "docs/troubleshooting.md";

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");
  private static final Pattern OUTSIDE = Pattern.compile("^(?:https?|mailto):.*");
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
  private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern NO_PART_OF_AN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)`");

  private DocumentRules() {}

  /** A link, where it leads, and the heading there that it names, if it does. */
  private record Link(RepositoryFile from, String target, String anchor) {
    String path() {
      return target.isEmpty()
          ? from.path()
          : Path.of(from.folder()).resolve(target).normalize().toString();
    }

    String text() {
      return from.path() + ": " + target + anchor;
    }
  }

  static List<TidyRule> all() {
    return List.of(
        new TidyRule(
            "A relative link in a document leads to a file",
            DocumentRules::deadLinks,
            Repository.of(
                RepositoryFile.of("docs/a.md", "[b](b.md) and [c](c.md#there)\n"),
                RepositoryFile.of("docs/c.md", "# There\n"))),
        new TidyRule(
            "A link to a heading finds it",
            DocumentRules::deadAnchors,
            Repository.of(
                RepositoryFile.of("docs/a.md", "[b](b.md#here), [b](b.md#whose-it-is)\n"),
                RepositoryFile.of("docs/b.md", "# There\n\n## Whose `it` is?\n"))),
        new TidyRule(
            "Every page of the documentation can be reached from its first",
            DocumentRules::unreachable,
            Repository.of(
                RepositoryFile.of(INDEX, "[a](a.md)\n"),
                RepositoryFile.of("docs/a.md", "# A\n"),
                RepositoryFile.of("docs/b.md", "# B\n"))),
        new TidyRule(
            "A message in " + MESSAGES + " is one that the product has",
            DocumentRules::unknownMessages,
            Repository.of(
                RepositoryFile.of(MESSAGES, "| `is gone` | x |\n| `stays` | y |\n"),
                RepositoryFile.of(
                    "core/src/main/java/a/A.java", "class A { String a = \"stays\"; }"))));
  }

  private static List<String> deadLinks(Repository repository) {
    return links(repository)
        .filter(link -> !link.target().isEmpty() && !repository.contains(link.path()))
        .map(Link::text)
        .toList();
  }

  private static List<String> deadAnchors(Repository repository) {
    return links(repository)
        .filter(link -> !link.anchor().isEmpty())
        .filter(link ->
            file(repository, link.path())
                .filter(to -> to.path().endsWith(".md"))
                .filter(to -> !anchors(to).contains(link.anchor()))
                .isPresent())
        .map(Link::text)
        .toList();
  }

  /** Decisions are reached from where they concern, and not all of them are for readers of docs. */
  private static List<String> unreachable(Repository repository) {
    Set<String> reached = new HashSet<>(Set.of(INDEX));
    boolean isMore = file(repository, INDEX).isPresent();
    List<Link> links = links(repository).toList();
    while (isMore) {
      isMore =
          reached.addAll(
              links.stream()
                  .filter(link -> reached.contains(link.from().path()))
                  .map(Link::path)
                  .toList());
    }
    return documents(repository)
        .map(RepositoryFile::path)
        .filter(path -> path.startsWith("docs/") && !path.startsWith("docs/decisions/"))
        .filter(path -> file(repository, INDEX).isPresent() && !reached.contains(path))
        .toList();
  }

  private static List<String> unknownMessages(Repository repository) {
    String product =
        repository.mainJavaFiles().map(RepositoryFile::text).collect(Collectors.joining("\n"));
    return file(repository, MESSAGES).stream()
        .flatMap(page -> MESSAGE.matcher(page.text()).results())
        .map(match -> match.group(1))
        .filter(message -> !product.contains(message))
        .toList();
  }

  private static Stream<RepositoryFile> documents(Repository repository) {
    return repository.files().stream().filter(file -> file.path().endsWith(".md"));
  }

  private static Stream<Link> links(Repository repository) {
    return documents(repository)
        .flatMap(document ->
            LINK.matcher(FENCED.matcher(document.text()).replaceAll(""))
                .results()
                .filter(match -> !OUTSIDE.matcher(match.group(1)).matches())
                .map(match -> link(document, match)));
  }

  private static Link link(RepositoryFile document, MatchResult match) {
    return new Link(document, match.group(1), Optional.ofNullable(match.group(2)).orElse(""));
  }

  private static Optional<RepositoryFile> file(Repository repository, String path) {
    return repository.files().stream().filter(file -> file.path().equals(path)).findAny();
  }

  /** As forges make them of headings. */
  private static Set<String> anchors(RepositoryFile document) {
    return HEADING
        .matcher(BLOCK.matcher(document.text()).replaceAll(""))
        .results()
        .map(match -> match.group(1).strip().toLowerCase(Locale.ROOT))
        .map(
            heading -> "#" + NO_PART_OF_AN_ANCHOR.matcher(heading).replaceAll("").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
