package io.bytebucket.core.store;

/**
 * What keeps a store: the two ports, opened and closed together. Thread-safe.
 *
 * <p>How an engine is opened is its own affair: a directory, an address, or nothing at all.
 */
public interface Engine extends AutoCloseable {
  /** The port for keys; the same at every call. */
  MetadataStore metadata();

  /** The port for bytes; the same at every call. */
  BlobStore blobs();

  /**
   * Ends what is under way, and lets go of all that the engine holds; idempotent. Calls to its
   * ports after it fail.
   */
  @Override
  void close();
}
