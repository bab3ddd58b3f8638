package io.bytebucket.core.schema;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;

/** Takes keys of blobs apart, for who walks through all of them. */
public final class BlobKeys {
  private BlobKeys() {}

  /** What every key of {@link Keyspace#references} begins with. */
  public static Key allReferences() {
    return Key.of(new byte[] {Keyspace.REFERENCE_TAG});
  }

  /** The blob in a key of {@link Keyspace#references} or {@link Keyspace#inlineBytes}. */
  public static BlobId blob(Key key) {
    return BlobId.fromBytes(key.bytes(), 1);
  }
}
