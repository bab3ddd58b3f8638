package io.bytebucket.engine.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A data directory that this server cannot use; the reason is for the operator to read. */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path directory;

  /** That directory, for that reason. */
  DataDirectoryException(String reason, Path directory, @Nullable Throwable cause) {
    super(reason + ": " + directory, cause);
    this.directory = directory;
  }

  /** The data directory. */
  public Path directory() {
    return directory;
  }
}
