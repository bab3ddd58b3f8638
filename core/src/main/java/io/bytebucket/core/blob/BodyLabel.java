package io.bytebucket.core.blob;

import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;

/**
 * Says what the blob of a body will say of itself, for a rebuild of the metadata. Asked once, after
 * the last byte arrived and was found as claimed, and only about a body that goes to the blob
 * store.
 */
@FunctionalInterface
public interface BodyLabel {
  /** Says nothing. */
  BodyLabel NONE = (_, _, _) -> BlobStore.NO_LABEL;

  /** The label; at most {@link BlobStore#LABEL_LIMIT_BYTES}. */
  byte[] of(BlobId blob, long sizeBytes, BodyDigests.Verified verified);
}
