package io.bytebucket.transfer.original;

import java.io.IOException;

/** An import cannot be done, for what the message says: what, where and why. */
public final class OriginalException extends IOException {
  private static final long serialVersionUID = 1;

  OriginalException(String message) {
    super(message);
  }
}
