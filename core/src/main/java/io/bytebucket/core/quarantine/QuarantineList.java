package io.bytebucket.core.quarantine;

import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists what is in quarantine, the latest first, in pages. Thread-safe. */
public final class QuarantineList {
  /** How many rows a page has at the most. */
  public static final int PAGE_MAX = 1_000;

  private final MetadataStore metadata;

  private QuarantineList(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** Of that store, which may be served or not. */
  public static QuarantineList of(MetadataStore metadata) {
    return new QuarantineList(metadata);
  }

  /**
   * Some of what is there.
   *
   * @param next the number below which the next page begins; empty when this is the last one
   */
  public record Page(List<QuarantinedItem> items, Optional<Long> next) {}

  /**
   * A page. It may have fewer items than it could, and others follow all the same.
   *
   * @param below only numbers lower than this; empty for all
   * @param limit how many rows are looked at, from 1 to {@value #PAGE_MAX}
   * @param isWanted what is left out is as if it were not there
   * @throws io.bytebucket.core.failure.StoreException when the store cannot be read
   */
  public Page page(Optional<Long> below, int limit, Predicate<QuarantinedItem> isWanted) {
    return metadata.read(snapshot -> page(snapshot, below, limit, isWanted));
  }

  private static Page page(
      Snapshot snapshot, Optional<Long> below, int limit, Predicate<QuarantinedItem> isWanted) {
    ItemReader reader = ItemReader.of(snapshot);
    ScanPage page =
        snapshot.scan(ScanRequest.range(from(below), QuarantineKeys.rows().afterPrefix(), limit));
    List<Row.Entry> rows = page.entries();
    List<QuarantinedItem> items =
        rows.stream()
            .filter(QuarantineList::isOfQuarantine)
            .map(reader::item)
            .filter(isWanted)
            .toList();
    boolean isMore = page.end() instanceof ScanPage.End.LimitReached && !rows.isEmpty();
    return new Page(
        items,
        isMore ? Optional.of(QuarantineKeys.sequence(rows.getLast().key())) : Optional.empty());
  }

  /** Where a walk through all numbers below this one begins. */
  static Key from(Optional<Long> below) {
    return below
        .map(number -> QuarantineKeys.rowsFrom(Math.max(0, number - 1)))
        .orElseGet(QuarantineKeys::rows);
  }

  /** Whether it is a row there; what else has such a key is for a check to find. */
  static boolean isOfQuarantine(Row.Entry row) {
    return StoredKey.of(row.key()).orElse(null) instanceof StoredKey.OfQuarantine;
  }
}
