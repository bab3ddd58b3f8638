package io.bytebucket.core.store;

import java.util.List;
import java.util.Optional;

/**
 * The rows of one page of a listing: as many as were asked for, or fewer where records are so large
 * that the scan ended earlier.
 *
 * @param rows in key order
 * @param isMore whether the range holds further rows, however the scan ended
 */
public record ListedRows(List<Row> rows, boolean isMore) {
  /**
   * The most rows a page can have. One row more is read to find out whether this is the last page.
   */
  public static final int LIMIT_MAX = ScanRequest.LIMIT_MAX - 1;

  /**
   * Reads one page.
   *
   * @param from the first key, inclusive
   * @param until the end, exclusive
   * @param limit how many rows at the most, 1 to {@value #LIMIT_MAX}
   * @param fold how keys are folded into prefixes, if at all
   */
  public static ListedRows read(
      Snapshot snapshot, Key from, Key until, int limit, Optional<ScanRequest.Fold> fold) {
    ScanPage page = snapshot.scan(new ScanRequest(from, until, limit + 1, fold));
    if (page.rows().size() > limit) {
      return new ListedRows(page.rows().subList(0, limit), true);
    }
    return new ListedRows(
        page.rows(),
        page.end() instanceof ScanPage.End.LimitReached(Key next)
            && !snapshot.scan(ScanRequest.range(next, until, 1)).rows().isEmpty());
  }
}
