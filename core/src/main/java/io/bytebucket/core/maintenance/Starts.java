package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;

/**
 * Counts how often a server started on a store, and remembers whether the last run ended in order.
 * If it did not, there may be blobs that no record names.
 */
public final class Starts {
  private static final Key RUNNING = Keyspace.system(SystemRecord.RUNNING);
  private static final Key SWEEP_DUE = Keyspace.system(SystemRecord.SWEEP_DUE);
  private static final Key STARTS = Keyspace.system(SystemRecord.STARTS);

  private Starts() {}

  /**
   * A start of the server.
   *
   * @param number its number, from 1: it is durable, and no other start has it
   * @param isSweepDue whether an earlier run did not end in order and no sweep has been completed
   *     since
   */
  public record Start(int number, boolean isSweepDue) {}

  /** Takes the next number, which is durable on return. */
  public static Start take(MetadataStore metadata) {
    return metadata.write(transaction -> {
      int number = Math.toIntExact(transaction.counter(STARTS) + 1);
      transaction.add(STARTS, 1);
      if (transaction.get(RUNNING).isPresent()) {
        transaction.put(SWEEP_DUE, new byte[0]);
      }
      transaction.put(RUNNING, new byte[0]);
      return new Start(number, transaction.get(SWEEP_DUE).isPresent());
    });
  }

  /** Notes that a sweep has looked at every blob. */
  static void sweepEnded(MetadataStore metadata) {
    metadata.write(transaction -> {
      transaction.delete(SWEEP_DUE);
      return true;
    });
  }

  /**
   * Notes that this run ends in order: every blob it made is named by a record or is gone. If some
   * blob may be left over, nothing is noted, so that the next start sweeps as after a crash.
   */
  public static void end(MetadataStore metadata, BlobIds ids) {
    if (ids.mayLeaveOrphans()) {
      return;
    }
    metadata.write(transaction -> {
      transaction.delete(RUNNING);
      return true;
    });
  }
}
