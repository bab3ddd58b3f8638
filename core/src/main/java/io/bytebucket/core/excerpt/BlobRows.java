package io.bytebucket.core.excerpt;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Copies the rows of layouts and of inline bytes that objects name, and counts the references anew:
 * so each blob is named as often as those objects do, which are there.
 */
record BlobRows(MetadataStore from, UnaryOperator<byte[]> inline) {
  /** Of one more version with that layout. */
  void name(Transaction transaction, Layout layout) {
    switch (layout) {
      case Layout.Here here -> name(transaction, here.extents());
      case Layout.Apart(BlobId id, int _) -> name(transaction, id);
    }
  }

  private void name(Transaction transaction, BlobId layout) {
    Key namings = Keyspace.layoutNamings(layout);
    long before = transaction.get(namings).map(Counters::decode).orElse(0L);
    transaction.put(namings, Counters.encode(before + 1));
    if (before > 0) {
      return;
    }
    List<Extent> extents = new ArrayList<>();
    for (Row.Entry row : rows(Keyspace.layoutExtents(layout))) {
      transaction.put(row.key(), row.value());
      extents.addAll(LayoutChunks.extents(Keyspace.layoutEnd(row.key()), row.value()).extents());
    }
    rows(Keyspace.layoutParts(layout)).forEach(row -> transaction.put(row.key(), row.value()));
    stored(Keyspace.layoutIndex(layout))
        .ifPresent(index -> transaction.put(Keyspace.layoutIndex(layout), index));
    name(transaction, extents);
  }

  /** Who names a blob several times has one reference to it. */
  private void name(Transaction transaction, List<Extent> extents) {
    extents.stream()
        .map(extent -> new Extent(extent.placement(), extent.blob(), 0, 1))
        .distinct()
        .forEach(extent -> {
          switch (extent.placement()) {
            case INLINE -> nameInline(transaction, extent.blob());
            case STORED -> {
              Key references = Keyspace.references(extent.blob());
              long before = transaction.get(references).map(Counters::decode).orElse(0L);
              transaction.put(references, Counters.encode(before + 1));
            }
          }
        });
  }

  /** One reference needs no record. */
  private void nameInline(Transaction transaction, BlobId blob) {
    Key bytes = Keyspace.inlineBytes(blob);
    if (transaction.get(bytes).isEmpty()) {
      stored(bytes).ifPresent(value -> transaction.put(bytes, inline.apply(value)));
      return;
    }
    Key references = Keyspace.references(blob);
    long before = transaction.get(references).map(Counters::decode).orElse(1L);
    transaction.put(references, Counters.encode(before + 1));
  }

  private Optional<byte[]> stored(Key key) {
    return from.read(snapshot -> snapshot.get(key));
  }

  private List<Row.Entry> rows(Key prefix) {
    List<Row.Entry> rows = new ArrayList<>();
    RangeReader.of(from)
        .rows(
            prefix,
            prefix.afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> {
              rows.add(row);
              return true;
            });
    return rows;
  }
}
