package io.bytebucket.core.bucket;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes buckets that come from elsewhere as they were there: with their date, owner, state of
 * versioning and settings. For those alone who run the store: nobody's permission is asked. What is
 * there is never changed. Thread-safe; a bucket is durable on return.
 */
public final class BucketImporter {
  private final MetadataStore metadata;
  private final AuditedStore audited;

  /** An importer into that store, which {@code audited} changes. */
  public BucketImporter(MetadataStore metadata, AuditedStore audited) {
    this.metadata = metadata;
    this.audited = audited;
  }

  /**
   * A bucket as it was elsewhere.
   *
   * @param createdAt when it was made; kept to the millisecond
   * @param location its location constraint; empty for none
   * @param settings those that it has, each in its stored form
   */
  public record Given(
      BucketName name,
      Instant createdAt,
      UserId ownerId,
      String location,
      Versioning versioning,
      Map<BucketSetting, byte[]> settings) {
    /** Cuts the time to what is kept of it. */
    public Given {
      createdAt = Instant.ofEpochMilli(createdAt.toEpochMilli());
      settings = Map.copyOf(settings);
    }
  }

  /** What came of it. */
  public sealed interface Result {
    /** It was made. */
    record Made() implements Result {}

    /** It was there, and equal. */
    record Equal() implements Result {}

    /**
     * There is one of that name that is not equal; nothing was done.
     *
     * @param what in what they differ, in a few words
     */
    record Different(String what) implements Result {}
  }

  /**
   * A bucket that is there, with its settings.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public Given read(BucketName name) {
    return metadata.read(snapshot -> given(snapshot, Buckets.require(snapshot, name)));
  }

  /** A setting in few words, for people. */
  public static String text(BucketSetting setting, byte[] record) {
    return SettingText.of(setting, record);
  }

  private static Given given(Snapshot snapshot, Bucket bucket) {
    Map<BucketSetting, byte[]> settings = new EnumMap<>(BucketSetting.class);
    for (BucketSetting setting : bucket.settings()) {
      BucketSettings.record(snapshot, bucket, setting)
          .ifPresent(record -> settings.put(setting, record));
    }
    return new Given(
        bucket.name(),
        bucket.createdAt(),
        bucket.ownerId(),
        bucket.locationConstraint(),
        bucket.versioning(),
        settings);
  }

  /**
   * Makes a bucket, unless there is one of that name.
   *
   * @throws StoreException with {@link Failure.TooManyBuckets}, or with {@link Failure.Corrupt}
   *     when a setting cannot be read; nothing was done then
   */
  public Result make(Given given) {
    given.settings().forEach(SettingText::requireReadable);
    return audited.write(transaction -> make(transaction, given));
  }

  private static Result make(AuditedTransaction transaction, Given given) {
    Optional<Bucket> there = Buckets.find(transaction, given.name());
    if (there.isPresent()) {
      String what = difference(given(transaction, there.get()), given);
      return what.isEmpty() ? new Result.Equal() : new Result.Different(what);
    }
    if (transaction.counter(Keyspace.system(SystemRecord.BUCKETS)) >= Buckets.BUCKET_LIMIT) {
      throw new StoreException(new Failure.TooManyBuckets(Buckets.BUCKET_LIMIT));
    }
    long id = transaction.counter(Keyspace.system(SystemRecord.BUCKET_IDS)) + 1;
    Buckets.put(
        transaction,
        new Bucket(
            id,
            given.name(),
            given.createdAt(),
            given.ownerId(),
            given.location(),
            given.versioning(),
            kinds(given),
            0));
    given
        .settings()
        .forEach((setting, record) -> transaction.put(Keyspace.bucketSetting(id, setting), record));
    transaction.add(Keyspace.system(SystemRecord.BUCKET_IDS), 1);
    transaction.add(Keyspace.system(SystemRecord.BUCKETS), 1);
    transaction.audit(
        "bucket.import",
        BucketSettings.target(given.name()),
        "",
        "owner=" + given.ownerId() + " location=" + given.location());
    return new Result.Made();
  }

  private static Set<BucketSetting> kinds(Given given) {
    Set<BucketSetting> kinds = EnumSet.noneOf(BucketSetting.class);
    kinds.addAll(given.settings().keySet());
    return kinds;
  }

  /** In what a bucket that is there differs; empty when it does not. */
  private static String difference(Given there, Given given) {
    if (there.versioning() != given.versioning()) {
      return "versioning";
    }
    if (!there.ownerId().equals(given.ownerId())) {
      return "owner";
    }
    if (!there.location().equals(given.location())) {
      return "location";
    }
    if (!there.createdAt().equals(given.createdAt())) {
      return "date";
    }
    for (BucketSetting setting : BucketSetting.values()) {
      if (!Arrays.equals(there.settings().get(setting), given.settings().get(setting))) {
        return setting.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      }
    }
    return "";
  }
}
