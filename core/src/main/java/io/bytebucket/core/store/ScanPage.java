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
   * How many bytes of keys and values a page holds before it ends, whatever the limit of the
   * request: rows are added as long as the page is smaller than this.
   */
  public static final int LIMIT_BYTES = 8 << 20;

  /**
   * The rows of a scan that folded nothing.
   *
   * @throws IllegalStateException when one is not one key
   */
  public List<Row.Entry> entries() {
    return rows.stream().map(Row::entry).toList();
  }

  /** Why a scan ended. */
  public sealed interface End {
    /** The range holds no further row. */
    record Exhausted() implements End {}

    /**
     * The limit of the request, or {@link #LIMIT_BYTES}, was reached: so there is at least one row,
     * and there may be fewer than the request allows. A further row may or may not exist.
     *
     * @param next where to go on: after the last row, and past everything a fold stands for
     */
    record LimitReached(Key next) implements End {}
  }
}
