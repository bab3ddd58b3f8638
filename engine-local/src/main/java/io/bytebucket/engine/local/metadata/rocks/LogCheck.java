package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * Makes sure, before the database is opened, that recovery will drop nothing that was acknowledged
 * to a client.
 *
 * <p>RocksDB reads a log up to the first damage and drops the rest. That is right for a write that
 * a power cut tore. It is wrong for a bad byte in the middle, because the acknowledged commits
 * behind it would be lost without a word. The two can be told apart: the committer writes a record
 * only after the one before it was synced, so damage that has a good record behind it is not a torn
 * write.
 */
public final class LogCheck {
  private static final String SUFFIX = ".log";

  private LogCheck() {}

  /**
   * Checks the logs of a database that is not open.
   *
   * @throws StoreException with {@link Failure.Corrupt} when opening it would lose commits
   */
  public static void require(Path directory, byte bulkTag) throws IOException, RocksDBException {
    LogScan scan = scan(directory);
    if (scan.lastAfterDamage() == 0) {
      return;
    }
    // The damage may also be in a log that is no longer needed: one that was torn, recovered from
    // and not yet deleted. Only RocksDB knows, so it is opened read-only to see how far it
    // recovers.
    try (Database recovered = Database.openReadOnly(directory, bulkTag)) {
      if (recovered.sequence() >= scan.lastAfterDamage()) {
        return;
      }
    }
    throw new StoreException(new Failure.Corrupt("metadata", "log"));
  }

  static LogScan scan(Path directory) throws IOException {
    LogScan scan = new LogScan();
    for (Path log : logs(directory)) {
      scan.read(log);
    }
    return scan;
  }

  private static List<Path> logs(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparingLong(LogCheck::number))
          .toList();
    }
  }

  private static long number(Path log) {
    String name = log.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }
}
