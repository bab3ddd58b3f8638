package io.bytebucket.core.store;

import java.util.List;

/**
 * What a scan found, and why it ended.
 *
 * @param rows in key order
 * @param end why there are no more
 */
public record ScanPage(List<Row> rows, End end) {
  /**
   * A page ends when its keys and values have at least this many bytes, whatever the limit of the
   * request. A row is added as long as the page is smaller than this.
   */
  public static final int LIMIT_BYTES = 8 << 20;

  /**
   * The rows as keys with their values; for scans without a fold.
   *
   * @throws IllegalStateException when a row stands for several keys
   */
  public List<Row.Entry> entries() {
    return rows.stream().map(Row::entry).toList();
  }

  /** Why a scan ended. */
  public sealed interface End {
    /** The range holds no further row. */
    record Exhausted() implements End {}

    /**
     * The limit of the request, or {@link #LIMIT_BYTES}, was reached. The page then has at least
     * one row, but may have fewer than the request allows, and there may or may not be a further
     * row.
     *
     * @param next where to go on: after the last row and, if that is a fold, after everything it
     *     stands for
     */
    record LimitReached(Key next) implements End {}
  }
}
