package io.bytebucket.transfer.source;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names of files as what they are to a file system: bytes. They are read and put together as UTF-8
 * whatever the locale of this process makes of them; without one, as services often are, it could
 * not even say the name of most files.
 */
public final class RawNames {
  private RawNames() {}

  /** The last name of a path, as bytes. */
  public static byte[] bytes(Path file) {
    String uri = uriOf(file);
    return unescaped(uri.substring(uri.lastIndexOf('/') + 1));
  }

  /** The last name of a path; empty when it is no UTF-8. */
  public static Optional<String> name(Path file) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /** A name for people, whatever its bytes are. */
  public static String shown(Path file) {
    return name(file).orElseGet(() -> new String(bytes(file), StandardCharsets.UTF_8));
  }

  /** The file of that name in a directory; the name has no slash and no zero in it. */
  public static Path in(Path directory, String name) {
    return Path.of(URI.create(uriOf(directory) + "/" + escaped(name)));
  }

  /** The file whose name has that end more; the end is ASCII, and needs no escape. */
  public static Path beside(Path file, String suffix) {
    return Path.of(URI.create(uriOf(file) + suffix));
  }

  /** The file whose name lacks that end, which it has. */
  public static Path without(Path file, String suffix) {
    String uri = uriOf(file);
    return Path.of(URI.create(uri.substring(0, uri.length() - suffix.length())));
  }

  private static String uriOf(Path file) {
    String uri = file.toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static String escaped(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean isPlain =
          (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '.';
      if (isPlain) {
        out.append((char) b);
      } else {
        out.append('%').append(HexFormat.of().toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static byte[] unescaped(String text) {
    ByteBuffer out = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        out.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.put((byte) text.charAt(i));
      }
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }
}
