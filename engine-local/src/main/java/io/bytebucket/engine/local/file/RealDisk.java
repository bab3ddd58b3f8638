package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The file system of the machine, a POSIX one. Thread-safe. */
public final class RealDisk implements Disk {
  private static final Set<StandardOpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * How many forces may be under way. While a virtual thread forces, the JDK puts another platform
   * thread in the place of the one that is blocked, up to 256 of them; past that, all virtual
   * threads would stand still. This many are enough for the file system to group.
   */
  private static final int FORCE_LIMIT = 64;

  /** As long as for a commit: where that many forces hang, another one would, too. */
  private static final Duration FORCE_WAIT = Duration.ofSeconds(30);

  private final Semaphore forces = new Semaphore(FORCE_LIMIT);

  @Override
  public DiskFile create(Path file) throws IOException {
    try {
      return new RealFile(FileChannel.open(file, CREATE, OWNER_ONLY_FILE), forces, FORCE_WAIT);
    } catch (IOException e) {
      throw FullDisk.recognise(e);
    }
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new RealFile(FileChannel.open(file, StandardOpenOption.READ), forces, FORCE_WAIT);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void rename(Path file, Path name) throws IOException {
    try {
      Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FullDisk.recognise(e);
    }
  }

  @Override
  public boolean createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, OWNER_ONLY_DIRECTORY);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw FullDisk.recognise(e);
    }
  }

  @Override
  public void forEachName(Path directory, Consumer<String> action) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        action.accept(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    try (DiskFile entries = open(directory)) {
      entries.force();
    }
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }
}
