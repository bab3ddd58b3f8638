package io.bytebucket.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file with a line {@code NAME=VALUE} for each of the settings that a first start can make by
 * itself, and perhaps one for {@code ENCRYPTION_KEY_PREVIOUS}, which is written by hand while the
 * key is being changed. Other lines are passed over.
 */
public final class CredentialsFile {
  /** What stands in it. */
  public static final List<Setting> KEPT =
      List.of(Setting.ENCRYPTION_KEY, Setting.ACCESS_KEY_ID, Setting.SECRET_ACCESS_KEY);

  private static final int LIMIT_BYTES = 4_096;

  private CredentialsFile() {}

  /**
   * Reads all of them.
   *
   * @throws IOException when the file cannot be read, is longer than 4 KiB, or lacks one of them
   */
  public static Map<Setting, String> read(Path file) throws IOException {
    if (Files.size(file) > LIMIT_BYTES) {
      throw new IOException("the file is too long for credentials");
    }
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (String line : Files.readAllLines(file)) {
      Stream.concat(KEPT.stream(), Stream.of(Setting.ENCRYPTION_KEY_PREVIOUS))
          .filter(setting -> line.startsWith(setting + "="))
          .forEach(setting -> values.put(setting, line.substring(setting.name().length() + 1)));
    }
    if (!values.keySet().containsAll(KEPT)) {
      throw new IOException("the file does not hold all of " + KEPT);
    }
    return values;
  }

  /**
   * The settings with what the file of {@code CREDENTIALS_FILE} says for those that are given
   * nowhere else. The same settings when none is named, or when it is not there yet.
   *
   * @throws ConfigException when it is there and cannot be read
   */
  static Settings under(Settings settings) {
    Path file = settings.get(Setting.CREDENTIALS_FILE).map(Path::of).orElse(null);
    if (file == null || !Files.exists(file)) {
      return settings;
    }
    try {
      return settings
          .orElse(read(file))
          .withWarning(new SecretFile(file, Setting.CREDENTIALS_FILE.name()).warning());
    } catch (IOException e) {
      throw new ConfigException(
          Setting.CREDENTIALS_FILE + ": cannot read " + file + ": " + e.getMessage());
    }
  }
}
