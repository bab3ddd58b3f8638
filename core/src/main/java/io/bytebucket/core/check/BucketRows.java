package io.bytebucket.core.check;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Buckets, their settings and their counters. It holds all buckets, of which there are 10,000 at
 * the most, and what was counted in each.
 */
final class BucketRows {
  private final Pass pass;
  private final Map<Long, Bucket> buckets = new TreeMap<>();
  private final Set<Long> ended = new HashSet<>();
  private final Map<Long, Content> contents = new TreeMap<>();
  private final Map<Long, Map<BucketCounter, byte[]>> counters = new TreeMap<>();
  private final LostBuckets lost;
  private long rows;

  /** What belongs to a bucket, or to the id of one. */
  private static final class Content {
    final Map<BucketCounter, Long> counts = new EnumMap<>(BucketCounter.class);
    final Set<BucketSetting> settings = EnumSet.noneOf(BucketSetting.class);
    boolean hasVersions;

    long count(BucketCounter counter) {
      return counts.getOrDefault(counter, 0L);
    }
  }

  BucketRows(Pass pass, Instant now) {
    this.pass = pass;
    this.lost = new LostBuckets(pass, now);
  }

  /** How many rows of buckets there are, whether they can be read or not. */
  long rows() {
    return rows;
  }

  /** The largest id that a bucket has, or that something of a bucket names. */
  long lastId() {
    long last = 0;
    for (Set<Long> ids : List.of(buckets.keySet(), ended, contents.keySet())) {
      for (long id : ids) {
        last = Math.max(last, id);
      }
    }
    return last;
  }

  void count(long bucketId, BucketCounter counter, long delta) {
    content(bucketId).counts.merge(counter, delta, Long::sum);
  }

  void hasVersions(long bucketId) {
    content(bucketId).hasVersions = true;
  }

  private Content content(long bucketId) {
    return contents.computeIfAbsent(bucketId, none -> new Content());
  }

  void bucket(String name, Row.Entry row) {
    rows++;
    Bucket bucket = Buckets.decode(new BucketName(name), row.value());
    pass.bucketNames().putIfAbsent(bucket.id(), name);
    Bucket twin = buckets.putIfAbsent(bucket.id(), bucket);
    if (twin != null) {
      pass.found(
          Kind.UNCOUNTED_ID,
          new Place.OfBucket(name),
          "has the id of bucket " + twin.name(),
          Remedy.NONE);
    }
  }

  void counter(long bucketId, BucketCounter counter, Row.Entry row) {
    counters
        .computeIfAbsent(bucketId, none -> new EnumMap<>(BucketCounter.class))
        .put(counter, row.value());
  }

  void endedBucket(long bucketId, Row.Entry row) {
    ended.add(bucketId);
    new RecordReader("ended bucket", row.value(), 1).end();
  }

  void setting(long bucketId, BucketSetting setting, Row.Entry row) {
    content(bucketId).settings.add(setting);
    Bucket bucket = buckets.get(bucketId);
    if (bucket != null && !bucket.settings().contains(setting)) {
      pass.found(
          Kind.SETTING,
          new Place.OfBucket(bucket.name().value()),
          "has " + setting + ", and does not say so",
          Remedy.quarantine(row.key(), row.value()));
    }
    SettingRows.require(setting, row.value());
  }

