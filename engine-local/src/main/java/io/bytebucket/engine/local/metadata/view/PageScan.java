package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one page of a range. All keys that fold into one prefix cost one seek together, however
 * many they are.
 */
final class PageScan {
  private final List<Row> rows = new ArrayList<>();
  private final ScanRequest request;
  private long sizeBytes;

  private PageScan(ScanRequest request) {
    this.request = request;
  }

  /** The page of this request in {@code view}. */
  static ScanPage of(View view, ScanRequest request) {
    if (request.from().compareTo(request.until()) >= 0) {
      return new ScanPage(List.of(), new ScanPage.End.Exhausted());
    }
    try (Cursor cursor = view.cursor(request.from(), request.until())) {
      PageScan scan = new PageScan(request);
      return new ScanPage(scan.rows, scan.fill(cursor));
    }
  }

  private ScanPage.End fill(Cursor cursor) {
    while (true) {
      Key key = cursor.key();
      if (key == null) {
        return new ScanPage.End.Exhausted();
      }
      Optional<Key> prefix = request.fold().flatMap(fold -> fold.prefixOf(key));
      Optional<Key> next;
      if (prefix.isEmpty()) {
        byte[] value = cursor.value();
        rows.add(new Row.Entry(key, value));
        sizeBytes += key.bytes().length + value.length;
        next = Optional.of(key.next());
      } else {
        rows.add(new Row.Folded(prefix.get()));
        next = after(prefix.get());
      }
      // The end is decided without reading a further row. So for the check of conflicts, a full
      // page has read only what it returns.
      if (next.isEmpty() || next.get().compareTo(request.until()) >= 0) {
        return new ScanPage.End.Exhausted();
      }
      if (rows.size() == request.limit() || sizeBytes >= ScanPage.LIMIT_BYTES) {
        return new ScanPage.End.LimitReached(next.get());
      }
      if (prefix.isEmpty()) {
        cursor.next();
      } else {
        cursor.seek(next.get());
      }
    }
  }

  /** The key to go on with after a fold; empty when no key can follow it. */
  private static Optional<Key> after(Key prefix) {
    for (byte each : prefix.bytes()) {
      if (each != (byte) 0xFF) {
        return Optional.of(prefix.afterPrefix());
      }
    }
    return Optional.empty();
  }
}
