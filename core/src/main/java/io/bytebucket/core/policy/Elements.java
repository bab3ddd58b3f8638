package io.bytebucket.core.policy;

import io.bytebucket.core.failure.PolicyFault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The elements of a policy or of a statement: each known, and none there more than once. */
final class Elements {
  /** What an element begins with that says the opposite of the one without. */
  private static final String NOT = "Not";

  private final Map<String, Json> byName = new HashMap<>();

  private Elements() {}

  static Elements of(Json.Fields fields, List<String> known) {
    Elements elements = new Elements();
    Set<String> seen = new HashSet<>();
    for (Json.Field field : fields.fields()) {
      if (!known.contains(field.name())) {
        throw Faults.of(new PolicyFault.UnknownElement(field.name()));
      }
      String plain =
          field.name().startsWith(NOT) ? field.name().substring(NOT.length()) : field.name();
      if (!seen.add(plain)) {
        throw Faults.of(new PolicyFault.RepeatedElement(plain));
      }
      elements.byName.put(field.name(), field.value());
    }
    return elements;
  }

  Optional<Json> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Json require(String name) {
    return find(name).orElseThrow(() -> Faults.of(new PolicyFault.MissingElement(name)));
  }

  /** Whether the opposite of that element is there; one of the two is. */
  boolean isOpposite(String name) {
    boolean isOpposite = byName.containsKey(NOT + name);
    if (!isOpposite) {
      require(name);
    }
    return isOpposite;
  }

  /** That element, or its opposite. */
  Json either(String name) {
    return require(isOpposite(name) ? NOT + name : name);
  }
}
