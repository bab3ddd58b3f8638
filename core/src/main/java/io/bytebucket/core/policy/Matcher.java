package io.bytebucket.core.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares a text of a request with the values of a condition, of which one has to match. */
sealed interface Matcher {
  /** Whether one of the values matches. */
  Truth matches(String said, KeyValues values);

  /** Whether the values are what they are, whatever the request, and each is one alone. */
  boolean isFixed();

  /** Whether it has to look something up where the object is. */
  default boolean isStored() {
    return false;
  }

  /**
   * Texts, of which there may be thousands: those that are what they are take one look together.
   *
   * @param plain the texts in which nothing stands for anything else
   * @param patterns the others
   * @param isFixed whether each is one text and no other, and no variable says so
   */
  record Texts(Set<String> plain, List<TextPattern> patterns, boolean isFolded, boolean isFixed)
      implements Matcher {
    static Texts of(List<TextPattern> all, boolean isFolded) {
      return new Texts(
          all.stream().flatMap(one -> one.plain().stream()).collect(Collectors.toSet()),
          all.stream().filter(one -> one.plain().isEmpty()).toList(),
          isFolded,
          all.stream().allMatch(TextPattern::isFixed));
    }

    @Override
    public Truth matches(String said, KeyValues values) {
      String text = isFolded ? values.converted().folded(said) : said;
      Truth any = Truth.of(plain.contains(text));
      for (TextPattern pattern : patterns) {
        if (any == Truth.YES) {
          break;
        }
        any = any.or(pattern.matches(text, values));
      }
      return any;
    }

    @Override
    public boolean isStored() {
      return patterns.stream().anyMatch(TextPattern::isStored);
    }
  }

  record Arns(List<ArnPattern> patterns) implements Matcher {
    @Override
    public Truth matches(String said, KeyValues values) {
      Truth any = Truth.NO;
      for (ArnPattern pattern : patterns) {
        any = any.or(pattern.matches(said, values));
      }
      return any;
    }

    @Override
    public boolean isFixed() {
      return patterns.stream().allMatch(ArnPattern::isFixed);
    }

    @Override
    public boolean isStored() {
      return patterns.stream().anyMatch(ArnPattern::isStored);
    }
  }

  record Numbers(Operator operator, List<BigDecimal> values) implements Matcher {
    @Override
    public Truth matches(String said, KeyValues request) {
      return compared(operator, request.converted().number(said), values);
    }

    @Override
    public boolean isFixed() {
      return false;
    }
  }

  record Dates(Operator operator, List<Instant> values) implements Matcher {
    @Override
    public Truth matches(String said, KeyValues request) {
      return compared(operator, request.converted().date(said), values);
    }

    @Override
    public boolean isFixed() {
      return false;
    }
  }

  record Booleans(List<Boolean> values) implements Matcher {
    @Override
    public Truth matches(String said, KeyValues request) {
      return any(Literals.bool(said), values::contains);
    }

    @Override
    public boolean isFixed() {
      return false;
    }
  }

  record Binaries(List<byte[]> values) implements Matcher {
    @Override
    public Truth matches(String said, KeyValues request) {
      return any(
          Literals.binary(said),
          bytes -> values.stream().anyMatch(value -> Arrays.equals(value, bytes)));
    }

    @Override
    public boolean isFixed() {
      return false;
    }
  }

  record Addresses(List<CidrBlock> blocks) implements Matcher {
    @Override
    public Truth matches(String said, KeyValues request) {
      Optional<InetAddress> address = request.converted().address(said);
      return any(address, asked -> blocks.stream().anyMatch(block -> block.contains(asked)));
    }

    @Override
    public boolean isFixed() {
      return blocks.stream().noneMatch(CidrBlock::isWide);
    }
  }

  private static <T extends Comparable<T>> Truth compared(
      Operator operator, Optional<T> said, List<T> values) {
    return any(
        said, known -> values.stream().anyMatch(value -> operator.takes(known.compareTo(value))));
  }

  /** Of what is no value of that kind nobody can tell. */
  private static <T> Truth any(Optional<T> said, Function<T, Boolean> matches) {
    return said.map(matches).map(Truth::of).orElse(Truth.UNKNOWN);
  }
}
