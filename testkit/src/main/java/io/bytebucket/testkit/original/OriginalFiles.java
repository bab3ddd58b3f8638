package io.bytebucket.testkit.original;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Writes the files of the original by names that are bytes, whatever the locale is. */
final class OriginalFiles {
  private OriginalFiles() {}

  /** What has that name below a directory; slashes lead further down. */
  static Path below(Path directory, String name) {
    return below(directory, name.getBytes(StandardCharsets.UTF_8));
  }

  static Path below(Path directory, byte[] name) {
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte b : name) {
      boolean isPlain = b == '/' || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z');
      uri.append(isPlain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
    }
    return Path.of(URI.create(uri.toString()));
  }

  static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void date(Path file, Instant date) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(date));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String hexMd5(byte[] bytes) {
    return HexFormat.of().formatHex(md5(bytes));
  }

  /** Big-endian, in Base64. */
  static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  static String json(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> quoted(field.getKey()) + ":" + quoted(field.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  static String tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag ->
            "  {\"key\": " + quoted(tag.getKey()) + ", \"value\": " + quoted(tag.getValue()) + "}")
        .collect(Collectors.joining(",\n", "[\n", "\n]"));
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
