package io.bytebucket.engine.local.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.local.file.DiskFailures;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** The failure of a blob whose file is not what was written. */
final class CorruptBlob {
  private CorruptBlob() {}

  /**
   * The failure to throw.
   *
   * @param sign how it shows, in constant words and numbers of blocks
   */
  static StoreException of(BlobId id, String sign) {
    return new StoreException(new Failure.Corrupt("blob", id + " " + sign));
  }

  /**
   * The failure to throw when the file is open and cannot be read: that is the medium under this
   * file, and says nothing of other blobs. It has the cause, which tells it from what was read and
   * is wrong.
   */
  static StoreException unreadable(BlobId id, IOException cause) {
    return cause instanceof ClosedChannelException
        ? DiskFailures.of("read blob", cause)
        : new StoreException(
            new Failure.Corrupt("blob", id + " cannot be read: " + cause.getMessage()), cause);
  }
}
