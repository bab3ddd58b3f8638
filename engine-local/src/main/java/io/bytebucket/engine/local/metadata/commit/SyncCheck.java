package io.bytebucket.engine.local.metadata.commit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Finds out whether a sync that succeeded can be trusted.
 *
 * <p>If a file system shuts down while a sync is under way, because of a disk error or on command,
 * the sync may return success although the bytes are lost: ext4 and XFS both do so in a few percent
 * of cases. But every later call fails. So this reads one byte afterwards, from the page cache,
 * which takes less than a microsecond. Used by one thread.
 */
public final class SyncCheck implements AutoCloseable {
  /** A file of RocksDB that is never empty and never replaced. */
  private static final String FILE = "IDENTITY";

  private final FileChannel file;
  private final ByteBuffer oneByte = ByteBuffer.allocateDirect(1);

  /** Checks the file system that holds the open database in {@code directory}. */
  public SyncCheck(Path directory) throws IOException {
    this.file = FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ);
  }

  /**
   * Returns if the file system is up.
   *
   * @throws IOException if it is not, so that what was synced just before may be lost
   */
  void requireFileSystemIsUp() throws IOException {
    file.read(oneByte.clear(), 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
