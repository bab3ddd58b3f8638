package io.bytebucket.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to go wrong with a server. Thread-safe. */
public final class Faults {
  /** More at once is a test that forgets to clear them. */
  private static final int PLANNED_MAX = 1000;

  private final List<Planned> planned = new ArrayList<>();
  private boolean isStorageFull;
  private long clearings;

  Faults() {}

  /** A fault that is planned: it befalls requests until it is used up or closed. */
  public final class Planned implements AutoCloseable {
    private final Fault fault;
    private int hits;

    private Planned(Fault fault) {
      this.fault = fault;
    }

    /** How many requests it befell so far. */
    public int hits() {
      synchronized (Faults.this) {
        return hits;
      }
    }

    /** It befalls no more requests. */
    @Override
    public void close() {
      synchronized (Faults.this) {
        planned.remove(this);
      }
    }
  }

  /** What a request is for, as far as faults ask. */
  record Wanted(String operation, String bucket, String key) {
    private boolean is(Fault fault) {
      return (fault.operation().isEmpty() || fault.operation().equals(operation))
          && (fault.bucket().isEmpty() || fault.bucket().equals(bucket))
          && key.startsWith(fault.keyPrefix());
    }
  }

  /** Plans a fault; of several that fit a request the first is taken. */
  public synchronized Planned add(Fault fault) {
    if (planned.size() == PLANNED_MAX) {
      throw new IllegalStateException("more than " + PLANNED_MAX + " faults are planned");
    }
    Planned plan = new Planned(fault);
    planned.add(plan);
    return plan;
  }

  /**
   * Says whether there is room left. While there is none, what makes the store grow answers 503
   * ServiceUnavailable, as on a disk that is full; reads and deletes go on.
   */
  public synchronized void storageFull(boolean isFull) {
    isStorageFull = isFull;
  }

  /** Nothing goes wrong any more; answers that are held back come at once. */
  public synchronized void clear() {
    planned.clear();
    isStorageFull = false;
    clearings++;
    notifyAll();
  }

  synchronized boolean isStorageFull() {
    return isStorageFull;
  }

  /** What befalls that request, which then counts as hit. */
  synchronized Optional<Fault> take(Wanted wanted) {
    Optional<Planned> first = planned.stream().filter(plan -> wanted.is(plan.fault)).findFirst();
    first.ifPresent(plan -> {
      plan.hits++;
      if (plan.hits == plan.fault.times()) {
        planned.remove(plan);
      }
    });
    return first.map(plan -> plan.fault);
  }

  /** Waits for that time, or until all faults are cleared. */
  synchronized void hold(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long seen = clearings;
    for (long left = time.toNanos();
        left > 0 && seen == clearings;
        left = end - System.nanoTime()) {
      // Rounded up: a wait of 0 would have no end.
      wait(left / 1_000_000 + 1);
    }
  }
}
