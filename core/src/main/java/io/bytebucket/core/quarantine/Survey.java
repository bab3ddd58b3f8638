package io.bytebucket.core.quarantine;

import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a walk through the whole quarantine saw. It holds the keys of the layouts asked about. */
final class Survey {
  private static final int PAGE_ROWS = 500;

  private final Map<BlobId, List<Key>> layouts = new HashMap<>();
  private final Set<BlobId> unreadableLayouts = new HashSet<>();
  private Optional<Long> unreadable = Optional.empty();
  private long latest;

  private Survey() {}

  /** A walk that also looks for all rows of these layouts. */
  static Survey of(MetadataStore metadata, Set<BlobId> wanted) {
    Survey survey = new Survey();
    walk(
        metadata,
        Optional.empty(),
        row -> {
          survey.look(row, wanted);
          return true;
        });
    return survey;
  }

  private void look(Row.Entry row, Set<BlobId> wanted) {
    latest = Math.max(latest, QuarantineKeys.sequence(row.key()));
    Optional<BlobId> layout = Deletion.layoutOf(row.key()).filter(wanted::contains);
    layout.ifPresent(id -> layouts.computeIfAbsent(id, none -> new ArrayList<>()).add(row.key()));
    if (Quarantine.isReadable(row)) {
      return;
    }
    if (layout.isPresent()) {
      unreadableLayouts.add(layout.get());
    } else if (unreadable.isEmpty()) {
      unreadable = Optional.of(QuarantineKeys.sequence(row.key()));
    }
  }

  /** Goes through the rows there, the latest first, as long as more are wanted. */
  static void walk(
      MetadataStore metadata, Optional<Long> below, Predicate<Row.Entry> isMoreWanted) {
    RangeReader.of(metadata)
        .rows(
            QuarantineList.from(below),
            QuarantineKeys.rows().afterPrefix(),
            PAGE_ROWS,
            row -> !QuarantineList.isOfQuarantine(row) || isMoreWanted.test(row));
  }

  /** The highest number there; 0 when there is no row. */
  long latest() {
    return latest;
  }

  /** The number of a row that cannot be read, and is of none of these layouts. */
  Optional<Long> unreadable() {
    return unreadable;
  }

  /** Whether every row of that layout could be read. */
  boolean isReadable(BlobId layout) {
    return !unreadableLayouts.contains(layout);
  }

  /** All rows of a layout that was asked about. */
  List<Key> rows(BlobId layout) {
    return layouts.getOrDefault(layout, List.of());
  }
}
