package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Cursor;
import org.jspecify.annotations.Nullable;

/** Joins two cursors that share no key into one, in key order. */
final class JoinedCursor implements Cursor {
  private final Cursor first;
  private final Cursor second;

  JoinedCursor(Cursor first, Cursor second) {
    this.first = first;
    this.second = second;
  }

  /** The cursor that stands on the smaller key. */
  private Cursor current() {
    Key one = first.key();
    Key other = second.key();
    if (one == null) {
      return second;
    }
    return other == null || one.compareTo(other) < 0 ? first : second;
  }

  @Override
  public @Nullable Key key() {
    return current().key();
  }

  @Override
  public byte[] value() {
    return current().value();
  }

  @Override
  public void next() {
    current().next();
  }

  @Override
  public void seek(Key target) {
    first.seek(target);
    second.seek(target);
  }

  @Override
  public void close() {
    second.close();
    first.close();
  }
}
