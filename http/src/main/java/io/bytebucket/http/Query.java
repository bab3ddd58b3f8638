package io.bytebucket.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query string, decoded, in the order sent. Names are case-sensitive, as S3's
 * are. Immutable and thread-safe.
 */
public final class Query {
  /** No parameters at all. */
  public static final Query EMPTY = new Query(List.of());

  /**
   * One parameter.
   *
   * @param value the empty string both for {@code ?uploads} and {@code ?uploads=}
   */
  public record Parameter(String name, String value) {}

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * Parses a raw query string (without the question mark); {@code +} stands for a space.
   *
   * @return empty when a name or value is not percent-encoded UTF-8
   */
  public static Optional<Query> parse(String raw) {
    if (raw.isEmpty()) {
      return Optional.of(EMPTY);
    }
    List<Parameter> parameters = new ArrayList<>();
    int start = 0;
    while (start <= raw.length()) {
      int ampersand = raw.indexOf('&', start);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > start) {
        // Not past the end: a search through the rest for each parameter would be quadratic.
        int equals = raw.indexOf('=', start, end);
        int nameEnd = equals < 0 ? end : equals;
        Optional<String> name = PercentCoding.decode(raw.substring(start, nameEnd), true);
        Optional<String> value =
            nameEnd == end
                ? Optional.of("")
                : PercentCoding.decode(raw.substring(nameEnd + 1, end), true);
        if (name.isEmpty() || value.isEmpty()) {
          return Optional.empty();
        }
        parameters.add(new Parameter(name.get(), value.get()));
      }
      start = end + 1;
    }
    return Optional.of(new Query(List.copyOf(parameters)));
  }

  /** The value of the first parameter of that name. */
  public Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  /** Whether a parameter of that name was sent, with or without a value. */
  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** All parameters, in the order sent. */
  public List<Parameter> parameters() {
    return parameters;
  }
}
