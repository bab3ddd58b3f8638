package io.bytebucket.transfer.bolt;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no database of Bolt, or a damaged one; the message says where and why. */
public final class BoltException extends IOException {
  private static final long serialVersionUID = 1;

  BoltException(Path file, String reason) {
    super(file + ": " + reason);
  }
}
