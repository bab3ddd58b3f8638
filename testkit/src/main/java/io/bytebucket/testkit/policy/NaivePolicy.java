package io.bytebucket.testkit.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy in plain words, and what it says of a request: as slowly as it was easiest to write
 * down, one sentence after the other, without regard to how the store does it.
 */
public record NaivePolicy(List<Statement> statements) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  /**
   * A statement.
   *
   * @param principals {@code *}, {@code account}, or names of users
   * @param resources what stands behind the name of the bucket
   */
  public record Statement(
      boolean allows,
      boolean isForOthers,
      List<String> principals,
      boolean hasOtherActions,
      List<String> actions,
      boolean hasOtherResources,
      List<String> resources,
      List<NaiveCondition> conditions) {
    private boolean isAbout(NaiveRequest request) {
      return isAboutCaller(request)
          && isAboutAction(request)
          && isAboutResource(request)
          && conditions.stream().allMatch(condition -> condition.holds(request, !allows));
    }

    private boolean isAboutCaller(NaiveRequest request) {
      boolean isNamed =
          principals.contains("*")
              || (request.user().isPresent()
                  && (principals.contains(request.user().get())
                      || (!allows && principals.contains("account"))));
      return isNamed != isForOthers;
    }

    private boolean isAboutAction(NaiveRequest request) {
      boolean isNamed =
          actions.stream()
              .anyMatch(action ->
                  isLike(
                      request.action().toLowerCase(Locale.ROOT),
                      wildcards(action.toLowerCase(Locale.ROOT))));
      return isNamed != hasOtherActions;
    }

    private boolean isAboutResource(NaiveRequest request) {
      String asked = request.key().map(key -> "/" + key).orElse("");
      boolean isNamed =
          resources.stream()
              .anyMatch(resource ->
                  expression(resource, request, true)
                      .map(pattern -> isLike(asked, pattern))
                      .orElse(false));
      return isNamed != hasOtherResources;
    }

    private boolean isPublic() {
      return allows
          && principals.contains("*")
          && conditions.stream().noneMatch(NaiveCondition::pins);
    }
  }

  /** Whether it forbids the request. */
  public boolean denies(NaiveRequest request) {
    return statements.stream()
        .anyMatch(statement -> !statement.allows() && statement.isAbout(request));
  }

  /** Whether it allows the request, if nothing forbids it. */
  public boolean allows(NaiveRequest request) {
    return statements.stream()
        .anyMatch(statement -> statement.allows() && statement.isAbout(request));
  }

  /** Whether it is public. */
  public boolean isPublic() {
    return statements.stream().anyMatch(Statement::isPublic);
  }

  /** A name of conditions without regard to case, except in the keys of tags. */
  static String name(String key) {
    int slash = key.indexOf('/');
    return slash < 0
        ? key.toLowerCase(Locale.ROOT)
        : key.substring(0, slash).toLowerCase(Locale.ROOT) + key.substring(slash);
  }

  /** Whether a text is as a regular expression says. */
  static boolean isLike(String text, String expression) {
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
  }

  /**
   * The regular expression for a text with variables; empty when one of them is nothing that the
   * request says.
   */
  static Optional<String> expression(String text, NaiveRequest request, boolean hasWildcards) {
    StringBuilder expression = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    int at = 0;
    while (variable.find()) {
      expression.append(plain(text.substring(at, variable.start()), hasWildcards));
      at = variable.end();
      String name = variable.group(1);
      if (List.of("*", "?", "$").contains(name)) {
        expression.append(Pattern.quote(name));
        continue;
      }
      String[] parts = name.split(",", 2);
      List<String> said = request.said(name(parts[0].strip()));
      if (said.size() == 1) {
        expression.append(Pattern.quote(said.getFirst()));
      } else if (parts.length == 2) {
        expression.append(Pattern.quote(parts[1].strip().replace("'", "")));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(expression.append(plain(text.substring(at), hasWildcards)).toString());
  }

  private static String plain(String text, boolean hasWildcards) {
    return hasWildcards ? wildcards(text) : quoted(text);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : Pattern.quote(text);
  }

  private static String wildcards(String text) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return expression.toString();
  }
}
