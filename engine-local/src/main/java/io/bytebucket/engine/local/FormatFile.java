package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.Disk;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of text that says which format the data directory has: {@code bytebucket 1}. Its number
 * is that of the newest form of anything that may stand in it, so that a version that does not know
 * that form refuses the directory: see {@link Upgrades}.
 */
final class FormatFile {
  /** The name of the file. */
  static final String NAME = "format";

  /** What it is called while it is written. */
  static final String UNFINISHED = "format.new";

  private static final int LENGTH_LIMIT_BYTES = 64;
  private static final Pattern LINE = Pattern.compile("bytebucket ([0-9]{1,9})\n");

  private final Disk disk;
  private final Path directory;
  private final Path file;
  private final int newest;

  /**
   * The file of a directory.
   *
   * @param newest the newest format that this server knows
   */
  FormatFile(Disk disk, Path directory, int newest) {
    this.disk = disk;
    this.directory = directory;
    this.file = directory.resolve(NAME);
    this.newest = newest;
  }

  /**
   * The format that the directory has; empty when it has none yet, or the half of a file that a
   * first start left.
   *
   * @throws DataDirectoryException when this server does not know it
   */
  OptionalInt number() throws IOException {
    Matcher line = LINE.matcher(text());
    if (!line.matches()) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(line.group(1));
    if (number > newest) {
      throw new DataDirectoryException(
          ("the data directory was written by a newer server (format %d, this server has %d); start"
                  + " that one, or go back to a backup of before")
              .formatted(number, newest),
          directory,
          null);
    }
    if (number < Upgrades.FIRST) {
      throw new DataDirectoryException(
          "the data directory was written by an older server", directory, null);
    }
    return OptionalInt.of(number);
  }

  /**
   * Writes the file in place of what there is: after a crash there is the whole old or the whole
   * new one. It and what else was made in the directory is durable on return.
   */
  void write(int number) throws IOException {
    Path unfinished = directory.resolve(UNFINISHED);
    disk.delete(unfinished);
    try (DiskFile out = disk.create(unfinished)) {
      String line = "bytebucket " + number + "\n";
      out.writeFully(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
      out.force();
    }
    disk.rename(unfinished, file);
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
