package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a state with changes on top. The changes must not be altered while it is in use.
 */
final class OverlayCursor implements Cursor {
  private final Cursor base;
  private final NavigableMap<Key, Change> changes;
  private Iterator<Map.Entry<Key, Change>> rest;

  /** The first change that the cursor has not passed yet. */
  private Map.@Nullable Entry<Key, Change> change;

  /** Whether the current row is that of {@link #change}; otherwise it is that of the base. */
  private boolean onChange;

  OverlayCursor(Cursor base, NavigableMap<Key, Change> changes) {
    this.base = base;
    this.changes = changes;
    rest = changes.entrySet().iterator();
    advance();
    settle();
  }

  @Override
  public @Nullable Key key() {
    return onChange && change != null ? change.getKey() : base.key();
  }

  @Override
  public byte[] value() {
    if (!onChange || change == null) {
      return base.value();
    }
    byte[] value = change.getValue().over(baseHasKey(change.getKey()) ? base.value() : null);
    if (value == null) {
      throw new IllegalStateException("no row is here");
    }
    return value;
  }

  @Override
  public void next() {
    if (onChange && change != null) {
      pass(change.getKey());
    } else {
      base.next();
    }
    settle();
  }

  @Override
  public void seek(Key target) {
    base.seek(target);
    rest = changes.tailMap(target, true).entrySet().iterator();
    advance();
    settle();
  }

  /**
   * Finds the current row from where the base and the changes stand. A deletion hides the row of
   * the base.
   */
  private void settle() {
    while (change != null) {
      Key under = base.key();
      Key over = change.getKey();
      if (under != null && under.compareTo(over) < 0) {
        onChange = false;
        return;
      }
      if (!(change.getValue() instanceof Change.Delete)) {
        onChange = true;
        return;
      }
      pass(over);
    }
    onChange = false;
  }

  /** Passes a change, and the row of the base with the same key. */
  private void pass(Key key) {
    if (baseHasKey(key)) {
      base.next();
    }
    advance();
  }

  private boolean baseHasKey(Key key) {
    return key.equals(base.key());
  }

  private void advance() {
    change = rest.hasNext() ? rest.next() : null;
  }

  @Override
  public void close() {
    base.close();
  }
}
