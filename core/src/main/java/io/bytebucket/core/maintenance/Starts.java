package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.LeaseKeys;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts how often a server started on a store, keeps a lease for each start that runs, and
 * remembers whether a run did not end in order: then there may be blobs that no record names.
 */
public final class Starts {
  private static final Key EPOCH = Keyspace.system(SystemRecord.EPOCH);
  private static final Key RUNNING = Keyspace.system(SystemRecord.RUNNING);
  private static final Key SWEEP_DUE = Keyspace.system(SystemRecord.SWEEP_DUE);
  private static final Key STARTS = Keyspace.system(SystemRecord.STARTS);

  private Starts() {}

  /**
   * A start of a server.
   *
   * @param number its number, from 1: it is durable, and no other start has it
   * @param isSweepDue whether some run did not end in order and no sweep has been completed since
   */
  public record Start(int number, boolean isSweepDue) {}

  /**
   * What a start sees as its lease begins, or is renewed.
   *
   * @param epoch the one that began with it
   * @param leases all that stand, its own among them
   */
  record View(Start start, long epoch, List<Lease> leases) {}

  /**
   * Takes the next number, which is durable on return.
   *
   * @param isAlone whether every start before it is known to be over
   */
  public static Start take(MetadataStore metadata, boolean isAlone) {
    return begin(metadata, isAlone).start();
  }

  /** As {@link #take}. */
  static View begin(MetadataStore metadata, boolean isAlone) {
    return metadata.write(transaction -> {
      transaction.drawOnReserve();
      int number = Math.toIntExact(transaction.counter(STARTS) + 1);
      transaction.add(STARTS, 1);
      if (isAlone) {
        Lease.all(transaction).forEach(lease -> endForcibly(transaction, lease.start()));
      }
      if (transaction.get(RUNNING).isPresent()) {
        transaction.delete(RUNNING);
        transaction.put(SWEEP_DUE, Counters.encode(number - 1L));
      }
      long epoch = nextEpoch(transaction);
      return view(transaction, new Lease(number, epoch, epoch));
    });
  }

  /**
   * Renews a lease, and begins an epoch with that.
   *
   * @param readingSince the epoch in which the longest reading of that start began
   * @return nothing when the lease was taken away: the start is over
   */
  static Optional<View> renew(MetadataStore metadata, int start, long readingSince) {
    return metadata.write(transaction -> {
      transaction.drawOnReserve();
      return Lease.stands(transaction, start)
          ? Optional.of(view(transaction, new Lease(start, nextEpoch(transaction), readingSince)))
          : Optional.empty();
    });
  }

  private static long nextEpoch(Transaction transaction) {
    long next = transaction.counter(EPOCH) + 1;
    transaction.add(EPOCH, 1);
    return next;
  }

  private static View view(Transaction transaction, Lease lease) {
    transaction.put(LeaseKeys.lease(lease.start()), lease.encode());
    return new View(
        new Start(lease.start(), transaction.get(SWEEP_DUE).isPresent()),
        lease.renewedAt(),
        Lease.all(transaction));
  }

  /**
   * Ends a start whose server is taken for dead, unless it has renewed its lease since.
   *
   * @param lease as it was seen last
   * @return whether the start is over now by this
   */
  static boolean end(MetadataStore metadata, Lease lease) {
    return metadata.write(transaction -> {
      transaction.drawOnReserve();
      boolean isUnchanged =
          transaction
              .get(LeaseKeys.lease(lease.start()))
              .filter(record -> Lease.decode(lease.start(), record).equals(lease))
              .isPresent();
      if (isUnchanged) {
        endForcibly(transaction, lease.start());
      }
      return isUnchanged;
    });
  }

  private static void endForcibly(Transaction transaction, int start) {
    transaction.delete(LeaseKeys.lease(start));
    transaction.put(SWEEP_DUE, Counters.encode(start));
  }

  /**
   * Notes that a start ends in order.
   *
   * @param mayLeaveOrphans whether it may leave a blob that no record names, so that a sweep is due
   *     all the same
   */
  static void end(MetadataStore metadata, int start, boolean mayLeaveOrphans) {
    metadata.write(transaction -> {
      transaction.drawOnReserve();
      if (mayLeaveOrphans) {
        endForcibly(transaction, start);
      } else {
        transaction.delete(LeaseKeys.lease(start));
      }
      return start;
    });
  }

  /**
   * Which starts are over as a sweep begins.
   *
   * @param counted how many starts there have been
   * @param running those of them that have a lease
   * @param mark what says that a sweep is due, if one is
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  public record Over(int counted, List<Integer> running, Optional<byte[]> mark) {
    /** Whether that start is over. */
    public boolean contains(int start) {
      return start <= counted && !running.contains(start);
    }
  }

  /** Which starts are over in that state of the store. */
  public static Over over(Snapshot snapshot) {
    return new Over(
        Math.toIntExact(snapshot.counter(STARTS)),
        Lease.all(snapshot).stream().map(Lease::start).toList(),
        snapshot.get(SWEEP_DUE));
  }

  /** Notes that a sweep has looked at every blob of these; a start that ended since waits. */
  static void sweepEnded(MetadataStore metadata, Over over) {
    metadata.write(transaction -> {
      boolean isSame =
          transaction
              .get(SWEEP_DUE)
              .filter(mark -> over.mark().filter(begun -> Arrays.equals(begun, mark)).isPresent())
              .isPresent();
      if (isSame) {
        transaction.delete(SWEEP_DUE);
      }
      return isSame;
    });
  }
}
