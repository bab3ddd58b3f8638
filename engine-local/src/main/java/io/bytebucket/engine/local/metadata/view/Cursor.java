package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import org.jspecify.annotations.Nullable;

/**
 * A position in a range of keys: on a row, or past the last. It moves in key order. Used by one
 * thread.
 */
public interface Cursor extends AutoCloseable {
  /** The key of the row it stands on; null past the last. */
  @Nullable Key key();

  /** The value of the row it stands on. */
  byte[] value();

  /** Goes to the next row. */
  void next();

  /**
   * Goes forward to the first row whose key is {@code target} or follows it.
   *
   * @param target a key of the range
   */
  void seek(Key target);

  @Override
  void close();
}
