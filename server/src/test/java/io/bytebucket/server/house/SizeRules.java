package io.bytebucket.server.house;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How long files and methods may be, and how many bytes a file may have. */
final class SizeRules {
  private static final int MAIN_LINE_LIMIT = 500;
  private static final int TEST_LINE_LIMIT = 800;
  private static final int MAIN_LINE_MEDIAN = 100;
  private static final int MAIN_LINE_P90 = 250;
  private static final int METHOD_LINE_LIMIT = 60;
  private static final long FILE_LIMIT_BYTES = 512 * 1024;

  /** Longer than the wall all the same: path, and why. */
  private static final Map<String, String> LONG_FILES = Map.of();

  /** Longer than the wall all the same: path#method, and why. */
  private static final Map<String, String> LONG_METHODS =
      Map.of(
          "s3/src/main/java/io/bytebucket/s3/op/Routes.java#bucketSettings",
          "rows of one table, without logic",
          "s3/src/main/java/io/bytebucket/s3/error/FailureToS3.java#translate",
          "one switch over a closed set, a case for each failure",
          "admin/src/main/java/io/bytebucket/admin/error/FailureToAdmin.java#translate",
          "the same for the admin API");

  private SizeRules() {}

  static List<TidyRule> all() {
    return List.of(
        new TidyRule(
            "Java that ships has at most "
                + MAIN_LINE_LIMIT
                + " lines a file: split it by what changes together",
            repository -> tooLong(repository, RepositoryFile::isMainJava, MAIN_LINE_LIMIT),
            Repository.of(RepositoryFile.of("core/src/main/java/Long.java", "\n".repeat(501)))),
        new TidyRule(
            "Tests have at most " + TEST_LINE_LIMIT + " lines a file",
            repository -> tooLong(repository, file -> !file.isMainJava(), TEST_LINE_LIMIT),
            Repository.of(RepositoryFile.of("core/src/test/java/Long.java", "\n".repeat(801)))),
        new TidyRule(
            "Half of the files that ship have less than " + MAIN_LINE_MEDIAN + " lines",
            repository -> quantile(repository, 0.5, MAIN_LINE_MEDIAN),
            Repository.of(RepositoryFile.of("core/src/main/java/A.java", "\n".repeat(101)))),
        new TidyRule(
            "Nine in ten of the files that ship have less than " + MAIN_LINE_P90 + " lines",
            repository -> quantile(repository, 0.9, MAIN_LINE_P90),
            Repository.of(RepositoryFile.of("core/src/main/java/A.java", "\n".repeat(251)))),
        new TidyRule(
            "A method has at most " + METHOD_LINE_LIMIT + " lines: name its steps",
            SizeRules::longMethods,
            Repository.of(
                RepositoryFile.of(
                    "core/src/main/java/A.java",
                    "class A {\n  int longOne(int a) {" + "\n    a++;".repeat(60) + "\n  }\n}\n"))),
        new TidyRule(
            "No file is larger than "
                + FILE_LIMIT_BYTES
                + " bytes: make it in the test, or take it from a package",
            repository ->
                repository.files().stream()
                    .filter(file -> file.sizeBytes() > FILE_LIMIT_BYTES)
                    .map(file -> file.path() + ": " + file.sizeBytes())
                    .toList(),
            Repository.of(new RepositoryFile("docs/film.bin", FILE_LIMIT_BYTES + 1, ""))));
  }

  private static List<String> tooLong(
      Repository repository, Predicate<RepositoryFile> which, int limit) {
    return repository
        .javaFiles()
        .filter(which)
        .filter(file -> file.lineCount() > limit && !LONG_FILES.containsKey(file.path()))
        .map(file -> file.path() + ": " + file.lineCount())
        .toList();
  }

  private static List<String> quantile(Repository repository, double share, int limit) {
    List<Integer> lengths =
        repository.mainJavaFiles().map(RepositoryFile::lineCount).sorted().toList();
    int length = lengths.get((int) ((lengths.size() - 1) * share));
    return length < limit ? List.of() : List.of(length + " lines");
  }

  private static List<String> longMethods(Repository repository) {
    return repository.javaFiles().flatMap(SizeRules::longMethods).toList();
  }

  private static Stream<String> longMethods(RepositoryFile file) {
    return file.source().methods().stream()
        .filter(method -> method.lineCount() > METHOD_LINE_LIMIT)
        .filter(method -> !LONG_METHODS.containsKey(file.path() + "#" + method.name()))
        .map(method ->
            "%s:%d: %s has %d lines"
                .formatted(file.path(), method.line(), method.name(), method.lineCount()));
  }
}
