package io.bytebucket.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * A file that holds a secret and nothing else.
 *
 * @param path where it is
 * @param saidBy what names it, as an operator wrote it
 */
record SecretFile(Path path, String saidBy) {
  private static final int LIMIT_BYTES = 4_096;

  /**
   * What is in it, without blanks and line ends around it.
   *
   * @throws ConfigException when it cannot be read, or is empty or too long
   */
  String read() {
    try {
      if (Files.isDirectory(path)) {
        throw refused("is a directory");
      }
      if (Files.size(path) > LIMIT_BYTES) {
        throw refused("is too long for a secret");
      }
      String secret = Files.readString(path).strip();
      if (secret.isEmpty()) {
        throw refused("is empty");
      }
      return secret;
    } catch (NoSuchFileException missing) {
      throw refused("cannot be read: there is no such file");
    } catch (CharacterCodingException binary) {
      throw refused("is no text in UTF-8; a key of 32 bytes goes there in Base64");
    } catch (IOException unreadable) {
      throw refused("cannot be read");
    }
  }

  /** What should be mended about it, though the secret is taken. */
  Optional<String> warning() {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)
          ? Optional.of(
              saidBy
                  + ": everybody on this machine can read "
                  + path
                  + "; it should have mode 0400")
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  private ConfigException refused(String reason) {
    return new ConfigException(saidBy + ": " + path + " " + reason);
  }
}
