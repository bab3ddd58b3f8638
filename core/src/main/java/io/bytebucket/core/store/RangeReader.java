package io.bytebucket.core.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads a range of any length in scans of bounded length, one after the other. As thread-safe as
 * what it reads from.
 */
public final class RangeReader {
  private final Function<ScanRequest, ScanPage> scan;

  private RangeReader(Function<ScanRequest, ScanPage> scan) {
    this.scan = scan;
  }

  /** Reads one consistent state, inside the call that it belongs to. */
  public static RangeReader of(Snapshot snapshot) {
    return new RangeReader(snapshot::scan);
  }

  /**
   * Reads each page from the state that the store is in by then, so that a walk may be long, and
   * may write to what it walks through.
   */
  public static RangeReader of(MetadataStore metadata) {
    return new RangeReader(request -> metadata.read(snapshot -> snapshot.scan(request)));
  }

  /**
   * Hands on the rows of a range in key order, for as long as they are wanted.
   *
   * @param from the first key, inclusive
   * @param until the end, exclusive
   * @param pageRows how many rows one scan reads at the most
   * @param isMoreWanted takes a row; whether it wants the next
   */
  public void rows(Key from, Key until, int pageRows, Predicate<Row.Entry> isMoreWanted) {
    pages(from, until, pageRows, page -> page.stream().allMatch(isMoreWanted));
  }

  /**
   * The same, a page at a time.
   *
   * @param isMoreWanted takes what one scan read; whether it wants the next
   */
  public void pages(Key from, Key until, int pageRows, Predicate<List<Row.Entry>> isMoreWanted) {
    Optional<Key> rest = Optional.of(from);
    while (rest.isPresent()) {
      ScanPage page = scan.apply(ScanRequest.range(rest.get(), until, pageRows));
      rest =
          isMoreWanted.test(page.entries())
                  && page.end() instanceof ScanPage.End.LimitReached(Key next)
              ? Optional.of(next)
              : Optional.empty();
    }
  }
}
