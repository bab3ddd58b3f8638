package io.bytebucket.server.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java text less its comments and literals: each of their characters is a space, so that places
 * stay what they are, and braces count.
 */
final class JavaSource {
  /** One method or constructor, from its opening brace to its closing one. */
  record Method(String name, int line, int lineCount) {}

  /** A string between quotes on one line, as it is written. */
  record Literal(String text, int line) {}

  private record Brace(int line, String methodName) {}

  private static final Pattern NOT_CODE =
      Pattern.compile(
          "//[^\\n]*" // a comment to the end of the line
              + "|/\\*.*?\\*/" // a comment
              + "|\"\"\".*?(?<!\\\\)\"\"\"" // a text block
              + "|\"(?:\\\\.|[^\"\\\\\\n])*+\"" // a string
              + "|'(?:\\\\.|[^'\\\\\\n])++'", // a character
          Pattern.DOTALL);

  /** What stands between the end of the last statement and a brace, when a method begins there. */
  private static final Pattern METHOD_HEADER =
      Pattern.compile(
          ".*\\b(\\w+)\\s*\\((?:[^()]|\\([^()]*\\))*\\)\\s*(?:throws [\\w., ]+)?", Pattern.DOTALL);

  private static final Pattern COMPACT_CONSTRUCTOR =
      Pattern.compile("\\s*(?:public |protected |private )?([A-Z]\\w*)\\s*");

  private static final Pattern NO_METHOD =
      Pattern.compile(
          "\\b(?:if|for|while|switch|catch|synchronized|try|new|class|enum|interface|else|do)\\b"
              + "|\\brecord\\s+[A-Z]\\w*\\s*[(<]|->|=(?!=)");

  private final String code;
  private final List<Literal> literals;

  JavaSource(String text) {
    StringBuilder blanked = new StringBuilder(text);
    Matcher matcher = NOT_CODE.matcher(text);
    List<Literal> strings = new ArrayList<>();
    int line = 1;
    int counted = 0;
    while (matcher.find()) {
      for (; counted < matcher.start(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      if (matcher.group().startsWith("\"") && !matcher.group().startsWith("\"\"\"")) {
        strings.add(new Literal(text.substring(matcher.start() + 1, matcher.end() - 1), line));
      }
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (text.charAt(i) != '\n') {
          blanked.setCharAt(i, ' ');
        }
      }
    }
    code = blanked.toString();
    literals = List.copyOf(strings);
  }

  /** The strings in the code, in order. */
  List<Literal> literals() {
    return literals;
  }

  /** The text with spaces for comments and literals. */
  String code() {
    return code;
  }

  /** All methods and constructors, inner ones before the one they stand in. */
  List<Method> methods() {
    List<Method> methods = new ArrayList<>();
    Deque<Brace> open = new ArrayDeque<>();
    int headerStart = 0;
    int line = 1;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '\n') {
        line++;
      }
      if (c == '{') {
        open.push(new Brace(line, methodName(code.substring(headerStart, i))));
      } else if (c == '}' && !open.isEmpty()) {
        Brace brace = open.pop();
        if (!brace.methodName().isEmpty()) {
          methods.add(new Method(brace.methodName(), brace.line(), line - brace.line() + 1));
        }
      }
      if (c == '{' || c == '}' || c == ';') {
        headerStart = i + 1;
      }
    }
    return methods;
  }

  /** The name of the method whose header this is, or nothing when a block begins another way. */
  private static String methodName(String header) {
    if (NO_METHOD.matcher(withoutAnnotations(header)).find()) {
      return "";
    }
    Matcher method = METHOD_HEADER.matcher(header);
    if (method.matches()) {
      return method.group(1);
    }
    Matcher constructor = COMPACT_CONSTRUCTOR.matcher(header);
    return constructor.matches() ? constructor.group(1) : "";
  }

  /** An annotation's {@code name = value} is no assignment. */
  private static String withoutAnnotations(String header) {
    return header.replaceAll("@[\\w.]+(?:\\((?:[^()]|\\([^()]*\\))*\\))?", " ");
  }
}
