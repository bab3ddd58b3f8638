package io.bytebucket.core.schema;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;

/** What every key of a table begins with, for walks through all of it. */
public final class WholeTables {
  private WholeTables() {}

  /** The current versions of all objects: {@link Keyspace#object}. */
  public static Key objects() {
    return Key.of(new byte[] {Keyspace.OBJECT_TAG});
  }

  /** All other versions: {@link Keyspace#version}. */
  public static Key versions() {
    return Key.of(new byte[] {Keyspace.VERSION_TAG});
  }

  /** The parts of all uploads: {@link Keyspace#part}. */
  public static Key parts() {
    return Key.of(new byte[] {Keyspace.PART_TAG});
  }

  /** The rows of all layouts. */
  public static Key layouts() {
    return Key.of(new byte[] {Keyspace.LAYOUT_TAG});
  }

  /** The rows of one layout. */
  public static Key layout(BlobId layout) {
    return Keyspace.blobKey(Keyspace.LAYOUT_TAG, layout);
  }

  /** The bytes of all inline blobs: {@link Keyspace#inlineBytes}. */
  public static Key inlineBytes() {
    return Key.of(new byte[] {Keyspace.BULK_TAG});
  }

  /** All references to blobs: {@link Keyspace#references}. */
  public static Key references() {
    return Key.of(new byte[] {Keyspace.REFERENCE_TAG});
  }
}
