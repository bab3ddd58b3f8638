package io.bytebucket.transfer.remote;

import org.jspecify.annotations.Nullable;

/** A transfer cannot be done. */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way, in words. */
  private final String reason;

  /** Because of that. */
  public RemoteException(String reason, @Nullable Throwable cause) {
    super("Transfer not possible", cause);
    this.reason = reason;
  }

  /** Because of that. */
  public RemoteException(String reason) {
    this(reason, null);
  }

  /** What stands in the way, for those who run it. */
  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return super.toString() + ": " + reason;
  }
}
