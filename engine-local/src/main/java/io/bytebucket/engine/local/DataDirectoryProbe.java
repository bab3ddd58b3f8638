package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.RealDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * What a look at a data directory shows from outside; nothing is made, changed or kept open. For a
 * process that does not use the directory itself: looking would let go of its lock.
 *
 * @param state what is there
 * @param user the process that uses it, when one does and the system tells
 */
public record DataDirectoryProbe(State state, OptionalLong user) {
  /** What is there. */
  public enum State {
    /** Nothing yet, or an empty directory: a start will lay it out. */
    NEW,
    /** A store that nobody uses. */
    STORE,
    /** A store that another process uses. */
    IN_USE
  }

  /**
   * Looks at a directory with the eyes of who is about to use it.
   *
   * @throws DataDirectoryException when a start could not use it, with the reason
   */
  public static DataDirectoryProbe of(Path directory) {
    Path absolute = directory.toAbsolutePath();
    try {
      Path existing = absolute;
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      requireStorage(existing);
      if (!existing.equals(absolute)) {
        return roomFor(existing);
      }
      Path real = absolute.toRealPath();
      boolean isStore = DirectoryContents.isStore(new RealDisk(), real);
      Ownership.require(real, isStore);
      return isStore ? store(real.resolve(DataDirectory.LOCK)) : roomFor(real);
    } catch (IOException e) {
      throw new DataDirectoryException("cannot use the data directory", directory, e);
    }
  }

  /**
   * Looks at a directory with the eyes of who is about to read what is in it, whoever owns it.
   *
   * @throws DataDirectoryException when it cannot be read, or is not for a store
   */
  public static DataDirectoryProbe toRead(Path directory) {
    try {
      return Files.exists(directory) && DirectoryContents.isStore(new RealDisk(), directory)
          ? store(directory.resolve(DataDirectory.LOCK))
          : new DataDirectoryProbe(State.NEW, OptionalLong.empty());
    } catch (IOException e) {
      throw new DataDirectoryException("cannot read the data directory", directory, e);
    }
  }

  /**
   * The format of a store, and the one that a start of this server gives it.
   *
   * @param present what it is
   * @param next what it will be; the same when there is nothing to raise
   */
  public record Format(int present, int next) {
    /** Whether servers of before refuse it after a start of this one. */
    public boolean isRaised() {
      return next > present;
    }
  }

  /**
   * The format of the store in a directory; of one that has no store, that of a new one.
   *
   * @throws DataDirectoryException when it cannot be read, or this server does not know it
   */
  public static Format format(Path directory) {
    int newest = Upgrades.ALL.newest();
    try {
      return new Format(DirectoryContents.format(new RealDisk(), directory).orElse(newest), newest);
    } catch (IOException e) {
      throw new DataDirectoryException("cannot read the data directory", directory, e);
    }
  }

  /** A store that is made where it cannot be written to would have no user. */
  private static DataDirectoryProbe roomFor(Path existing) throws IOException {
    long freeBytes = Files.getFileStore(existing).getUsableSpace();
    if (freeBytes < LocalEngine.reserveBytes()) {
      throw DataDirectoryException.about(
          existing,
          "has no room for a new store: %d bytes are free on its file system, and %d are enough"
              .formatted(freeBytes, LocalEngine.reserveBytes()));
    }
    return new DataDirectoryProbe(State.NEW, OptionalLong.empty());
  }

  private static DataDirectoryProbe store(Path lockFile) throws IOException {
    if (!Files.exists(lockFile)) {
      return new DataDirectoryProbe(State.STORE, OptionalLong.empty());
    }
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null
          ? new DataDirectoryProbe(State.IN_USE, LockHolder.pidOf(lockFile))
          : new DataDirectoryProbe(State.STORE, OptionalLong.empty());
    }
  }

  private static void requireStorage(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
      throw new AccessDeniedException(directory.toString());
    }
    FileStore storage = Files.getFileStore(directory);
    if (storage.getTotalSpace() == 0) {
      throw new FileSystemException(
          directory.toString(), null, "its file system stores nothing (" + storage.type() + ")");
    }
  }
}
