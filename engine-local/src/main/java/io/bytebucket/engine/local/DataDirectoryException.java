package io.bytebucket.engine.local;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A data directory that this server cannot use; the reason is for the operator to read. */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path directory;

  /** That directory, for that reason. */
  DataDirectoryException(String reason, Path directory, @Nullable Throwable cause) {
    super(reason + ": " + directory + (cause == null ? "" : " (" + detail(cause) + ")"), cause);
    this.directory = directory;
  }

  /** A directory that another process has locked. */
  static DataDirectoryException inUse(Path directory, OptionalLong pid) {
    String who = pid.isPresent() ? "process " + pid.getAsLong() : "another process";
    return new DataDirectoryException(who + " uses the data directory", directory, null);
  }

  /** The data directory. */
  public Path directory() {
    return directory;
  }

  /** What the system said, and of which file. */
  private static String detail(Throwable cause) {
    return switch (cause) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NotDirectoryException file -> file.getFile() + " is not a directory";
      case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
      case NoSuchFileException missing -> missing.getFile() + " is not there and cannot be made";
      case FileSystemException failed when failed.getReason() != null ->
          failed.getFile() + ": " + failed.getReason();
      default -> cause.toString();
    };
  }
}
