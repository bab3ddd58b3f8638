package io.bytebucket.core.blob;

import io.bytebucket.core.schema.LeaseKeys;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * What a start of a server says of itself as long as it runs. While its lease stands, what it reads
 * is kept, and blobs that it makes may be named; whoever takes the lease away has ended both,
 * whether the server knows or not.
 *
 * @param start the number of the start
 * @param renewedAt the epoch that the last renewal began: a lease that stands still belongs to a
 *     server that does
 * @param readingSince what it reads, it began to read in this epoch or a later one
 */
public record Lease(int start, long renewedAt, long readingSince) {
  private static final int VERSION = 1;

  /** The stored form, but for the start, which is in the key. */
  public byte[] encode() {
    return new RecordWriter(VERSION).number(renewedAt).number(readingSince).toBytes();
  }

  /**
   * The lease that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Lease decode(int start, byte[] record) {
    RecordReader in = new RecordReader("lease", record, VERSION);
    Lease lease = new Lease(start, in.number(), in.number());
    in.end();
    return lease;
  }

  /** Whether the lease of that start stands. */
  public static boolean stands(Snapshot snapshot, int start) {
    return snapshot.get(LeaseKeys.lease(start)).isPresent();
  }

  /** All that stand, the earliest start first: as many as there are servers, and died lately. */
  public static List<Lease> all(Snapshot snapshot) {
    List<Lease> leases = new ArrayList<>();
    RangeReader.of(snapshot)
        .rows(
            LeaseKeys.leases(),
            LeaseKeys.leases().afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> leases.add(decode(LeaseKeys.leasedStart(row.key()), row.value())));
    return leases;
  }
}
