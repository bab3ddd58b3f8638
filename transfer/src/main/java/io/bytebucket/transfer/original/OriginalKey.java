package io.bytebucket.transfer.original;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The key of the original, as its settings write it. */
public final class OriginalKey {
  private static final int KEY_BYTES = 32;
  private static final int FILE_BYTES_MAX = 4096;

  private OriginalKey() {}

  /**
   * The 32 bytes that a file holds: as they are, or in Base64, with or without an end of line.
   *
   * @throws OriginalException when it holds none
   */
  public static byte[] read(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw wrong(file);
    }
    String text = Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    if (raw.length == KEY_BYTES) {
      return raw;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      if (decoded.length == KEY_BYTES) {
        return decoded;
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below, like a key of another length.
    }
    throw wrong(file);
  }

  private static OriginalException wrong(Path file) {
    return new OriginalException(
        file + ": no key of the original: 32 characters, or 32 bytes in Base64");
  }
}
