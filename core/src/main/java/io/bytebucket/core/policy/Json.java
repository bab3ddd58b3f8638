package io.bytebucket.core.policy;

import java.util.List;

/**
 * A piece of a JSON document. Numbers and booleans are texts, as they were written: a policy makes
 * no difference.
 */
sealed interface Json {
  record Text(String value) implements Json {}

  record Items(List<Json> items) implements Json {}

  /** An object, with every field that was written, also those of the same name. */
  record Fields(List<Field> fields) implements Json {}

  /** The literal {@code null}. */
  record Nothing() implements Json {}

  record Field(String name, Json value) {}

  /** This alone, or what is in the list that it is. */
  default List<Json> each() {
    return this instanceof Items(List<Json> items) ? items : List.of(this);
  }
}
