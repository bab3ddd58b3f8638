package io.bytebucket.engine.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a directory to one user in one process: a lock on the file {@code LOCK} in it. The system
 * lets go of it when the process dies, so the file being there means nothing.
 */
final class DirectoryLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

  /**
   * The directories that this process holds. It is the one thing here that is the process's and not
   * an object's, because the lock is: a POSIX file lock goes when the process closes any descriptor
   * of the file, so a second attempt in this process must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock without waiting.
   *
   * @param directory a real path, so that one directory has one name
   * @throws DataDirectoryException when somebody has it
   */
  static DirectoryLock take(Path directory) throws IOException {
    if (!HELD.add(directory)) {
      throw new DataDirectoryException(
          "this process already uses the data directory", directory, null);
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(DataDirectory.LOCK),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OwnerOnly.FILE);
      taken = tryLock(channel);
      if (taken) {
        return new DirectoryLock(directory, channel);
      }
      throw DataDirectoryException.inUse(
          directory, LockHolder.pidOf(directory.resolve(DataDirectory.LOCK)));
    } finally {
      if (!taken) {
        HELD.remove(directory);
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
      return taken;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** Lets go of the lock; idempotent. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("could not close the lock file");
    }
    HELD.remove(directory);
  }
}
