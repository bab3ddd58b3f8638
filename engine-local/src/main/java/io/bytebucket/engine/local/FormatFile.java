package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of text that says which layout the data directory has: {@code bytebucket 1}. Its number
 * changes when a server of before could not use the directory any more, or not without harm.
 */
final class FormatFile {
  /** The name of the file. */
  static final String NAME = "format";

  private static final int VERSION = 1;
  private static final int LENGTH_LIMIT_BYTES = 64;
  private static final Pattern LINE = Pattern.compile("bytebucket ([0-9]{1,9})\n");

  private final Disk disk;
  private final Path directory;
  private final Path file;

  FormatFile(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
    this.file = directory.resolve(NAME);
  }

  /**
   * Whether the directory has this server's format; false when it has none yet, or the half of a
   * file that a first start left.
   *
   * @throws DataDirectoryException when it has another
   */
  boolean isWritten() throws IOException {
    Matcher line = LINE.matcher(text());
    if (!line.matches()) {
      return false;
    }
    int version = Integer.parseInt(line.group(1));
    if (version > VERSION) {
      throw new DataDirectoryException(
          "the data directory was written by a newer server (format "
              + version
              + ", this server has "
              + VERSION
              + ")",
          directory,
          null);
    }
    if (version < VERSION) {
      throw new DataDirectoryException(
          "the data directory was written by an older server", directory, null);
    }
    return true;
  }

  /** Writes the file; it and what else was made in the directory is durable on return. */
  void write() throws IOException {
    disk.delete(file);
    try (DiskFile out = disk.create(file)) {
      String line = "bytebucket " + VERSION + "\n";
      out.writeFully(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
      out.force();
    }
    disk.forceDirectory(directory);
  }

  private String text() throws IOException {
    try (DiskFile in = disk.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(in.lengthBytes(), LENGTH_LIMIT_BYTES));
      return in.readFully(bytes, 0)
          ? StandardCharsets.US_ASCII.decode(bytes.flip()).toString()
          : "";
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
