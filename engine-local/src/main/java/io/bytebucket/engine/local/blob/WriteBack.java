package io.bytebucket.engine.local.blob;

import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Forces a large blob to disk piece by piece while it still arrives, so that the disk works while
 * the next bytes are received and hashed, and little is left to wait for at the commit. Used by one
 * thread.
 *
 * <p>At most one force is under way per blob. It also bounds what one upload may have in memory
 * without being on disk: a writer that is too far ahead waits.
 */
final class WriteBack {
  /**
   * How much has to come in before a force is worth it; a smaller blob is forced once, at its end.
   */
  static final long STRIDE_BYTES = 4L << 20;

  /** How far the writer may be ahead of the force under way. */
  private static final long AHEAD_LIMIT_BYTES = 32L << 20;

  private final DiskFile file;
  private long startedAt;
  private @Nullable Thread force;
  private volatile @Nullable Throwable failure;

  /** Whether every force that ended has succeeded: one that says nothing has not. */
  private volatile boolean isForced = true;

  WriteBack(DiskFile file) {
    this.file = file;
  }

  /**
   * Called when the file has grown.
   *
   * @throws IOException when an earlier force failed: the blob cannot be saved any more
   */
  void grownTo(long fileBytes) throws IOException {
    long unforced = fileBytes - startedAt;
    if (unforced < STRIDE_BYTES) {
      return;
    }
    if (force != null && force.isAlive() && unforced < AHEAD_LIMIT_BYTES) {
      return;
    }
    await();
    startedAt = fileBytes;
    isForced = false;
    force = Thread.ofVirtual().name("blob-write-back").start(this::forceData);
  }

  /**
   * Waits for the force under way. The system reports a failure to write back once: what this call
   * throws, a later force of the file would not tell.
   *
   * @throws IOException when a force failed
   */
  void await() throws IOException {
    if (force != null) {
      try {
        force.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while bytes were written back");
      }
    }
    if (!isForced) {
      throw new IOException("write-back failed", failure);
    }
  }

  private void forceData() {
    try {
      file.forceData();
      isForced = true;
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }
}
