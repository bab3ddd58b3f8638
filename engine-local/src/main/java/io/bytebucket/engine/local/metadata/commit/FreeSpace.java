package io.bytebucket.engine.local.metadata.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Watches how much room is free on a file system, and logs when it becomes low and when it no
 * longer is. Thread-safe.
 */
public final class FreeSpace {
  private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);

  private final Path directory;
  private final FreeBytes free;
  private final long reserveBytes;
  private final Logger log;
  private final AtomicBoolean wasLow = new AtomicBoolean();

  /**
   * Watches the file system that holds {@code directory}.
   *
   * @param reserveBytes with less than this free, room is low
   */
  public FreeSpace(Path directory, long reserveBytes) throws IOException {
    this(directory, Files.getFileStore(directory)::getUsableSpace, reserveBytes, LOG);
  }

  /** The same with another way to find out how much is free. */
  FreeSpace(Path directory, FreeBytes free, long reserveBytes, Logger log) {
    this.directory = directory;
    this.free = free;
    this.reserveBytes = reserveBytes;
    this.log = log;
  }

  /** How many bytes are free. */
  interface FreeBytes {
    long get() throws IOException;
  }

  /** Whether room is low. It takes one system call of about a microsecond. */
  boolean isLow() {
    long freeBytes;
    try {
      freeBytes = free.get();
    } catch (IOException e) {
      // The write that follows will report what is wrong with the disk.
      return false;
    }
    boolean isLow = freeBytes < reserveBytes;
    if (isLow != wasLow.get() && wasLow.compareAndSet(!isLow, isLow)) {
      tell(isLow, freeBytes);
    }
    return isLow;
  }

  /** Logs. If that fails, it must not fail a commit. */
  private void tell(boolean isLow, long freeBytes) {
    try {
      log.atLevel(isLow ? Level.WARN : Level.INFO)
          .addKeyValue("path", directory)
          .addKeyValue("free_bytes", freeBytes)
          .addKeyValue("reserve_bytes", reserveBytes)
          .log(
              isLow
                  ? "the disk is nearly full: reads and deletes go on, writes are refused"
                  : "the disk has room again: writes are taken");
    } catch (RuntimeException e) {
      // There is nowhere else to say it.
    }
  }
}
