package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.Optional;

/** The snapshot that a query gets, over a view. */
public final class ViewSnapshot implements Snapshot {
  private final View view;

  /** The snapshot of this view, which stays its caller's to close. */
  public ViewSnapshot(View view) {
    this.view = view;
  }

  @Override
  public Optional<byte[]> get(Key key) {
    return Optional.ofNullable(view.get(key));
  }

  @Override
  public ScanPage scan(ScanRequest request) {
    return PageScan.of(view, request);
  }
}
