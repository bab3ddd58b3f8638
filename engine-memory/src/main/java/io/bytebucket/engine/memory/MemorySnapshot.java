package io.bytebucket.engine.memory;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from a table that nobody changes meanwhile. */
class MemorySnapshot implements Snapshot {
  final MemoryTable table;

  MemorySnapshot(MemoryTable table) {
    this.table = table;
  }

  @Override
  public Optional<byte[]> get(Key key) {
    return Optional.ofNullable(table.values().get(key));
  }

  @Override
  public ScanPage scan(ScanRequest request) {
    List<Row> rows = new ArrayList<>();
    Key from = request.from();
    long sizeBytes = 0;
    while (true) {
      Map.Entry<Key, byte[]> entry = table.values().ceilingEntry(from);
      if (entry == null || entry.getKey().compareTo(request.until()) >= 0) {
        return new ScanPage(rows, new ScanPage.End.Exhausted());
      }
      if (rows.size() == request.limit() || sizeBytes >= ScanPage.LIMIT_BYTES) {
        return new ScanPage(rows, new ScanPage.End.LimitReached(from));
      }
      Optional<Key> prefix = request.fold().flatMap(fold -> fold.prefixOf(entry.getKey()));
      if (prefix.isEmpty()) {
        rows.add(new Row.Entry(entry.getKey(), entry.getValue()));
        sizeBytes += entry.getKey().bytes().length + entry.getValue().length;
        from = entry.getKey().next();
        continue;
      }
      rows.add(new Row.Folded(prefix.get()));
      if (isLast(prefix.get())) {
        return new ScanPage(rows, new ScanPage.End.Exhausted());
      }
      from = prefix.get().afterPrefix();
    }
  }

  /** Whether no key can follow those that begin with {@code prefix}. */
  private static boolean isLast(Key prefix) {
    for (byte each : prefix.bytes()) {
      if (each != (byte) 0xFF) {
        return false;
      }
    }
    return true;
  }
}
