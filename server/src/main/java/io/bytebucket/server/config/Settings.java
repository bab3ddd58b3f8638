package io.bytebucket.server.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, as text. An empty value counts as none. Immutable.
 *
 * <p>Names are exact: a variable that begins with {@code BYTEBUCKET_} and is no setting stops the
 * server, because it is a setting that somebody believes to be in force. So does a name that is a
 * setting's but for a slip.
 */
public final class Settings {
  private static final String REDACTED = "[redacted]";

  private final Map<Setting, String> values;
  private final Map<String, String> doubtful;
  private final List<String> warnings;

  private Settings(
      Map<Setting, String> values, Map<String, String> doubtful, List<String> warnings) {
    this.values = values;
    this.doubtful = doubtful;
    this.warnings = warnings;
  }

  /**
   * Reads the environment, and the files that secrets are in.
   *
   * @throws ConfigException when a name is unknown, two forms of one setting disagree, a secret is
   *     set twice, or the file of one cannot be read
   */
  public static Settings read(Map<String, String> environment) {
    Map<String, String> doubtful = NameCheck.require(environment);
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    SecretSources secrets = new SecretSources(environment, name -> either(environment, name));
    for (Setting setting : Setting.values()) {
      Optional<String> value =
          setting.isSecret() ? secrets.value(setting) : either(environment, setting.name());
      value.ifPresent(text -> values.put(setting, text));
    }
    return CredentialsFile.under(new Settings(values, doubtful, secrets.warnings()));
  }

  /** The same with values for settings that have none. */
  public Settings orElse(Map<Setting, String> others) {
    Map<Setting, String> both = new EnumMap<>(Setting.class);
    both.putAll(others);
    both.putAll(values);
    return new Settings(both, doubtful, warnings);
  }

  /** The same with something more that an operator should mend, if there is anything. */
  Settings withWarning(Optional<String> warning) {
    return new Settings(
        values, doubtful, Stream.concat(warnings.stream(), warning.stream()).toList());
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

  /** What an operator should mend, a line each: files of secrets that everybody can read. */
  public List<String> warnings() {
    return warnings;
  }

  /** The value as it may be shown. */
  public String shown(Setting setting) {
    String value = get(setting).orElse("");
    return setting.isSecret() && !value.isEmpty() ? REDACTED : value;
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
}
