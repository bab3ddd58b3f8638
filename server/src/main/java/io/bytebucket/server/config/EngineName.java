package io.bytebucket.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The engines there are, by the name that {@link Setting#ENGINE} has. */
public enum EngineName {
  /** One directory of this machine. */
  LOCAL;

  /** The engine of that name, in any case. */
  static EngineName parse(String text) {
    return Arrays.stream(values())
        .filter(engine -> engine.toString().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new ConfigException(
                "%s must be the name of an engine: %s"
                    .formatted(
                        Setting.ENGINE,
                        Arrays.stream(values())
                            .map(EngineName::toString)
                            .collect(Collectors.joining(", ")))));
  }

  /** The name as it is set. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
