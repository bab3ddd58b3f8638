package io.bytebucket.engine.local.metadata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few MiB in memory, and a file that takes up room in it until it is removed.
 */
final class SmallFileSystem implements AutoCloseable {
  private final Path directory;
  private final Path ballast;

  private SmallFileSystem(Path directory) {
    this.directory = directory;
    this.ballast = directory.resolve("ballast");
  }

  /**
   * Mounts one on an empty directory; where that is not allowed the test is skipped, and says so.
   */
  static SmallFileSystem mount(Path directory, int sizeMebibytes) {
    int exit =
        run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + sizeMebibytes + "m",
            "tmpfs",
            directory.toString());
    Assumptions.assumeTrue(exit == 0, "skipped: mounting a small file system needs root");
    return new SmallFileSystem(directory);
  }

  Path directory() {
    return directory;
  }

  void takeUp(int mebibytes) throws IOException {
    Files.write(ballast, new byte[mebibytes << 20]);
  }

  /** Leaves no room for a single byte. */
  void takeUpAll() throws IOException {
    takeUpAllBut(0);
  }

  /** Leaves about that much room, or less. */
  void takeUpAllBut(long leftBytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] page = new byte[4 << 10];
      while (Files.getFileStore(directory).getUsableSpace() > leftBytes) {
        out.write(page);
      }
    }
  }

  void release() throws IOException {
    Files.delete(ballast);
  }

  @Override
  public void close() throws IOException {
    if (run("umount", directory.toString()) != 0) {
      throw new IOException("the small file system is still in use");
    }
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
