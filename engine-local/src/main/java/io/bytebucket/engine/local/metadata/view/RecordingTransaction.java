package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transaction that runs over a view. It keeps its writes to itself, and notes what it read from
 * the view.
 */
public final class RecordingTransaction implements Transaction {
  private final Changes changes = new Changes();
  private final View base;
  private final OverlayView view;
  private final ReadSet reads = new ReadSet();

  /** A transaction that has done nothing yet, over this state. */
  public RecordingTransaction(View base) {
    this.base = base;
    this.view = new OverlayView(base, changes.byKey());
  }

  /** What it has written so far. */
  public Changes changes() {
    return changes;
  }

  /** What it has read so far of the state it runs over. */
  public ReadSet reads() {
    return reads;
  }

  @Override
  public Optional<byte[]> get(Key key) {
    Change own = changes.get(key);
    if (own == null || own instanceof Change.Add) {
      reads.add(key);
    }
    return Optional.ofNullable(view.get(key));
  }

  @Override
  public boolean isAtMost(long limit, List<Key> counters) {
    long left = limit;
    List<Key> below = new ArrayList<>(counters.size());
    for (Key counter : counters) {
      switch (changes.get(counter)) {
        case null -> below.add(counter);
        case Change.Add(long delta) -> {
          left -= delta;
          below.add(counter);
        }
        case Change.Put(byte[] value) -> left -= Counters.decode(value);
        case Change.Delete() -> {
          // It counts as 0, whatever it is below.
        }
      }
    }
    Bound bound = Bound.of(base, left, below);
    reads.add(bound);
    return bound.isKept();
  }

  @Override
  public ScanPage scan(ScanRequest request) {
    ScanPage page = PageScan.of(view, request);
    reads.add(
        request.from(),
        switch (page.end()) {
          case ScanPage.End.Exhausted() -> request.until();
          case ScanPage.End.LimitReached(Key next) -> next;
        });
    return page;
  }

  @Override
  public void put(Key key, byte[] value) {
    changes.put(key, value);
  }

  @Override
  public void delete(Key key) {
    changes.delete(key);
  }

  @Override
  public void add(Key key, long delta) {
    changes.add(key, delta);
  }

  @Override
  public void drawOnReserve() {
    changes.drawOnReserve();
  }
}
