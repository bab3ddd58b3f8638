package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why something could not be done with a file, in words: Java's own often are the name alone. */
public final class FileReason {
  private FileReason() {}

  /** What the system said, and of which file. */
  public static String of(Throwable cause) {
    return switch (cause) {
      case AccessDeniedException denied -> denied(denied.getFile());
      case NotDirectoryException file -> file.getFile() + " is not a directory";
      case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
      case NoSuchFileException missing -> missing.getFile() + " is not there and cannot be made";
      case FileSystemException failed when failed.getReason() != null ->
          failed.getFile() + ": " + failed.getReason();
      default -> String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    };
  }

  /** The same exception, or where its message is a bare name, one that says why. */
  public static IOException explained(IOException cause) {
    return cause instanceof AccessDeniedException ? new IOException(of(cause), cause) : cause;
  }

  private static String denied(String file) {
    String owner;
    try {
      owner = ", which belongs to " + FileOwner.of(Path.of(file));
    } catch (IOException | RuntimeException notTold) {
      owner = "";
    }
    String own = FileOwner.ofProcess().map(user -> "; this process is of " + user).orElse("");
    return "permission denied for " + file + owner + own;
  }
}
