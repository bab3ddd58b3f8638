package io.bytebucket.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, as text. An empty value counts as none. Immutable.
 *
 * <p>Names are exact: a variable that begins with {@code BYTEBUCKET_} and is no setting stops the
 * server, because it is a setting that somebody believes to be in force. So does a name that is a
 * setting's but for a slip.
 */
public final class Settings {
  private static final int SECRET_FILE_LIMIT_BYTES = 4_096;
  private static final String REDACTED = "[redacted]";

  private final Map<Setting, String> values;
  private final Map<String, String> doubtful;

  private Settings(Map<Setting, String> values, Map<String, String> doubtful) {
    this.values = values;
    this.doubtful = doubtful;
  }

  /**
   * Reads the environment.
   *
   * @throws ConfigException when a name is unknown, two forms of one setting disagree, or a file
   *     that is named cannot be read
   */
  public static Settings read(Map<String, String> environment) {
    Map<String, String> doubtful = NameCheck.require(environment);
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      value(environment, setting).ifPresent(value -> values.put(setting, value));
    }
    return CredentialsFile.under(new Settings(values, doubtful));
  }

  /** The same with values for settings that have none. */
  public Settings orElse(Map<Setting, String> others) {
    Map<Setting, String> both = new EnumMap<>(Setting.class);
    both.putAll(others);
    both.putAll(values);
    return new Settings(both, doubtful);
  }

  /** The value that was set, or the default; empty when there is neither. */
  public Optional<String> get(Setting setting) {
    return Optional.ofNullable(values.get(setting))
        .or(() -> Optional.of(setting.defaultValue()).filter(value -> !value.isEmpty()));
  }

  /** Variables that are no settings, each with the name of the setting that may be meant. */
  public Map<String, String> doubtful() {
    return doubtful;
  }

  /** The value as it may be shown. */
  public String shown(Setting setting) {
    String value = get(setting).orElse("");
    return setting.isSecret() && !value.isEmpty() ? REDACTED : value;
  }

  private static Optional<String> value(Map<String, String> environment, Setting setting) {
    Optional<String> plain = either(environment, setting.name());
    if (!setting.isSecret()) {
      return plain;
    }
    Optional<String> file = either(environment, setting.name() + Setting.FILE_SUFFIX);
    if (plain.isPresent() && file.isPresent()) {
      throw new ConfigException(
          setting + " and " + setting + Setting.FILE_SUFFIX + " are both set; set one of them");
    }
    return plain.or(() -> file.map(path -> contents(setting, path)));
  }

  private static Optional<String> either(Map<String, String> environment, String name) {
    Optional<String> bare = nonEmpty(environment.get(name));
    Optional<String> prefixed = nonEmpty(environment.get(Setting.PREFIX + name));
    if (bare.isPresent() && prefixed.isPresent() && !bare.equals(prefixed)) {
      throw new ConfigException(
          name + " and " + Setting.PREFIX + name + " have different values; set one of them");
    }
    return prefixed.or(() -> bare);
  }

  private static Optional<String> nonEmpty(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private static String contents(Setting setting, String path) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > SECRET_FILE_LIMIT_BYTES) {
        throw new ConfigException(
            setting + Setting.FILE_SUFFIX + " names a file that is too long for a secret");
      }
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new ConfigException(
          setting + Setting.FILE_SUFFIX + " names a file that cannot be read: " + path);
    }
  }
}
