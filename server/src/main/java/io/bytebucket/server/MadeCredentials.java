package io.bytebucket.server;

import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.engine.local.OwnerOnly;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.CredentialsFile;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An encryption key and first credentials that a first start made, kept in a file that only its
 * owner can read: where {@code CREDENTIALS_FILE} says, or for trying a server out in the data
 * directory. Whoever can read that disk has key and data together, so the latter are for nothing
 * else.
 *
 * @param values the settings they stand for
 * @param file where they are kept
 * @param areNew whether they were made just now
 */
record MadeCredentials(Map<Setting, String> values, Path file, boolean areNew) {
  private static final String FILE_NAME = "trial-credentials";
  private static final String KEY_ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int KEY_ID_LENGTH = 20;
  private static final int SECRET_BYTES = 30;
  private static final int ENCRYPTION_KEY_BYTES = 32;

  /**
   * Those for trying out a data directory; both are made when they are missing.
   *
   * @throws ConfigException when they cannot be read or written
   */
  static MadeCredentials forTrial(Path dataDirectory, SecureRandom random) {
    return in(dataDirectory.resolve(FILE_NAME), random);
  }

  /**
   * Those that {@code CREDENTIALS_FILE} asks for, which are not {@linkplain #keep kept} yet; empty
   * when it asks for none, because it is not set, or some are given.
   *
   * @throws ConfigException when there is a store already: it has an encryption key, and another
   *     one would be of no use to it
   */
  static Optional<MadeCredentials> forStart(Settings settings, SecureRandom random) {
    Optional<Path> file = settings.get(Setting.CREDENTIALS_FILE).map(Path::of);
    if (file.isEmpty()
        || CredentialsFile.KEPT.stream().anyMatch(kept -> settings.get(kept).isPresent())) {
      return Optional.empty();
    }
    Path directory = Path.of(settings.get(Setting.DATA_DIR).orElseThrow());
    if (DataDirectoryProbe.of(directory).state() != DataDirectoryProbe.State.NEW) {
      throw new ConfigException(
          "CREDENTIALS_FILE: there is no %s, and a store is in %s: put the file back that was made with it, or set ENCRYPTION_KEY"
              .formatted(file.get(), directory));
    }
    return Optional.of(new MadeCredentials(make(random), file.get(), true));
  }

  /**
   * Puts them on the disk. After a crash there are whole credentials or none.
   *
   * @throws ConfigException when they cannot be written
   */
  void keep() {
    try {
      write(file, values);
    } catch (IOException e) {
      throw new ConfigException("cannot keep credentials in " + file + ": " + e.getMessage());
    }
  }

  private static MadeCredentials in(Path file, SecureRandom random) {
    try {
      if (Files.exists(file)) {
        OwnerOnly.close(file);
        return new MadeCredentials(CredentialsFile.read(file), file, false);
      }
      Map<Setting, String> values = make(random);
      write(file, values);
      return new MadeCredentials(values, file, true);
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

  /** After a crash there are whole credentials or none. */
  private static void write(Path file, Map<Setting, String> values) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((setting, value) -> text.append(setting).append('=').append(value).append('\n'));
    OwnerOnly.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Where they are kept, and nothing of what they are. */
  @Override
  public String toString() {
    return "MadeCredentials[" + file + "]";
  }
}
