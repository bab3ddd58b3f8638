package io.bytebucket.selftest;

import io.bytebucket.selftest.wire.WireAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds an answer against what a fact says of it. */
final class Expectations {
  private static final Pattern HEADER = Pattern.compile("([a-z0-9-]+): (.*)");
  private static final int SHOWN_CHARS = 200;

  private Expectations() {}

  /**
   * How the answer differs, in words; empty where it does not.
   *
   * @param filled puts in what the steps before remembered
   */
  static Optional<String> difference(Fact fact, WireAnswer answer, UnaryOperator<String> filled) {
    if (answer.status() != fact.status()) {
      return Optional.of("answered " + answer + shown(answer));
    }
    if (!fact.code().isEmpty() && !answer.errorCode().equals(fact.code())) {
      return Optional.of("the code of the error is " + quoted(answer.errorCode()));
    }
    return fact.expectations().stream()
        .map(filled)
        .flatMap(each -> difference(each, answer).stream())
        .findFirst();
  }

  private static Optional<String> difference(String expected, WireAnswer answer) {
    Matcher header = HEADER.matcher(expected);
    if (expected.startsWith("body=")) {
      String body = expected.substring("body=".length()).replace("\\n", "\n");
      return unless(answer.text().equals(body), "the body is " + quoted(answer.text()));
    }
    if (expected.equals("continue")) {
      return unless(answer.askedForBody(), "no 100 Continue before the answer");
    }
    if (expected.equals("no continue")) {
      return unless(!answer.askedForBody(), "100 Continue before the refusal");
    }
    if (expected.startsWith("!")) {
      String name = expected.substring(1);
      String seen = answer.headers().first(name).orElse("");
      return unless(!answer.headers().contains(name), "there is a header " + name + ": " + seen);
    }
    if (header.matches()) {
      String name = header.group(1);
      Optional<String> seen = answer.headers().first(name);
      return seen.isEmpty()
          ? Optional.of("there is no header " + name)
          : unless(matches(seen.get(), header.group(2)), name + " is " + quoted(seen.get()));
    }
    return inDocument(expected, answer);
  }

  private static Optional<String> inDocument(String expected, WireAnswer answer) {
    if (expected.startsWith("~")) {
      List<String> there = answer.document().all(expected.substring(1));
      return unless(there.isEmpty(), "there is an element " + expected.substring(1) + ": " + there);
    }
    String[] parts = expected.split("=", 2);
    if (parts.length < 2) {
      throw new IllegalStateException("no expectation: " + expected);
    }
    List<String> seen = answer.document().all(parts[0].replace("#", ""));
    if (parts[0].startsWith("#")) {
      boolean isCount = Integer.toString(seen.size()).equals(parts[1]);
      return unless(isCount, "there are " + seen.size() + " of " + parts[0].substring(1));
    }
    if (parts[1].startsWith("[") && parts[1].endsWith("]")) {
      String list = parts[1].substring(1, parts[1].length() - 1);
      List<String> wanted = list.isEmpty() ? List.of() : List.of(list.split("\\|", -1));
      return unless(seen.equals(wanted), parts[0] + " is, in this order, " + seen);
    }
    return seen.isEmpty()
        ? Optional.of("there is no element " + parts[0])
        : unless(seen.stream().anyMatch(text -> matches(text, parts[1])), parts[0] + " is " + seen);
  }

  private static boolean matches(String seen, String wanted) {
    if (wanted.equals("*")) {
      return !seen.isEmpty();
    }
    if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/~")) {
      return Pattern.matches(wanted.substring(1, wanted.length() - 2), seen);
    }
    return seen.equals(wanted);
  }

  private static Optional<String> unless(boolean isAsExpected, String words) {
    return isAsExpected ? Optional.empty() : Optional.of(cut(words));
  }

  private static String shown(WireAnswer answer) {
    return answer.document().first("Error/Message").map(text -> ": " + cut(text)).orElse("");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }
}
