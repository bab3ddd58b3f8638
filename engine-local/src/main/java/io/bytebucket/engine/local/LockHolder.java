package io.bytebucket.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out who holds the lock on a file, where the system tells: Linux does. */
final class LockHolder {
  private static final Path LOCKS = Path.of("/proc/locks");

  /**
   * The process and the inode of a line like {@code 1: POSIX ADVISORY WRITE 42 08:01:131 0 EOF}.
   */
  private static final Pattern LINE =
      Pattern.compile("\\d+: POSIX +\\S+ +WRITE +(\\d+) +[0-9a-f]+:[0-9a-f]+:(\\d+) .*");

  private LockHolder() {}

  /** The id of the process that has locked that file, if it can be told. */
  static OptionalLong pidOf(Path file) {
    try (Stream<String> lines = Files.lines(LOCKS)) {
      String inode = Files.getAttribute(file, "unix:ino").toString();
      return lines
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .filter(line -> line.group(2).equals(inode))
          .mapToLong(line -> Long.parseLong(line.group(1)))
          .filter(pid -> pid > 0)
          .findFirst();
    } catch (IOException | RuntimeException notTold) {
      return OptionalLong.empty();
    }
  }
}
