package io.bytebucket.engine.local;

import io.bytebucket.core.figure.Figure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How full the file system of a data directory is; the kernel knows it without looking. */
final class DiskFigures {
  /** What is told when the file system does not answer. */
  private static final long UNKNOWN = -1;

  private DiskFigures() {}

  /** How many bytes of a file system. */
  @FunctionalInterface
  private interface Size {
    long of(FileStore store) throws IOException;
  }

  static List<Figure> of(Path directory) {
    return List.of(
        new Figure.Level(
            "bytebucket_disk_free_bytes",
            "Room that is left on the file system of the data directory; -1 when it does not answer.",
            () -> bytes(directory, FileStore::getUsableSpace)),
        new Figure.Level(
            "bytebucket_disk_size_bytes",
            "Size of the file system of the data directory; -1 when it does not answer.",
            () -> bytes(directory, FileStore::getTotalSpace)));
  }

  private static long bytes(Path directory, Size size) {
    try {
      return size.of(Files.getFileStore(directory));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
