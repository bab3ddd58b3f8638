package io.bytebucket.core.policy;

import io.bytebucket.core.access.Value;
import io.bytebucket.core.failure.PolicyFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy, in which wildcards may stand, and variables in place of what the request
 * says. What stands in for a variable is taken as it is: a star in it is a star. Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     policy elements: Variables and tags</a>
 */
final class TextPattern {
  /** What a variable begins with. */
  private static final String BEGIN = "${";

  private final List<Piece> pieces;
  private final Reading reading;
  private final boolean isWrittenOut;

  /** The whole of it, where no variable stands in it. */
  private final @Nullable Glob fixed;

  private sealed interface Piece {
    final class Tokens implements Piece {
      private final int[] tokens;

      Tokens(int[] tokens) {
        this.tokens = tokens;
      }

      IntStream stream() {
        return IntStream.of(tokens);
      }
    }

    record Variable(KeyName key, Optional<String> otherwise) implements Piece {}
  }

  /**
   * How a text is read.
   *
   * @param hasWildcards whether a star means anything but a star
   * @param hasVariables whether variables are replaced
   * @param isFolded whether case means nothing
   */
  record Reading(boolean hasWildcards, boolean hasVariables, boolean isFolded) {
    int[] tokens(String text) {
      return (isFolded ? Literals.folded(text) : text).codePoints().toArray();
    }
  }

  private TextPattern(List<Piece> pieces, Reading reading, boolean isWrittenOut) {
    this.pieces = pieces;
    this.reading = reading;
    this.isWrittenOut = isWrittenOut;
    this.fixed =
        pieces.stream().allMatch(piece -> piece instanceof Piece.Tokens)
            ? Glob.of(pieces.stream().flatMapToInt(TextPattern::tokens).toArray())
            : null;
  }

  /** What it consists of, where no variable stands in it. */
  Optional<int[]> tokens() {
    return fixed == null
        ? Optional.empty()
        : Optional.of(pieces.stream().flatMapToInt(TextPattern::tokens).toArray());
  }

  private static IntStream tokens(Piece piece) {
    return piece instanceof Piece.Tokens tokens ? tokens.stream() : IntStream.empty();
  }

  /**
   * Reads a text.
   *
   * @param otherwise the fault of a text with half a variable in it
   */
  static TextPattern of(String text, Reading reading, PolicyFault otherwise) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int variable = reading.hasVariables() ? text.indexOf(BEGIN, at) : -1;
      int end = variable < 0 ? text.length() : variable;
      pieces.add(plain(text.substring(at, end), reading));
      at = end;
      if (variable >= 0) {
        int close = text.indexOf('}', variable);
        if (close < 0) {
          throw Faults.of(otherwise);
        }
        pieces.add(variable(text.substring(variable + BEGIN.length(), close), otherwise));
        at = close + 1;
      }
    }
    return new TextPattern(
        List.copyOf(pieces), reading, !(reading.hasVariables() && text.contains(BEGIN)));
  }

  private static Piece plain(String text, Reading reading) {
    return new Piece.Tokens(
        IntStream.of(reading.tokens(text))
            .map(c ->
                switch (reading.hasWildcards() ? c : 0) {
                  case '*' -> Glob.STAR;
                  case '?' -> Glob.ONE;
                  default -> c;
                })
            .toArray());
  }

  private static Piece variable(String name, PolicyFault otherwise) {
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return new Piece.Tokens(name.codePoints().toArray());
    }
    int comma = name.indexOf(',');
    KeyName key =
        KeyName.of((comma < 0 ? name : name.substring(0, comma)).strip())
            .orElseThrow(() -> Faults.of(new PolicyFault.InvalidKey()));
    return new Piece.Variable(
        key,
        comma < 0
            ? Optional.empty()
            : Optional.of(quoted(name.substring(comma + 1).strip(), otherwise)));
  }

  private static String quoted(String text, PolicyFault otherwise) {
    if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
      throw Faults.of(otherwise);
    }
    return text.substring(1, text.length() - 1);
  }

  /** The one text that it is, whatever the request; empty where it may be several. */
  Optional<String> plain() {
    return fixed == null ? Optional.empty() : fixed.plain();
  }

  /** Whether it is one text and no other, whatever the request, and no variable says so. */
  boolean isFixed() {
    return isWrittenOut && fixed != null && fixed.isFixed();
  }

  /** Whether a text of the request has this form. */
  Truth matches(String text, KeyValues values) {
    if (fixed != null) {
      return Truth.of(fixed.matches(text));
    }
    return switch (resolve(values)) {
      case Value.Present<int[]>(int[] tokens) -> Truth.of(Glob.of(tokens).matches(text));
      case Value.Absent<int[]> _ -> Truth.NO;
      case Value.Unavailable<int[]> _ -> Truth.UNKNOWN;
    };
  }

  /** The text with what the request says; absent when it does not say what a variable asks for. */
  Value<int[]> resolve(KeyValues values) {
    IntStream.Builder tokens = IntStream.builder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Tokens plain -> plain.stream().forEach(tokens);
        case Piece.Variable(KeyName key, Optional<String> otherwise) -> {
          switch (values.of(key)) {
            case Value.Present<List<String>>(List<String> said) when said.size() == 1 ->
                IntStream.of(reading.tokens(said.getFirst())).forEach(tokens);
            case Value.Unavailable<List<String>> _ -> {
              return new Value.Unavailable<>();
            }
            case Value.Present<?> _, Value.Absent<?> _ -> {
              if (otherwise.isEmpty()) {
                return new Value.Absent<>();
              }
              IntStream.of(reading.tokens(otherwise.get())).forEach(tokens);
            }
          }
        }
      }
    }
    return new Value.Present<>(tokens.build().toArray());
  }

  /** Whether it asks for something that has to be looked up where the object is. */
  boolean isStored() {
    return pieces.stream()
        .anyMatch(piece -> piece instanceof Piece.Variable(KeyName key, _) && key.key().isStored());
  }
}