  /** A record of buckets that cannot be read. */
  void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    switch (stored) {
      case StoredKey.OfBucket(String name) -> lost.unreadable(name, row, e);
      case StoredKey.OfEndedBucket(long id) ->
          pass.unreadable(
              row,
              new Place.OfBucket("(bucket " + id + ")"),
              e,
              Remedy.mend(
                  new Edit.Expect(row.key(), Optional.of(row.value())),
                  new Edit.Put(row.key(), new RecordWriter(1).toBytes())));
      case StoredKey.OfBucketSetting(long id, BucketSetting setting) ->
          pass.unreadable(
              row,
              new Place.OfBucket(pass.bucketName(id)),
              e,
              setting.isFreeToLose() ? Remedy.quarantine(row.key(), row.value()) : Remedy.NONE);
      default -> throw e;
    }
  }

  /** Holds what was counted against the counters; to be called after the last row. */
  void end() {
    for (long id : ended) {
      if (buckets.containsKey(id)) {
        Key key = Keyspace.endedBucket(id);
        pass.found(
            Kind.NO_BUCKET,
            new Place.OfBucket(pass.bucketName(id)),
            "is noted as gone, and is there",
            Remedy.mend(new Edit.Expect(key, pass.get(key)), new Edit.Delete(key)));
      }
    }
    for (Bucket bucket : buckets.values()) {
      for (BucketSetting setting : bucket.settings()) {
        if (!content(bucket.id()).settings.contains(setting)) {
          missing(bucket, setting);
        }
      }
      for (BucketCounter counter : BucketCounter.values()) {
        compare(bucket.id(), counter, content(bucket.id()).count(counter));
      }
    }
    Map<Long, LostBuckets.Rest> rests = new TreeMap<>();
    contents.forEach((id, content) -> {
      if (!buckets.containsKey(id)) {
        if (isBucketNeeded(id, content)) {
          rests.put(id, new LostBuckets.Rest(content.hasVersions, content.settings));
        } else {
          compare(id, BucketCounter.UPLOADS, content.count(BucketCounter.UPLOADS));
          compare(id, BucketCounter.PART_BYTES, content.count(BucketCounter.PART_BYTES));
        }
      }
    });
    counters.forEach((id, of) -> {
      if (!buckets.containsKey(id) && !rests.containsKey(id)) {
        of.forEach((counter, value) -> leftOver(id, counter, value));
      }
    });
    lost.end(rests);
  }

  private void missing(Bucket bucket, BucketSetting setting) {
    Key key = Keyspace.bucket(bucket.name().value());
    Remedy remedy =
        setting.isFreeToLose()
            ? pass.unlessBlind(
                Remedy.mend(
                    new Edit.Expect(key, pass.get(key)),
                    new Edit.Expect(Keyspace.bucketSetting(bucket.id(), setting), Optional.empty()),
                    new Edit.Put(key, Buckets.encode(bucket.with(setting, false)))))
            : Remedy.NONE;
    pass.found(
        Kind.SETTING,
        new Place.OfBucket(bucket.name().value()),
        "says that it has " + setting + ", which is lost",
        remedy);
  }

  /** Whether there is more of it than what uploads leave that outlived their bucket. */
  private boolean isBucketNeeded(long id, Content content) {
    return !ended.contains(id)
        || content.count(BucketCounter.OBJECTS) > 0
        || content.count(BucketCounter.NONCURRENT_VERSIONS) > 0;
  }

  private void leftOver(long id, BucketCounter counter, byte[] value) {
    if (!ended.contains(id) || !counter.isOfUploads()) {
      Key key = Keyspace.counter(id, counter);
      pass.found(
          Kind.NO_BUCKET,
          new Place.OfBucket(pass.bucketName(id)),
          counter + " is counted, and there is nothing",
          Remedy.mend(new Edit.Expect(key, Optional.of(value)), new Edit.Delete(key)));
    } else if (!contents.containsKey(id)) {
      compare(id, counter, 0);
    }
  }

  private void compare(long id, BucketCounter counter, long there) {
    Key key = Keyspace.counter(id, counter);
    byte[] value = counters.getOrDefault(id, Map.of()).get(counter);
    Place place = new Place.OfBucket(pass.bucketName(id));
    if (value != null && value.length != Long.BYTES) {
      pass.found(
          Kind.UNREADABLE_ROW,
          place,
          "counter " + counter,
          Remedy.mend(new Edit.Expect(key, Optional.of(value)), new Edit.Restart(key, there)));
      return;
    }
    long counted = value == null ? 0 : Counters.decode(value);
    if (counted != there) {
      pass.found(
          Kind.COUNTER,
          place,
          counter + " counted " + counted + ", there are " + there,
          Remedy.mend(
              new Edit.Expect(key, Optional.ofNullable(value)),
              new Edit.Add(key, there - counted)));
    }
  }
}
