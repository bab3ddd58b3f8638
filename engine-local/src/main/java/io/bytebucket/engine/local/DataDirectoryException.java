package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.FileReason;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A data directory that this server cannot use; the reason is for the operator to read. */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path directory;

  /** That directory, for that reason. */
  DataDirectoryException(String reason, Path directory, @Nullable Throwable cause) {
    this(
        directory,
        reason + ": " + directory + (cause == null ? "" : " (" + FileReason.of(cause) + ")"),
        cause);
  }

  private DataDirectoryException(Path directory, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.directory = directory;
  }

  /** What is so of a directory, or of a file in it. */
  static DataDirectoryException about(Path path, String predicate) {
    return new DataDirectoryException(path, path + " " + predicate, null);
  }

  /** A directory that another process has locked. */
  public static DataDirectoryException inUse(Path directory, OptionalLong pid) {
    String who = pid.isPresent() ? "process " + pid.getAsLong() : "another process";
    return new DataDirectoryException(who + " uses the data directory", directory, null);
  }

  /** The data directory. */
  public Path directory() {
    return directory;
  }
}
