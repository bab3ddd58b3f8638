package io.bytebucket.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Header fields in the order they were sent; names are case-insensitive and kept in lower case.
 *
 * <p>Immutable and thread-safe. Look-ups are linear: a request carries some fifteen fields, for
 * which a walk is cheaper than a hash.
 */
public final class Headers {
  /** No fields at all. */
  public static final Headers EMPTY = new Headers(List.of(), List.of());

  /** Most requests and answers have no more. */
  private static final int ORDINARY_FIELDS = 16;

  private final List<String> names;
  private final List<String> values;

  private Headers(List<String> names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  /** A new, empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value of the first field of that name (lower case). */
  public Optional<String> first(String name) {
    int index = names.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index));
  }

  /** Whether a field of that name (lower case) was sent, even with an empty value. */
  public boolean contains(String name) {
    return names.contains(name);
  }

  /** All values of that name (lower case), in the order sent; empty when there is none. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(1);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        found.add(values.get(i));
      }
    }
    return found;
  }

  /**
   * All values of that name (lower case) as one, with commas between them, as HTTP has it; empty
   * when there is none.
   */
  public Optional<String> joined(String name) {
    int first = names.indexOf(name);
    if (first < 0) {
      return Optional.empty();
    }
    return first == names.lastIndexOf(name)
        ? Optional.of(values.get(first))
        : Optional.of(String.join(",", all(name)));
  }

  /** Calls {@code action} with each name (lower case) and value, in the order sent. */
  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), values.get(i));
    }
  }

  /** How many fields there are; a name sent twice counts twice. */
  public int size() {
    return names.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && names.equals(that.names) && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, values);
  }

  /** The names alone: values can hold credentials, and this text can reach a log. */
  @Override
  public String toString() {
    return names.toString();
  }

  /** Collects fields; not thread-safe. */
  public static final class Builder {
    private final List<String> names = new ArrayList<>(ORDINARY_FIELDS);
    private final List<String> values = new ArrayList<>(ORDINARY_FIELDS);

    private Builder() {}

    /** Adds a field, keeping earlier ones of the same name. */
    public Builder add(String name, String value) {
      names.add(name.toLowerCase(Locale.ROOT));
      values.add(Objects.requireNonNull(value));
      return this;
    }

    /** Adds every field of {@code other}. */
    public Builder addAll(Headers other) {
      names.addAll(other.names);
      values.addAll(other.values);
      return this;
    }

    /** The fields so far; the builder must not be used afterwards. */
    public Headers build() {
      return new Headers(names, values);
    }
  }
}
