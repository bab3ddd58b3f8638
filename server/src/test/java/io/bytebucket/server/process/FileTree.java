package io.bytebucket.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Many files in folders for clients to move, and how to tell that all of them arrived. */
final class FileTree {
  /** What clients have to encode in an address, in a header and in XML. */
  private static final List<String> FOLDERS =
      List.of("plain", "with space", "plus+&and", "ümläut/日本", "100% (of) [it]", "a=b;c@d,e/'f'");

  private FileTree() {}

  /** Makes that many files below a new directory; the seed decides their bytes and lengths. */
  static Path create(Path root, long seed, int files) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < files; n++) {
      Path folder = root.resolve(FOLDERS.get(n % FOLDERS.size())).resolve("%03d".formatted(n / 60));
      Path file = Files.createDirectories(folder).resolve("file %05d".formatted(n));
      new GeneratedBytes(seed + n, lengthBytes(random)).writeTo(file);
    }
    return root;
  }

  /** The SHA-256 of each file by its path below the root. */
  static Map<String, String> sha256(Path root) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        sums.put(root.relativize(file).toString(), BigFile.sha256(file));
      }
    }
    return sums;
  }

  /** Mostly small, some empty, some larger than what the server keeps beside its records. */
  private static long lengthBytes(SplittableRandom random) {
    int kind = random.nextInt(100);
    if (kind < 2) {
      return 0;
    }
    return random.nextLong(1, kind < 90 ? 8 << 10 : kind < 99 ? 64 << 10 : 1 << 20);
  }
}
