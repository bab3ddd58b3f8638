package io.bytebucket.server.backup;

/** A backup cannot be made, read or restored; the message says why, to who asked for it. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** For that reason. */
  public BackupException(String reason) {
    super(reason);
  }

  /** For that reason, which is explained by another one. */
  public BackupException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
