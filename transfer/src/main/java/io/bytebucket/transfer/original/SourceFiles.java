package io.bytebucket.transfer.original;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * How files of the source are read: never through a symbolic link at their end, and never written.
 * Names are bytes to a file system, and UTF-8 to the original, whatever the locale of this process
 * makes of them; so they are read and put together as bytes.
 */
final class SourceFiles {
  /** The longest name of a file, on every file system that is in use. */
  private static final int NAME_BYTES_MAX = 255;

  private SourceFiles() {}

  /** What a file is; empty when there is none. */
  static Optional<BasicFileAttributes> look(Path file) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  static boolean isRegular(Path file) throws IOException {
    return look(file).filter(BasicFileAttributes::isRegularFile).isPresent();
  }

  /** Whether there is a regular file whose name has that end more. */
  static boolean hasBeside(Path file, String suffix) throws IOException {
    return canBeBeside(file, suffix) && isRegular(beside(file, suffix));
  }

  /** A longer name than files have is no name of a file. */
  static boolean canBeBeside(Path file, String suffix) {
    return rawName(file).length + suffix.length() <= NAME_BYTES_MAX;
  }

  static boolean isDirectory(Path file) throws IOException {
    return look(file).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  /** Opens a file, to be read from its beginning. */
  static InputStream open(Path file) throws IOException {
    return Channels.newInputStream(
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * All of a small file; empty when there is none.
   *
   * @throws IOException also when it is longer
   */
  static Optional<byte[]> small(Path file, int limitBytes) throws IOException {
    if (!isRegular(file)) {
      return Optional.empty();
    }
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(limitBytes + 1);
      if (bytes.length > limitBytes) {
        throw new IOException("longer than " + limitBytes + " bytes");
      }
      return Optional.of(bytes);
    }
  }

  /** The last name of a path; empty when it is no UTF-8. */
  static Optional<String> name(Path file) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(rawName(file))).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static byte[] rawName(Path file) {
    String uri = uriOf(file);
    return unescaped(uri.substring(uri.lastIndexOf('/') + 1));
  }

  /** A name for people, whatever its bytes are. */
  static String shown(Path file) {
    return name(file).orElseGet(() -> new String(rawName(file), StandardCharsets.UTF_8));
  }

  /** The file whose name has that end more. */
  static Path beside(Path file, String suffix) {
    return Path.of(URI.create(uriOf(file) + suffix));
  }

  /** The file whose name lacks that end, which it has. */
  static Path without(Path file, String suffix) {
    String uri = uriOf(file);
    return Path.of(URI.create(uri.substring(0, uri.length() - suffix.length())));
  }

  private static String uriOf(Path file) {
    String uri = file.toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
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
