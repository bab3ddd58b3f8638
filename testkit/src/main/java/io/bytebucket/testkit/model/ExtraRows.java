package io.bytebucket.testkit.model;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.upload.UploadTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows that say something of what is not there. */
final class ExtraRows {
  private static final ObjectKey NOBODY = new ObjectKey("nobody");
  private static final BlobId NONE = new BlobId(1, 1L << 40);

  private ExtraRows() {}

  /** One of each kind; the last one is of no table. */
  static List<Map.Entry<Key, byte[]>> of(byte end) {
    byte[] once = Counters.encode(1);
    byte[] trace = new UploadTrace.Open(1, NOBODY, Instant.EPOCH).encode();
    return List.of(
        Map.entry(Keyspace.references(NONE), once),
        Map.entry(Keyspace.inlineBytes(NONE), new byte[] {1, 0, 0, 0, 0}),
        Map.entry(Keyspace.layoutNamings(NONE), once),
        Map.entry(Keyspace.part(NONE, 1), new byte[] {2, 0, 0, 0}),
        Map.entry(Keyspace.counter(1L << 30, BucketCounter.BYTES), once),
        Map.entry(Keyspace.nullVersion(1, NOBODY.toBytes()), once),
        Map.entry(Keyspace.uploadByAge(NONE), trace),
        Map.entry(Key.of(new byte[] {2, 3, end}), once));
  }
}
