package io.bytebucket.core.excerpt;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Fills an empty store with one bucket of another, or with what a prefix stands before in it: its
 * settings, and every version of those objects. Users come along, with their keys and rules, and so
 * do the audit log and saved settings, so that who could sign in there can here. Other buckets,
 * uploads under way, jobs, sessions, and what is kept of past requests are left out.
 *
 * <p>Only metadata are copied. What has to be there of blobs is what has references in the new
 * store. Nobody may write to either meanwhile. For one thread.
 */
public final class Excerpt {
  private static final Key FIRST = Key.of(new byte[] {0});
  private static final Key LAST = Key.of(new byte[] {(byte) 0xFF});
  private static final Key INLINE = Key.of(new byte[] {Keyspace.BULK_TAG});

  /** So many rows are read, and written, at once. */
  private static final int PAGE_ROWS = 200;

  private final MetadataStore to;
  private final Wanted wanted;
  private final long bucketId;
  private final BlobRows blobs;
  private final Map<BucketCounter, Long> counts = new EnumMap<>(BucketCounter.class);
  private long objects;

  /**
   * What is copied.
   *
   * @param keyPrefix what the keys begin with; empty for all
   */
  public record Wanted(BucketName bucket, String keyPrefix) {}

  private Excerpt(MetadataStore from, MetadataStore to, Wanted wanted, BlobRows blobs) {
    this.to = to;
    this.wanted = wanted;
    this.bucketId = from.<Long>read(snapshot -> Buckets.require(snapshot, wanted.bucket()).id());
    this.blobs = blobs;
  }

  /**
   * Copies it.
   *
   * @param inline makes the value of a row of inline bytes of what stands there in {@code from}
   * @return how many versions of objects there are
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.NoSuchBucket}; or as a store fails or is damaged
   */
  public static long copy(
      MetadataStore from, MetadataStore to, Wanted wanted, UnaryOperator<byte[]> inline) {
    Excerpt excerpt = new Excerpt(from, to, wanted, new BlobRows(from, inline));
    RangeReader reader = RangeReader.of(from);
    reader.pages(FIRST, INLINE, PAGE_ROWS, excerpt::take);
    reader.pages(INLINE.afterPrefix(), LAST, PAGE_ROWS, excerpt::take);
    excerpt.count();
    return excerpt.objects;
  }

  private boolean take(List<Row.Entry> page) {
    List<Row.Entry> plain = new ArrayList<>();
    List<ObjectRecord> records = new ArrayList<>();
    for (Row.Entry row : page) {
      StoredKey.of(row.key())
          .filter(this::isWanted)
          .ifPresent(key -> {
            plain.add(row);
            if (key instanceof StoredKey.OfObject || key instanceof StoredKey.OfVersion) {
              ObjectRecord record = ObjectRecordCodec.decode(row.value());
              records.add(record);
              count(record, key instanceof StoredKey.OfObject);
            }
          });
    }
    if (!plain.isEmpty()) {
      to.write(transaction -> {
        plain.forEach(row -> transaction.put(row.key(), row.value()));
        return plain.size();
      });
    }
    // One at a time: a record may name ten thousand blobs.
    for (ObjectRecord record : records) {
      to.write(transaction -> {
        blobs.name(transaction, record.layout());
        return record;
      });
    }
    return true;
  }

  private boolean isWanted(StoredKey stored) {
    return switch (stored) {
      case StoredKey.OfBucket(String name) -> name.equals(wanted.bucket().value());
      case StoredKey.OfBucketSetting(long id, var _) -> id == bucketId;
      case StoredKey.OfObject(long id, String key) -> isWanted(id, key);
      case StoredKey.OfVersion(long id, String key, long _) -> isWanted(id, key);
      case StoredKey.OfNullVersion(long id, String key) -> isWanted(id, key);
      case StoredKey.OfSystem(SystemRecord record) ->
          switch (record) {
            case BUCKET_IDS, STARTS, EPOCH, USERS_INDEXED, AUDIT_HEAD -> true;
            // Counted anew; the others are of what is left out.
            case BUCKETS, RUNNING, SWEEP_DUE -> false;
          };
      case StoredKey.OfUser _,
          StoredKey.OfUserLimits _,
          StoredKey.OfAccessKey _,
          StoredKey.OfUserName _,
          StoredKey.OfCanonicalId _,
          StoredKey.OfAdministrator _,
          StoredKey.OfLastUse _,
          StoredKey.OfLastSeen _,
          StoredKey.OfSecondFactor _,
          StoredKey.OfSavedSetting _,
          StoredKey.OfAuditRecord _ ->
          true;
      // Made anew for what is copied.
      case StoredKey.OfCounter _,
          StoredKey.OfReferences _,
          StoredKey.OfInlineBytes _,
          StoredKey.OfLayoutNamings _,
          StoredKey.OfLayoutExtents _,
          StoredKey.OfLayoutParts _,
          StoredKey.OfLayoutIndex _ ->
          false;
      case StoredKey.OfEndedBucket _,
          StoredKey.OfGarbage _,
          StoredKey.OfUpload _,
          StoredKey.OfPart _,
          StoredKey.OfUploadByAge _,
          StoredKey.OfJob _,
          StoredKey.OfLease _,
          StoredKey.OfSession _,
          StoredKey.OfSessionOfUser _,
          StoredKey.OfQuarantine _,
          StoredKey.OfActivity _ ->
          false;
    };
  }

  private boolean isWanted(long id, String key) {
    return id == bucketId && key.startsWith(wanted.keyPrefix());
  }

  private void count(ObjectRecord record, boolean isCurrent) {
    objects++;
    counts.merge(
        isCurrent ? BucketCounter.OBJECTS : BucketCounter.NONCURRENT_VERSIONS, 1L, Long::sum);
    counts.merge(
        isCurrent ? BucketCounter.BYTES : BucketCounter.NONCURRENT_BYTES,
        record.sizeBytes(),
        Long::sum);
  }

  private void count() {
    to.write((Transaction transaction) -> {
      transaction.put(Keyspace.system(SystemRecord.BUCKETS), Counters.encode(1));
      counts.forEach((counter, value) ->
          transaction.put(Keyspace.counter(bucketId, counter), Counters.encode(value)));
      return counts;
    });
  }
}
