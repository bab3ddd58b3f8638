package io.bytebucket.core.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A key of conditions as a policy names it.
 *
 * @param tag the key of the tag that it is about; empty where it is about none
 */
record KeyName(ConditionKey key, String tag) {
  private static final Map<String, ConditionKey> BY_NAME =
      Arrays.stream(ConditionKey.values())
          .collect(Collectors.toMap(key -> folded(key.text()), Function.identity()));

  /** The key of that name, whose case means nothing; that of a tag does. */
  static Optional<KeyName> of(String name) {
    int slash = name.indexOf('/');
    String plain = slash < 0 ? name : name.substring(0, slash);
    String tag = slash < 0 ? "" : name.substring(slash + 1);
    return Optional.ofNullable(BY_NAME.get(folded(plain)))
        .filter(key -> key.isAboutOneTag() ? !tag.isEmpty() : slash < 0)
        .map(key -> new KeyName(key, tag));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** As a policy writes it. */
  String text() {
    return tag.isEmpty() ? key.text() : key.text() + "/" + tag;
  }
}
