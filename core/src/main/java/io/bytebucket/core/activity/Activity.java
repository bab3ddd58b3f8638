package io.bytebucket.core.activity;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** What is kept of past requests in a store, and how much is in its buckets. Thread-safe. */
public final class Activity {
  private static final int PAGE_ROWS = 1_000;

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final ActivityLog log;
  private final PastRequests requests;

  /**
   * Of a store.
   *
   * @param audited how its settings are changed
   * @param start which start of the store this is
   */
  public Activity(MetadataStore metadata, AuditedStore audited, IntSupplier start) {
    this.metadata = metadata;
    this.audited = audited;
    this.log = new ActivityLog(metadata);
    this.requests = new PastRequests(metadata, start);
  }

  /** How many requests there were. */
  public ActivityLog log() {
    return log;
  }

  /** Single ones. */
  public PastRequests requests() {
    return requests;
  }

  /** What is kept, and for how long. */
  public KeptActivity kept() {
    return KeptActivity.in(metadata);
  }

  /** Changes what is kept; durable on return. Servers follow within a minute. */
  public KeptActivity change(UnaryOperator<KeptActivity> change) {
    return KeptActivity.change(audited, change);
  }

  /**
   * How much is in each bucket, in the order of their names. It reads a few rows for each bucket,
   * and none for objects; buckets that come or go meanwhile may be in it or not.
   */
  public List<BucketUsage> usage() {
    Map<Long, Map<BucketCounter, Long>> counters = counters();
    Map<Long, Work> done = log.buckets();
    List<BucketUsage> usage = new ArrayList<>();
    Key all = Keyspace.buckets("");
    RangeReader.of(metadata)
        .rows(
            all,
            all.afterPrefix(),
            PAGE_ROWS,
            row -> {
              String name = Keyspace.bucketName(row.key());
              long id = Buckets.decode(new BucketName(name), row.value()).id();
              Map<BucketCounter, Long> counted = counters.getOrDefault(id, Map.of());
              usage.add(
                  new BucketUsage(
                      name,
                      counted.getOrDefault(BucketCounter.OBJECTS, 0L),
                      counted.getOrDefault(BucketCounter.BYTES, 0L),
                      counted.getOrDefault(BucketCounter.NONCURRENT_VERSIONS, 0L),
                      counted.getOrDefault(BucketCounter.NONCURRENT_BYTES, 0L),
                      counted.getOrDefault(BucketCounter.UPLOADS, 0L),
                      done.getOrDefault(id, Work.NONE)));
              return true;
            });
    return usage;
  }

  private Map<Long, Map<BucketCounter, Long>> counters() {
    Map<Long, Map<BucketCounter, Long>> counters = new HashMap<>();
    Key all = Keyspace.counters();
    RangeReader.of(metadata)
        .rows(
            all,
            all.afterPrefix(),
            PAGE_ROWS,
            row -> {
              if (StoredKey.of(row.key()).orElse(null)
                  instanceof StoredKey.OfCounter(long id, BucketCounter counter)) {
                counters
                    .computeIfAbsent(id, _ -> new EnumMap<>(BucketCounter.class))
                    .put(counter, Counters.decode(row.value()));
              }
              return true;
            });
    return counters;
  }
}
