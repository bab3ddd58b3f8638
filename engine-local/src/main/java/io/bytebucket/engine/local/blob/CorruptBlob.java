package io.bytebucket.engine.local.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;

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
}
