package io.bytebucket.transfer.original;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data directory of the original, and where things are in it.
 *
 * @param root the directory itself
 * @param database what holds its users and settings; empty when there is none
 */
public record OriginalDirectory(Path root, Optional<Path> database) {
  private static final String DATABASE = "users.db";

  /**
   * Finds out what is where. The original puts its database below a further directory {@code data}
   * when it runs in a container, whatever its documentation says; so both places are looked at.
   *
   * @param chosen the database, where somebody says which it is
   * @throws OriginalException when there is no such directory, or nothing of the original in it
   */
  public static OriginalDirectory open(Path root, Optional<Path> chosen) throws IOException {
    Path real;
    try {
      // A link may lead to the directory itself, and no link inside is followed.
      real = root.toRealPath();
    } catch (NoSuchFileException none) {
      throw new OriginalException(root + ": there is no such directory");
    }
    List<Path> databases =
        chosen.isPresent()
            ? List.of(chosen.get())
            : present(Stream.of(real.resolve(DATABASE), real.resolve("data").resolve(DATABASE)));
    if (databases.size() > 1) {
      throw new OriginalException(
          "%s and %s are both there: say with --users-db which one the original used last"
              .formatted(databases.get(0), databases.get(1)));
    }
    OriginalDirectory directory = new OriginalDirectory(real, databases.stream().findFirst());
    if (directory.database().isEmpty() && !SourceFiles.isDirectory(directory.objects())) {
      throw new OriginalException(
          root
              + ": holds neither users.db nor objects, so it is no data directory of the original");
    }
    return directory;
  }

  private static List<Path> present(Stream<Path> files) throws IOException {
    List<Path> found = new java.util.ArrayList<>();
    for (Path file : files.toList()) {
      if (SourceFiles.isRegular(file)) {
        found.add(file);
      }
    }
    return List.copyOf(found);
  }

  /** Where its buckets are. */
  Path objects() {
    return root.resolve("objects");
  }

  /** Where its uploads in parts are. */
  Path uploads() {
    return root.resolve("uploads");
  }

  /** Where it keeps its log of requests, which is not taken over; empty when there is none. */
  Optional<Path> log() throws IOException {
    return present(Stream.of(root.resolve("logs.db"), root.resolve("data").resolve("logs.db")))
        .stream()
        .findFirst();
  }
}
