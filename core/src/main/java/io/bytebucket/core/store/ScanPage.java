package io.bytebucket.core.store;

import java.util.List;

/**
 * What a scan found, and why it ended.
 *
 * @param rows in key order
 * @param end why there are no more
 */
public record ScanPage(List<Row> rows, End end) {
  /** Why a scan ended. */
  public sealed interface End {
    /** The range holds no further row. */
    record Exhausted() implements End {}

    /**
     * The limit was reached. A further row may or may not exist.
     *
     * @param next where to go on: after the last row, and past everything a fold stands for
     */
    record LimitReached(Key next) implements End {}
  }
}
