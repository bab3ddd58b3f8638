package io.bytebucket.engine.local.metadata;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Watches the room that is left on a file system. Thread-safe. */
final class FreeSpace {
  private final FileStore store;
  private final long reserveBytes;

  /**
   * Watches the file system that holds {@code directory}.
   *
   * @param reserveBytes with less than this left, room is low
   */
  FreeSpace(Path directory, long reserveBytes) throws IOException {
    this.store = Files.getFileStore(directory);
    this.reserveBytes = reserveBytes;
  }

  /** Whether room is low: one system call of a microsecond. */
  boolean isLow() {
    try {
      return store.getUsableSpace() < reserveBytes;
    } catch (IOException e) {
      // The write that follows will say what is wrong with the disk.
      return false;
    }
  }
}
