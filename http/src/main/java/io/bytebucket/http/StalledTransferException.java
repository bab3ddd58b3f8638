package io.bytebucket.http;

import java.io.IOException;

/**
 * The client moved less data than it has to. When it stalled while sending, an answer may still
 * reach it; when it stalled while receiving, the connection is gone.
 */
public final class StalledTransferException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A transfer that fell below the minimum data rate. */
  public StalledTransferException() {
    super("The client moved data more slowly than the minimum data rate");
  }
}
