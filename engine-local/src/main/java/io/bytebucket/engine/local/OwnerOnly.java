package io.bytebucket.engine.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may get at what is stored: its owner and nobody else, whatever the umask was. */
public final class OwnerOnly {
  /** For files that are made. */
  static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<?> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnerOnly() {}

  /**
   * Takes the rights of all others to a file or directory away, and says so when they had any. When
   * that cannot be done, because it is somebody else's, this is said, and nothing else happens.
   */
  public static void close(Path path) throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    try {
      if (restrict(path)) {
        LOG.atWarn()
            .addKeyValue("path", path)
            .addKeyValue("mode", before)
            .log("others could get at stored data: closed to them");
      }
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("path", path)
          .addKeyValue("mode", before)
          .log("others can get at stored data, and it cannot be closed to them");
    }
  }

  /**
   * Writes a small file that nobody else can read, in place of one that may be there: after a crash
   * there is the whole old or the whole new one. Durable on return. For one writer.
   *
   * @param file its directory is made if it is missing
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path directory = file.resolveSibling("");
    Files.createDirectories(directory, DIRECTORY);
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(
            unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  /** Makes the names in a directory durable. */
  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes a directory, if it is missing, that nobody else can enter. Durable on return. */
  public static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory, DIRECTORY);
      sync(directory.resolveSibling(""));
    }
  }

  /**
   * The same for a directory and the files in it. RocksDB makes its files as the umask has it, so
   * it is the directory that keeps others out, and the files are closed without a word.
   */
  static void closeWithFiles(Path directory) throws IOException {
    close(directory);
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        restrict(file);
      }
    }
  }

  private static boolean restrict(Path path) throws IOException {
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(path);
    if (isClosed(before)) {
      return false;
    }
    Set<PosixFilePermission> after = EnumSet.copyOf(before);
    after.retainAll(OWNERS);
    Files.setPosixFilePermissions(path, after);
    return true;
  }

  /** Says when others can enter a directory that may not be ours alone to close. */
  static void tell(Path directory) throws IOException {
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(directory);
    if (!isClosed(now)) {
      LOG.atWarn()
          .addKeyValue("path", directory)
          .addKeyValue("mode", PosixFilePermissions.toString(now))
          .log("others can enter the data directory: what is stored in it is closed to them");
    }
  }

  private static boolean isClosed(Set<PosixFilePermission> permissions) {
    return OWNERS.containsAll(permissions);
  }
}
