package io.bytebucket.core.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text with wildcards: {@code *} for any characters, and {@code ?} for one. Matching takes no
 * recursion and never goes back, so its time follows the length of the text, however many stars
 * there are. Immutable.
 */
final class Glob {
  /** In place of a character: any characters, also none. */
  static final int STAR = -1;

  /** In place of a character: any one. */
  static final int ONE = -2;

  /** What stands before the first star, or everything where there is none. */
  private final int[] head;

  private final List<FloatingRun> middle;
  private final int[] tail;
  private final boolean hasStar;
  private final boolean isPlain;

  /** What every match begins with. */
  private final String beginning;

  private Glob(int[] head, List<FloatingRun> middle, int[] tail, boolean hasStar) {
    this.head = head;
    this.middle = middle;
    this.tail = tail;
    this.hasStar = hasStar;
    int literal = 0;
    while (literal < head.length && head[literal] != ONE) {
      literal++;
    }
    this.isPlain = literal == head.length;
    this.beginning = new String(head, 0, literal);
  }

  /** Of characters, {@link #STAR} and {@link #ONE}. */
  static Glob of(int[] tokens) {
    List<int[]> runs = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= tokens.length; i++) {
      if (i == tokens.length || tokens[i] == STAR) {
        runs.add(Arrays.copyOfRange(tokens, begin, i));
        begin = i + 1;
      }
    }
    boolean hasStar = runs.size() > 1;
    return new Glob(
        runs.getFirst(),
        hasStar
            ? runs.subList(1, runs.size() - 1).stream()
                .filter(run -> run.length > 0)
                .map(FloatingRun::of)
                .toList()
            : List.of(),
        hasStar ? runs.getLast() : new int[0],
        hasStar);
  }

  /** Whether nothing but itself has its form. */
  boolean isFixed() {
    return !hasStar && isPlain;
  }

  /** What alone has its form; empty where other texts have it, too. */
  Optional<String> plain() {
    return isFixed() ? Optional.of(beginning) : Optional.empty();
  }

  /** Whether the whole text has this form. */
  boolean matches(String text) {
    if (isPlain && !hasStar) {
      return text.equals(beginning);
    }
    if (!text.startsWith(beginning)) {
      return false;
    }
    if (isPlain && middle.isEmpty() && tail.length == 0) {
      return true;
    }
    int at = endOfHead(text);
    int end = at < 0 || !hasStar ? text.length() : beginOfTail(text, at);
    if (at < 0 || end < at) {
      return false;
    }
    if (!hasStar) {
      return at == end;
    }
    for (FloatingRun run : middle) {
      at = run.endOfFirst(text, at, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where what stands before the first star ends in a text; -1 when it does not begin with that.
   */
  private int endOfHead(String text) {
    int at = 0;
    for (int wanted : head) {
      if (at == text.length()) {
        return -1;
      }
      int is = text.codePointAt(at);
      if (wanted != ONE && wanted != is) {
        return -1;
      }
      at += Character.charCount(is);
    }
    return at;
  }

  /** Where what stands behind the last star begins in a text, not before {@code from}; else -1. */
  private int beginOfTail(String text, int from) {
    int at = text.length();
    for (int i = tail.length - 1; i >= 0; i--) {
      if (at <= from) {
        return -1;
      }
      int is = text.codePointBefore(at);
      if (tail[i] != ONE && tail[i] != is) {
        return -1;
      }
      at -= Character.charCount(is);
    }
    return at;
  }
}
