package io.bytebucket.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** How much a running server has on disk, and the waiting until it is little. */
final class DataSize {
  /** Bytes that were let go are deleted within seconds; what takes this long is not deleted. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private DataSize() {}

  /** The lengths of all files below a directory, of which any may go away meanwhile. */
  static long bytes(Path directory) {
    AtomicLong sum = new AtomicLong();
    walk(directory, (_, attributes) -> sum.addAndGet(attributes.size()));
    return sum.get();
  }

  /** How many files are below a directory. */
  static long files(Path directory) {
    AtomicLong count = new AtomicLong();
    walk(directory, (_, _) -> count.incrementAndGet());
    return count.get();
  }

  /** Waits until the data directory has at most that many bytes; how many it then has. */
  static long awaitBytes(ServerProcess server, long limitBytes) {
    Path directory = server.dataDirectory();
    await(
        server,
        () -> bytes(directory) <= limitBytes,
        () -> bytes(directory) + " bytes, not at most " + limitBytes);
    return bytes(directory);
  }

  /** Waits until there are exactly that many blob files. */
  static void awaitBlobs(ServerProcess server, long count) {
    Path directory = server.dataDirectory().resolve("blobs");
    await(
        server,
        () -> files(directory) == count,
        () -> files(directory) + " blob files, not " + count);
  }

  private interface Text {
    String get();
  }

  private static void await(ServerProcess server, BooleanSupplier condition, Text state) {
    long startNanos = System.nanoTime();
    while (!condition.getAsBoolean()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
      if (server.endedWithin(Duration.ofMillis(100)) || waited.compareTo(LIMIT) > 0) {
        throw new AssertionError(state.get());
      }
    }
  }

  private interface File {
    void found(Path path, BasicFileAttributes attributes);
  }

  private static void walk(Path directory, File each) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              each.found(path, attributes);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
