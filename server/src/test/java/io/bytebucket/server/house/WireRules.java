package io.bytebucket.server.house;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the names of header fields, query parameters and elements of documents may stand. */
final class WireRules {
  private static final String CORE = "core/src/main/java/io/bytebucket/core/A.java";
  private static final String S3 = "s3/src/main/java/io/bytebucket/s3/A.java";

  /**
   * The shape of a name on the wire. One lower-case word, such as {@code prefix}, is plain English
   * as well, and is none here.
   */
  private static final Predicate<String> IS_NAME =
      Pattern.compile("(?=.*[A-Z_-])[A-Za-z][A-Za-z0-9_-]*").asMatchPredicate();

  /** Header fields and most parameters; the others are elements of documents. */
  private static final Predicate<String> IS_HYPHENATED = name -> name.contains("-");

  /** What nothing but a header field is called, whether the front end knows that field or not. */
  private static final Predicate<String> IS_HEADER =
      Pattern.compile(
              "x-amz-|^(?:if|content|accept|access-control|cache|last|x)-[a-z-]+$",
              Pattern.CASE_INSENSITIVE)
          .asPredicate();

  /** Literals of core that are like a name of S3's front end, and why they are there. */
  private static final Map<String, String> NO_WIRE_NAMES =
      Map.of(
          "SHA-256", "what Java calls the digest",
          "GET", "a CORS rule allows methods, whatever carries it",
          "HEAD", "as above",
          "PUT", "as above",
          "POST", "as above",
          "DELETE", "as above");

  /** Words of the language of policies, whatever carries them, that S3's front end has as well. */
  private static final Set<String> WORDS_OF_POLICIES =
      Set.of("Version", "Condition", "Resource", "AWS", "AWS4-HMAC-SHA256", "CanonicalUser");

  /**
   * What a condition of a policy asks about has a name of the policy's language, which is that of a
   * header field behind a prefix.
   */
  private static final Predicate<String> IS_KEY_OF_CONDITIONS =
      Pattern.compile("s3:[a-z0-9-]+").asMatchPredicate();

  private WireRules() {}

  static List<TidyRule> all() {
    return List.of(
        new TidyRule(
            "The core names no header field or parameter as S3's front end does",
            repository -> namesInCore(repository, namesOf(repository, IS_HYPHENATED)::contains),
            Repository.of(
                RepositoryFile.of(S3, "class A { String a = request.header(\"new-name\"); }\n"),
                RepositoryFile.of(CORE, "class A { String a = \"New-Name\"; }\n"))),
        new TidyRule(
            "The core knows no element of S3's documents, and no parameter written like one",
            repository ->
                namesInCore(repository, namesOf(repository, IS_HYPHENATED.negate())::contains),
            Repository.of(
                RepositoryFile.of(S3, "class A { void a() { xml.element(\"NewName\", 1); } }\n"),
                RepositoryFile.of(CORE, "class A { String a = \"NewName\"; }\n"))),
        new TidyRule(
            "The core knows no header field, not even one that S3's front end does not know",
            repository -> namesInCore(repository, IS_HEADER),
            Repository.of(
                RepositoryFile.of(CORE, "class A { String a = \"x-amz-new-\" + name; }\n"))));
  }

  /** The names that S3's front end has for things on the wire. */
  private static Set<String> namesOf(Repository repository, Predicate<String> kind) {
    return repository
        .mainJavaFiles()
        .filter(file -> file.path().startsWith("s3/"))
        .flatMap(file -> file.source().literals().stream())
        .map(JavaSource.Literal::text)
        .filter(IS_NAME.and(kind))
        .map(WireRules::folded)
        .collect(Collectors.toSet());
  }

  private static List<String> namesInCore(Repository repository, Predicate<String> isOnWire) {
    return repository
        .mainJavaFiles()
        .filter(file -> file.path().startsWith("core/"))
        .flatMap(file ->
            file.source().literals().stream()
                .filter(literal -> !NO_WIRE_NAMES.containsKey(literal.text()))
                .filter(literal -> !WORDS_OF_POLICIES.contains(literal.text()))
                .filter(literal -> !IS_KEY_OF_CONDITIONS.test(literal.text()))
                .filter(literal -> isOnWire.test(folded(literal.text())))
                .map(literal -> file.path() + ":" + literal.line() + ": " + literal.text()))
        .toList();
  }

  /** Names with a hyphen are those of header fields, in which case means nothing. */
  private static String folded(String name) {
    return name.contains("-") ? name.toLowerCase(Locale.ROOT) : name;
  }
}
