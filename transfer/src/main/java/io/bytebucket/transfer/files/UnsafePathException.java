package io.bytebucket.transfer.files;

import java.io.IOException;

/** A path that leads out of the tree, or through something that is no directory. */
public final class UnsafePathException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  UnsafePathException(String path, String reason) {
    super("a path cannot be used");
    this.path = path;
    this.reason = reason;
  }

  /** What is wrong, and where. */
  public String explanation() {
    return path + ": " + reason;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + explanation() + "]";
  }
}
