package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A state with changes on top that nobody else can see yet. */
public final class OverlayView implements View {
  private final View base;
  private final NavigableMap<Key, Change> changes;

  /** A view of {@code base} with {@code changes} over it, which may still grow. */
  public OverlayView(View base, NavigableMap<Key, Change> changes) {
    this.base = base;
    this.changes = changes;
  }

  @Override
  public byte @Nullable [] get(Key key) {
    return switch (changes.get(key)) {
      case null -> base.get(key);
      case Change.Put(byte[] value) -> value;
      case Change.Delete() -> null;
      case Change.Add add -> add.over(base.get(key));
    };
  }

  @Override
  public Cursor cursor(Key from, Key until) {
    NavigableMap<Key, Change> inside = changes.subMap(from, true, until, false);
    Cursor under = base.cursor(from, until);
    return inside.isEmpty() ? under : new OverlayCursor(under, inside);
  }
}
