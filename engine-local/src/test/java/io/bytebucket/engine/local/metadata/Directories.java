package io.bytebucket.engine.local.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What tests do to the directory of a store that is closed. */
final class Directories {
  private Directories() {}

  /** The files whose name ends like this, by name. */
  static List<Path> files(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** Copies a directory of files to a new one. */
  static Path copy(Path directory, Path target) throws IOException {
    Files.createDirectories(target);
    for (Path file : files(directory, "")) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
    return target;
  }

  /** Flips one bit. */
  static void flip(Path file, long offset, int bit) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) (one.get(0) ^ (1 << bit)));
      channel.write(one.flip(), offset);
    }
  }

  /** Cuts the file after so many bytes. */
  static void truncate(Path file, long sizeBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(sizeBytes);
    }
  }
}
