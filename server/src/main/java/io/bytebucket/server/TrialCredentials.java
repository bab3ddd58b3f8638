package io.bytebucket.server;

import io.bytebucket.engine.local.OwnerOnly;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Credentials for trying a server out: made at the first start and kept in the data directory, in a
 * file that only its owner can read. Whoever can read the disk has them, key and data together, so
 * they are not for anything else.
 *
 * @param values the settings they stand for
 * @param file where they are kept
 * @param areNew whether they were made just now
 */
record TrialCredentials(Map<Setting, String> values, Path file, boolean areNew) {
  private static final String FILE_NAME = "trial-credentials";
  private static final String KEY_ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int KEY_ID_LENGTH = 20;
  private static final int SECRET_BYTES = 30;
  private static final int ENCRYPTION_KEY_BYTES = 32;
  private static final List<Setting> KEPT =
      List.of(Setting.ENCRYPTION_KEY, Setting.ACCESS_KEY_ID, Setting.SECRET_ACCESS_KEY);

  /**
   * The credentials of a data directory; both are made when they are missing.
   *
   * @throws ConfigException when they cannot be read or written
   */
  static TrialCredentials of(Path dataDirectory, SecureRandom random) {
    Path file = dataDirectory.resolve(FILE_NAME);
    try {
      if (Files.exists(file)) {
        OwnerOnly.close(file);
        return new TrialCredentials(read(file), file, false);
      }
      Map<Setting, String> values = make(random);
      write(file, values);
      return new TrialCredentials(values, file, true);
    } catch (IOException e) {
      throw new ConfigException("cannot keep credentials in " + file + ": " + e.getMessage());
    }
  }

  private static Map<Setting, String> make(SecureRandom random) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    values.put(Setting.ENCRYPTION_KEY, base64(random, ENCRYPTION_KEY_BYTES));
    StringBuilder keyId = new StringBuilder(KEY_ID_LENGTH);
    for (int i = 0; i < KEY_ID_LENGTH; i++) {
      keyId.append(KEY_ID_CHARACTERS.charAt(random.nextInt(KEY_ID_CHARACTERS.length())));
    }
    values.put(Setting.ACCESS_KEY_ID, keyId.toString());
    values.put(Setting.SECRET_ACCESS_KEY, base64(random, SECRET_BYTES));
    return values;
  }

  private static String base64(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Map<Setting, String> read(Path file) throws IOException {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (String line : Files.readAllLines(file)) {
      for (Setting setting : KEPT) {
        if (line.startsWith(setting + "=")) {
          values.put(setting, line.substring(setting.name().length() + 1));
        }
      }
    }
    if (values.size() != KEPT.size()) {
      throw new IOException("the file does not hold all of " + KEPT);
    }
    return values;
  }

  /** After a crash there are whole credentials or none. */
  private static void write(Path file, Map<Setting, String> values) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((setting, value) -> text.append(setting).append('=').append(value).append('\n'));
    OwnerOnly.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Where they are kept, and nothing of what they are. */
  @Override
  public String toString() {
    return "TrialCredentials[" + file + "]";
  }
}
