package io.bytebucket.engine.local.metadata.commit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Finds out, after a sync that succeeded, whether it counts.
 *
 * <p>When a file system goes down while a sync is under way, be it for an error of the disk or
 * because it was told to, the sync may return success for bytes that are gone: ext4 and XFS both do
 * so in a few of a hundred cases. What is called after it fails, though, so one byte read from the
 * cache, which costs less than a microsecond, tells. Used by one thread.
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
   * Returns when the file system is up.
   *
   * @throws IOException when it is not: what was synced before this call may be lost
   */
  void requireFileSystemIsUp() throws IOException {
    file.read(oneByte.clear(), 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
