package io.bytebucket.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux tells of a process. */
public final class ProcessFacts {
  /** The unit of times in {@code /proc}: fixed at 100 a second for programs on Linux. */
  private static final long TICK_MILLIS = 10;

  private ProcessFacts() {}

  /** How much memory of it is resident now, in KiB. */
  public static long residentKibibytes(long pid) {
    return status(pid, "VmRSS:");
  }

  /** The most memory of it that was ever resident, in KiB. */
  public static long peakResidentKibibytes(long pid) {
    return status(pid, "VmHWM:");
  }

  /** The processor time that it has used, its own and the kernel's for it. */
  public static Duration processorTime(long pid) {
    String stat = read(pid, "stat");
    // The fields after the name, which may itself hold blanks, start with the third.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return Duration.ofMillis(ticks * TICK_MILLIS);
  }

  private static long status(long pid, String name) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name));
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
