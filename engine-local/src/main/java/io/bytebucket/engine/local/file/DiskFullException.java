package io.bytebucket.engine.local.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There is no room on the disk, or none left for this user. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Without room, as {@code cause} told. */
  public DiskFullException(@Nullable Throwable cause) {
    super("no room on the disk", cause);
  }
}
