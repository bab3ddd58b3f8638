package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;

/**
 * Counts the starts of the server on a store, and remembers whether the last run ended in order: if
 * it did not, blobs that no record names may be lying about.
 */
public final class Starts {
  private static final Key RUNNING = Keyspace.system(SystemRecord.RUNNING);
  private static final Key SWEEP_DUE = Keyspace.system(SystemRecord.SWEEP_DUE);
  private static final Key STARTS = Keyspace.system(SystemRecord.STARTS);

  private Starts() {}

  /**
   * A start of the server.
   *
   * @param number its number, from 1, durably taken and never taken before
   * @param isSweepDue whether an earlier run did not end in order, and no sweep has ended since
   */
  public record Start(int number, boolean isSweepDue) {}

  /** Takes the next number. Durable on return. */
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
   * Notes that this run ends in order, when every blob it made is named by a record, or gone. When
   * one may be left, it is as if the run had not ended, and the next start sweeps.
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
