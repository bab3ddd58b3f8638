package io.bytebucket.server.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who asks: from the environment, or a file. */
public record ClientCredentials(String accessKeyId, String secretAccessKey) {
  private static final String KEY = "ACCESS_KEY_ID";
  private static final String SECRET = "SECRET_ACCESS_KEY";
  private static final String SECRET_FILE = SECRET + "_FILE";
  private static final long FILE_LIMIT_BYTES = 64 << 10;

  /**
   * The credentials of a file, or of the environment where no file is named.
   *
   * @throws ClientException when there are none
   */
  public static ClientCredentials of(Optional<Path> file, Map<String, String> environment) {
    Map<String, String> values = file.map(ClientCredentials::read).orElse(environment);
    String key = values.getOrDefault(KEY, "");
    String secret = secret(values);
    if (key.isEmpty() || secret.isEmpty()) {
      throw new ClientException(
          file.map(path -> path + " does not have both of ").orElse("set ")
              + KEY
              + " and "
              + SECRET
              + (file.isPresent() ? "" : ", or name a file with --credentials"));
    }
    return new ClientCredentials(key, secret);
  }

  /** As the server has it: in the variable, or in a file that another one names. */
  private static String secret(Map<String, String> values) {
    String secret = values.getOrDefault(SECRET, "");
    String file = values.getOrDefault(SECRET_FILE, "");
    if (file.isEmpty()) {
      return secret;
    }
    if (!secret.isEmpty()) {
      throw new ClientException(SECRET + " and " + SECRET_FILE + " are both set; set one of them");
    }
    try {
      if (Files.size(Path.of(file)) > FILE_LIMIT_BYTES) {
        throw new ClientException(SECRET_FILE + ": " + file + " is too large for a secret");
      }
      String read = Files.readString(Path.of(file)).strip();
      if (read.isEmpty()) {
        throw new ClientException(SECRET_FILE + ": " + file + " is empty");
      }
      return read;
    } catch (IOException e) {
      throw new ClientException(SECRET_FILE + ": " + file + " cannot be read");
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      if (Files.size(file) > FILE_LIMIT_BYTES) {
        throw new ClientException(file + " is too large for a file of credentials");
      }
      Map<String, String> values = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
      return values;
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read: " + e.getMessage());
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + accessKeyId + "]";
  }
}
