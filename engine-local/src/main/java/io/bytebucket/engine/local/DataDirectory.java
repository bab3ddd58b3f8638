package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory below which everything is kept, while this process has it for itself.
 *
 * <p>It holds {@code LOCK}, {@code format} (which layout this is), {@code meta/} for the metadata
 * engine and {@code blobs/}; and {@code checkpoints/} while there are some. Others may keep files
 * of their own beside these.
 */
public final class DataDirectory implements AutoCloseable {
  static final String LOCK = "LOCK";

  static final String META = "meta";
  static final String BLOBS = "blobs";
  static final String CHECKPOINTS = "checkpoints";

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  private final Path path;
  private final DirectoryLock lock;

  private DataDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes a data directory into use. It and its parents are made when they are missing, for their
   * owner alone; what is made is durable on return, and told of. One that a server of before left
   * is brought to this server's format. Others lose what rights they have to what is below it.
   *
   * @throws DataDirectoryException when another server uses it, when it was written by a newer
   *     server, when it is another user's or not for a store, or when the disk fails
   */
  public static DataDirectory open(Disk disk, Path path) {
    try {
      createWithParents(disk, path.toAbsolutePath());
      Path real = path.toRealPath();
      // Before anything is made in it: that would belong to the wrong user, or lie among the files
      // of somebody else.
      Ownership.require(real, DirectoryContents.isStore(disk, real));
      DirectoryLock lock = DirectoryLock.take(real);
      try {
        layOut(disk, real);
        keepOthersOut(real);
        return new DataDirectory(real, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DataDirectoryException("cannot use the data directory", path, e);
    }
  }

  /** The directory itself, its links resolved. */
  public Path path() {
    return path;
  }

  /** Where the metadata engine keeps its files. */
  public Path meta() {
    return path.resolve(META);
  }

  /** Where blobs are kept. */
  public Path blobs() {
    return path.resolve(BLOBS);
  }

  /** Where states of the metadata are set aside while a server runs. */
  Path checkpoints() {
    return path.resolve(CHECKPOINTS);
  }

  /** Lets other processes use the directory; idempotent. */
  @Override
  public void close() {
    lock.close();
  }

  private static void createWithParents(Disk disk, Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null || Files.isDirectory(directory)) {
      return;
    }
    createWithParents(disk, parent);
    if (disk.createDirectory(directory)) {
      disk.forceDirectory(parent);
    }
  }

  /** The format file comes last, so that where it is whole the layout is complete. */
  private static void layOut(Disk disk, Path directory) throws IOException {
    // Again, as another process may have been quicker to take the lock.
    if (DirectoryContents.isStore(disk, directory)) {
      Upgrades.ALL.bring(disk, directory);
      return;
    }
    disk.createDirectory(directory.resolve(META));
    disk.createDirectory(directory.resolve(BLOBS));
    int newest = Upgrades.ALL.newest();
    new FormatFile(disk, directory, newest).write(newest);
    LOG.atWarn()
        .addKeyValue("path", directory)
        .log("made a new, empty store; if there should be one, look whether its disk is mounted");
  }

  /**
   * What is ours is closed to others, however it was made or copied here. The directory itself may
   * have been made by somebody with reasons, so of that they are told.
   */
  private static void keepOthersOut(Path directory) throws IOException {
    OwnerOnly.tell(directory);
    for (String name : List.of(LOCK, FormatFile.NAME, BLOBS)) {
      OwnerOnly.close(directory.resolve(name));
    }
    OwnerOnly.closeWithFiles(directory.resolve(META));
  }
}
