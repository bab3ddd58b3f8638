package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import org.jspecify.annotations.Nullable;

/** One consistent state of all keys. Used by one thread. */
public interface View {
  /** The value under {@code key}; null when there is none. */
  byte @Nullable [] get(Key key);

  /** A cursor on the first row of a range. {@code from} must be before {@code until}. */
  Cursor cursor(Key from, Key until);
}
