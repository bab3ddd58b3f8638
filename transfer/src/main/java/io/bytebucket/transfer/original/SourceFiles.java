package io.bytebucket.transfer.original;

import io.bytebucket.transfer.source.RawNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
    return RawNames.bytes(file).length + suffix.length() <= NAME_BYTES_MAX;
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
    return RawNames.name(file);
  }

  /** A name for people, whatever its bytes are. */
  static String shown(Path file) {
    return RawNames.shown(file);
  }

  /** The file whose name has that end more. */
  static Path beside(Path file, String suffix) {
    return RawNames.beside(file, suffix);
  }

  /** The file whose name lacks that end, which it has. */
  static Path without(Path file, String suffix) {
    return RawNames.without(file, suffix);
  }
}
