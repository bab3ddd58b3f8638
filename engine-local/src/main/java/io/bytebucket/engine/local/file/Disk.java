package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the engine asks of a file system. Thread-safe.
 *
 * <p>Nothing is durable before it is forced: the bytes and the length of a file by {@link
 * DiskFile#force()}, its name by {@link #forceDirectory} on its directory.
 *
 * <p>Every method may throw {@link DiskFullException} when there is no room for what it does.
 */
public interface Disk {
  /**
   * Makes an empty file, open for writing and readable by its owner alone.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the name is taken
   */
  DiskFile create(Path file) throws IOException;

  /**
   * Opens a file for reading.
   *
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  DiskFile open(Path file) throws IOException;

  /** Removes a file; nothing happens when it is not there. Who has it open reads on. */
  void delete(Path file) throws IOException;

  /**
   * Gives a file another name in the same directory, in the place of a file that may have it: who
   * looks sees the one or the other. After a crash either may be there, until the directory is
   * forced.
   *
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  void rename(Path file, Path name) throws IOException;

  /**
   * Makes a directory that only its owner may enter, unless it is there. Its parent must be.
   *
   * @return whether it was made
   */
  boolean createDirectory(Path directory) throws IOException;

  /**
   * Calls {@code action} with the last name of every entry, in no order. Entries that come or go
   * meanwhile may be missed.
   */
  void forEachName(Path directory, Consumer<String> action) throws IOException;

  /** Makes durable which names the directory holds, those made and those removed. */
  void forceDirectory(Path directory) throws IOException;

  /** How many bytes could still be written below {@code directory}, as far as anyone can tell. */
  long usableBytes(Path directory) throws IOException;
}
