package io.bytebucket.core.store;

import io.bytebucket.core.figure.Figure;
import java.util.List;

/**
 * Where a store keeps everything: the two ports, which are opened and closed together. Thread-safe.
 *
 * <p>Each engine says for itself what it needs to be opened: a directory, an address, or nothing at
 * all.
 */
public interface Engine extends AutoCloseable {
  /** The port for keys; every call returns the same one. */
  MetadataStore metadata();

  /** The port for bytes; every call returns the same one. */
  BlobStore blobs();

  /**
   * Whether nobody else has the engine open while this one is. Then every start of a store over it
   * but the last one is over, and nobody has to wait to find that out.
   */
  boolean isExclusive();

  /** Sets states of the metadata aside; every call returns the same one. */
  default Checkpointer checkpointer() {
    return Checkpointer.NONE;
  }

  /** What may be known of how it fares; these can be read until it is closed. */
  default List<Figure> figures() {
    return List.of();
  }

  /**
   * Ends what is under way, and lets go of all that the engine holds; idempotent. Calls to its
   * ports after it fail.
   */
  @Override
  void close();
}
