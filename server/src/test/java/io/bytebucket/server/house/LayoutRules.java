package io.bytebucket.server.house;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where files stand. */
final class LayoutRules {
  /** All that stands at the root. */
  private static final Set<String> ROOT =
      Set.of(
          ".ci",
          ".editorconfig",
          ".gitattributes",
          ".gitignore",
          ".mvn",
          "ARCHITECTURE.md",
          "CONTRIBUTING.md",
          "LICENSE",
          "Makefile",
          "NOTICE",
          "README.md",
          "admin",
          "bench",
          "core",
          "deploy",
          "docs",
          "engine-local",
          "engine-memory",
          "hadoop",
          "http",
          "junit",
          "pipeline",
          "pom.xml",
          "s3",
          "scripts",
          "selftest",
          "server",
          "testkit",
          "transfer",
          "transfer-s3",
          "ui");

  /** In a fuller package nobody finds their place. */
  private static final int PACKAGE_FILES_MAX = 32;

  private LayoutRules() {}

  static List<TidyRule> all() {
    return List.of(
        new TidyRule(
            "Nothing stands at the root that LayoutRules does not know",
            LayoutRules::strays,
            Repository.of(RepositoryFile.of("notes.txt", ""))),
        new TidyRule(
            "Every package has a package-info.java with @NullMarked",
            LayoutRules::unmarkedPackages,
            Repository.of(RepositoryFile.of("core/src/main/java/a/A.java", "class A {}"))),
        new TidyRule(
            "A package of the product has at most " + PACKAGE_FILES_MAX + " files",
            LayoutRules::crowdedPackages,
            Repository.of(
                IntStream.rangeClosed(0, PACKAGE_FILES_MAX)
                    .mapToObj(n -> RepositoryFile.of("core/src/main/java/a/A" + n + ".java", ""))
                    .toArray(RepositoryFile[]::new))),
        new TidyRule(
            "A text file ends with a line feed and has no trailing spaces",
            LayoutRules::looseEnds,
            Repository.of(RepositoryFile.of("scripts/a.sh", "echo \n"))));
  }

  private static List<String> strays(Repository repository) {
    return repository.files().stream()
        .map(file -> file.path().replaceFirst("/.*", ""))
        .distinct()
        .filter(name -> !ROOT.contains(name))
        .toList();
  }

  private static List<String> unmarkedPackages(Repository repository) {
    return repository
        .javaFiles()
        .map(RepositoryFile::folder)
        .distinct()
        .filter(folder -> !isMarked(repository, folder))
        .filter(folder -> !isMarked(repository, folder.replace("/src/test/", "/src/main/")))
        .toList();
  }

  /** The testkit is not among them: its models and contracts are looked up by name. */
  private static List<String> crowdedPackages(Repository repository) {
    return repository
        .javaFiles()
        .filter(file -> file.path().contains("/src/main/"))
        .filter(file -> !file.path().startsWith("testkit/"))
        .collect(Collectors.groupingBy(RepositoryFile::folder, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(folder -> folder.getValue() > PACKAGE_FILES_MAX)
        .map(folder -> folder.getKey() + ": " + folder.getValue())
        .toList();
  }

  private static boolean isMarked(Repository repository, String folder) {
    return repository.files().stream()
        .filter(file -> file.path().equals(folder + "/package-info.java"))
        .anyMatch(file -> file.text().contains("@NullMarked"));
  }

  private static List<String> looseEnds(Repository repository) {
    return repository.files().stream()
        .filter(file -> !file.text().isEmpty() && !file.path().endsWith(".md"))
        .filter(file ->
            !file.text().endsWith("\n")
                || file.text().lines().anyMatch(line -> line.matches(".*[ \\t]")))
        .map(RepositoryFile::path)
        .toList();
  }
}
