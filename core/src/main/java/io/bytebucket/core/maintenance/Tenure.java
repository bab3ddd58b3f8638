package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes this process a start of the store: it takes a number and a lease, renews the lease,
 * ends the starts of processes that have died, and begins anew where it was taken for dead itself.
 * Where the engine is nobody else's none of that is needed after the beginning. Thread-safe.
 *
 * <p>No two clocks are compared: a start has died when its lease stands still while another process
 * renews its own {@value #STILL_MAX} times. Taking away its lease ends it for certain, whether its
 * process has died or only slept: no blob that it made can be named from then on.
 */
public final class Tenure {
  private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);

  /** For how many renewals of one's own the lease of another may stand still. */
  static final int STILL_MAX = 9;

  private final MetadataStore metadata;
  private final boolean isAlone;
  private final BlobIds ids;
  private final BlobPins pins;
  private volatile Starts.View view;
  private volatile boolean isSweepDue;

  /** Leases of others, and for how many renewals each has stood still; guarded by this. */
  private Map<Lease, Integer> still = new HashMap<>();

  private Tenure(MetadataStore metadata, boolean isAlone, BlobPins pins) {
    this.metadata = metadata;
    this.isAlone = isAlone;
    this.pins = pins;
    Starts.View begun = Starts.begin(metadata, isAlone);
    this.view = begun;
    this.ids = new BlobIds(begun.start().number());
    enter(begun);
  }

  /**
   * Begins one. Durable on return.
   *
   * @param pins the blobs that readers of this process hold open
   */
  public static Tenure begin(Engine engine, BlobPins pins) {
    return new Tenure(engine.metadata(), engine.isExclusive(), pins);
  }

  private void enter(Starts.View entered) {
    view = entered;
    isSweepDue = entered.start().isSweepDue();
    pins.enter(entered.start().number(), entered.epoch());
  }

  /** Where new blobs get their ids. */
  public BlobIds ids() {
    return ids;
  }

  /** Which start this process is, as of the last renewal. */
  public Starts.Start start() {
    return view.start();
  }

  /** Whether leases have to be renewed. */
  public boolean isShared() {
    return !isAlone;
  }

  /**
   * Whether this process does what one has to do for all: it is the earliest start that runs. For a
   * moment there may be two of them, or none.
   */
  public boolean isFirst() {
    Starts.View seen = view;
    return seen.leases().getFirst().start() == seen.start().number();
  }

  /** Whether a sweep is due, as of the last renewal and what this process did since. */
  public boolean isSweepDue() {
    return isSweepDue;
  }

  /** To be called when a sweep has ended. */
  public void sweepEnded() {
    isSweepDue = false;
  }

  /** Renews the lease, and ends starts that have died. To be called now and then. */
  public synchronized void renew() {
    if (isAlone) {
      return;
    }
    Optional<Starts.View> renewed =
        Starts.renew(metadata, view.start().number(), pins.readingSince());
    if (renewed.isPresent()) {
      enter(renewed.get());
    } else {
      Starts.View begun = Starts.begin(metadata, false);
      LOG.atWarn()
          .addKeyValue("start", view.start().number())
          .addKeyValue("next_start", begun.start().number())
          .log("this server stood still for so long that others took it for dead; it starts anew");
      ids.continueAs(begun.start().number());
      enter(begun);
    }
    endTheDead(view.start().number(), view.leases());
  }

  private void endTheDead(int own, List<Lease> leases) {
    Map<Lease, Integer> seen = new HashMap<>();
    for (Lease lease : leases) {
      int renewals = still.getOrDefault(lease, 0) + 1;
      if (lease.start() == own || renewals <= STILL_MAX) {
        seen.put(lease, renewals);
      } else if (Starts.end(metadata, lease)) {
        LOG.atWarn()
            .addKeyValue("start", lease.start())
            .log("a server has died, or stood still as if it had; its start is over");
      }
    }
    still = seen;
  }

  /**
   * Notes durably that this run ends in order. When it may leave a blob that no record names, a
   * sweep is due.
   */
  public void end() {
    Starts.end(metadata, view.start().number(), ids.mayLeaveOrphans());
  }
}
