package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A step from one format of the data directory to the next.
 *
 * @param to the format that the directory has after it; before it has the one before
 * @param brings what may stand in a store from then on that a server of before could not read
 * @param action what is done to the files; it may have been done in part or wholly before, and is
 *     durable on return
 */
record Upgrade(int to, String brings, Action action) {
  /** New records stand beside those of before, which stay as they are. */
  static final Action NOTHING_TO_REWRITE = (_, _) -> {};

  /** What is done to a data directory that nobody else uses. */
  @FunctionalInterface
  interface Action {
    void run(Disk disk, Path directory) throws IOException;
  }
}
