package io.bytebucket.server.house;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Words that stand for something we do another way, each with the other way. */
final class WordRules {
  private static final String MAIN = "server/src/main/java/io/bytebucket/server/A.java";
  private static final String CORE = "core/src/main/java/io/bytebucket/core/A.java";

  /** Put together here, so that this file keeps the rule too. */
  private static final List<String> REGISTRY_HOSTS =
      List.of(
          host("repo", "maven", "apache", "org"),
          host("repo1", "maven", "org"),
          host("registry", "npmjs", "org"),
          host("pypi", "org"),
          host("pythonhosted", "org"),
          host("proxy", "golang", "org"),
          host("deb", "debian", "org"),
          host("registry", "terraform", "io"));

  private static final Pattern REMINDER =
      Pattern.compile("\\b(?:" + "TO" + "DO|FIX" + "ME" + ")\\b(?!\\(?\\s?#\\d+)");

  private WordRules() {}

  static List<TidyRule> all() {
    return List.of(
        words(
            "What is left to do names its issue: word #12",
            file -> true,
            REMINDER,
            RepositoryFile.of("docs/a.md", "TO" + "DO: write this\n")),
        words(
            "No host of a package registry is named: a package has a name and a version",
            file -> true,
            Pattern.compile(String.join("|", REGISTRY_HOSTS.stream().map(Pattern::quote).toList())),
            RepositoryFile.of("docs/a.md", "from https://" + REGISTRY_HOSTS.getFirst() + "/x\n")),
        code(
            "Only the command line prints: elsewhere log through SLF4J",
            file -> file.isMainJava() && !isCommandLine(file),
            "System\\.(?:out|err)\\b|\\bprintStackTrace\\(",
            RepositoryFile.of(CORE, "System.out.println(1);")),
        code(
            "Time comes from an injected java.time.Clock",
            RepositoryFile::isMainJava,
            "\\b(?:Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)"
                + "|\\bcurrentTimeMillis\\(|\\bnew Date\\(\\)",
            RepositoryFile.of(CORE, "Instant.now();")),
        code(
            "Only server makes the Clock: elsewhere it is a constructor's parameter",
            file -> file.isMainJava() && !file.path().startsWith("server/"),
            "\\bClock\\.(?:system|tick)\\w*\\(",
            RepositoryFile.of(CORE, "Clock.systemUTC();")),
        code(
            "Main code does not sleep: wait on a condition with a bound",
            RepositoryFile::isMainJava,
            "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(",
            RepositoryFile.of(MAIN, "Thread.sleep(1);")),
        code(
            "Randomness of a test has a seed that it prints",
            file -> file.isJava() && !file.isMainJava(),
            "\\bnew Random\\(\\)|\\bMath\\.random\\(|\\bThreadLocalRandom\\b",
            RepositoryFile.of("core/src/test/java/A.java", "new Random();")),
        code(
            "Files are java.nio.file.Path, which says why a call failed",
            RepositoryFile::isJava,
            "\\bjava\\.io\\.File\\b",
            RepositoryFile.of(MAIN, "import java.io.File;")),
        code(
            "No mocks: write a fake, or use the in-memory engine",
            RepositoryFile::isJava,
            "\\borg\\.mockito\\b|\\borg\\.easymock\\b|\\borg\\.jmock\\b",
            RepositoryFile.of("core/src/test/java/A.java", "import org.mockito.Mockito;")));
  }

  /** A class of the command line speaks to a person, on standard output. */
  private static boolean isCommandLine(RepositoryFile file) {
    return file.path().startsWith("server/") && file.text().contains("import picocli.");
  }

  private static TidyRule words(
      String name, Predicate<RepositoryFile> where, Pattern word, RepositoryFile offender) {
    return new TidyRule(
        name,
        repository ->
            repository.files().stream()
                .filter(where)
                .flatMap(file -> file.placesIn(file.text(), word.asPredicate()).stream())
                .toList(),
        Repository.of(offender));
  }

  /** As above, in code only: a comment may say why the word is not used. */
  private static TidyRule code(
      String name, Predicate<RepositoryFile> where, String word, RepositoryFile offender) {
    Predicate<String> finder = Pattern.compile(word).asPredicate();
    return new TidyRule(
        name,
        repository ->
            repository.files().stream()
                .filter(where)
                .flatMap(file -> file.placesIn(file.source().code(), finder).stream())
                .toList(),
        Repository.of(offender));
  }

  private static String host(String... labels) {
    return String.join(".", labels);
  }
}
