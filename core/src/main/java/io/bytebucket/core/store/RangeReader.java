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

  /** A reader of one consistent state; to be used inside the call that the snapshot belongs to. */
  public static RangeReader of(Snapshot snapshot) {
    return new RangeReader(snapshot::scan);
  }

  /**
   * A reader that reads each page from the state the store is in at that moment. So a walk may take
   * long, and may write to the range it walks through.
   */
  public static RangeReader of(MetadataStore metadata) {
    return new RangeReader(request -> metadata.read(snapshot -> snapshot.scan(request)));
  }

  /**
   * Hands on the rows of a range in key order until no more are wanted.
   *
   * @param from the first key, inclusive
   * @param until the end, exclusive
   * @param pageRows how many rows one scan reads at the most
   * @param isMoreWanted takes a row, and says whether it wants the next one
   */
  public void rows(Key from, Key until, int pageRows, Predicate<Row.Entry> isMoreWanted) {
    pages(from, until, pageRows, page -> page.stream().allMatch(isMoreWanted));
  }

  /**
   * The same, a page at a time.
   *
   * @param isMoreWanted takes the rows of one scan, and says whether it wants those of the next
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
