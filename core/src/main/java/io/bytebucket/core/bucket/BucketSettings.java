package io.bytebucket.core.bucket;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.value.Tags;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps those settings of buckets that have records of their own. Thread-safe; a change is durable
 * on return. Every method but {@link #cors(Bucket)} fails with {@link Failure.NoSuchBucket} when
 * the bucket is not there.
 *
 * <p>The record of the bucket says which settings there may be, and counts their changes. It
 * changes in the same commit as they do, so nobody has to look for a setting that is not there, or
 * read one again that has not changed.
 */
public final class BucketSettings {
  private static final byte[] NOTHING = new byte[0];

  private final MetadataStore metadata;
  private final AuditedStore audited;

  /** The settings of the buckets in that store, which {@code audited} changes. */
  public BucketSettings(MetadataStore metadata, AuditedStore audited) {
    this.metadata = metadata;
    this.audited = audited;
  }

  /**
   * The rules that say which pages of other origins may use the bucket; empty when there are none.
   */
  public Optional<CorsConfiguration> cors(BucketName bucket) {
    return get(bucket, BucketSetting.CORS, CorsConfigurationCodec::decode);
  }

  /**
   * The same of a bucket that was just looked up: where it has no configuration that is no look-up.
   * Empty also when the bucket is no longer there.
   */
  public Optional<CorsConfiguration> cors(Bucket bucket) {
    return bucket.settings().contains(BucketSetting.CORS)
        ? metadata.read(
            snapshot -> get(snapshot, bucket, BucketSetting.CORS, CorsConfigurationCodec::decode))
        : Optional.empty();
  }

  /**
   * Sets the CORS configuration, and replaces the one that was there.
   *
   * @throws StoreException also with {@link Failure.InvalidCors}
   */
  public void putCors(BucketName bucket, CorsConfiguration configuration) {
    byte[] record = CorsConfigurationCodec.encode(configuration.requireAllowed());
    set(bucket, BucketSetting.CORS, Optional.of(record));
  }

  /** Deletes the CORS configuration, if there is one. */
  public void deleteCors(BucketName bucket) {
    set(bucket, BucketSetting.CORS, Optional.empty());
  }

  /** The tags of the bucket, in the order they were given in. */
  public Map<String, String> tags(BucketName bucket) {
    return get(bucket, BucketSetting.TAGS, BucketTagsCodec::decode).orElse(Map.of());
  }

  /**
   * Sets the tags of the bucket, and replaces those that were there.
   *
   * @param tags empty to remove all tags
   */
  public void putTags(BucketName bucket, Tags tags) {
    Map<String, String> values = tags.valuesOf(Tagged.BUCKET);
    set(
        bucket,
        BucketSetting.TAGS,
        values.isEmpty() ? Optional.empty() : Optional.of(BucketTagsCodec.encode(values)));
  }

  /** Removes all tags of the bucket. */
  public void deleteTags(BucketName bucket) {
    set(bucket, BucketSetting.TAGS, Optional.empty());
  }

  /** How much the bucket may hold. */
  public Quota quota(BucketName bucket) {
    return get(bucket, BucketSetting.QUOTA, QuotaCodec::decode).orElse(Quota.NONE);
  }

  /**
   * Sets how much the bucket may hold from now on. What it holds beyond that stays; nothing can be
   * added to it.
   */
  public void putQuota(BucketName bucket, Quota quota) {
    set(
        bucket,
        BucketSetting.QUOTA,
        quota.isNone() ? Optional.empty() : Optional.of(QuotaCodec.encode(quota)));
  }

  /** Deletes all settings of a bucket that is being deleted. */
  static void deleteAll(Transaction transaction, Bucket bucket) {
    for (BucketSetting setting : BucketSetting.values()) {
      transaction.delete(Keyspace.bucketSetting(bucket.id(), setting));
    }
  }

  private <T> Optional<T> get(BucketName name, BucketSetting setting, Function<byte[], T> decode) {
    return metadata.read(
        snapshot -> get(snapshot, Buckets.require(snapshot, name), setting, decode));
  }

  /** A setting of a bucket that was just looked up, as {@link #record}. */
  static <T> Optional<T> get(
      Snapshot snapshot, Bucket bucket, BucketSetting setting, Function<byte[], T> decode) {
    return record(snapshot, bucket, setting).map(decode);
  }

  /**
   * The record of a setting of a bucket that was just looked up; no look-up where it has none. What
   * the bucket says that it has is there, or something is damaged.
   *
   * @throws StoreException with {@link Failure.Corrupt} when it is lost, and the bucket would allow
   *     something without it
   */
  static Optional<byte[]> record(Snapshot snapshot, Bucket bucket, BucketSetting setting) {
    if (!bucket.settings().contains(setting)) {
      return Optional.empty();
    }
    Optional<byte[]> record = snapshot.get(Keyspace.bucketSetting(bucket.id(), setting));
    if (record.isEmpty() && !setting.isFreeToLose()) {
      throw new StoreException(
          new Failure.Corrupt("setting of bucket", bucket.name() + " " + setting + " is lost"));
    }
    return record;
  }

  private void set(BucketName name, BucketSetting setting, Optional<byte[]> record) {
    audited.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, name);
      return Buckets.replace(transaction, bucket, set(transaction, bucket, setting, record));
    });
  }

  /**
   * Sets a setting, or deletes it, and tells the audit log; the bucket that is returned is still to
   * be written, in the same commit. Where it is so already, nothing happens, and the same bucket is
   * returned. What was there need not be readable.
   */
  static Bucket set(
      AuditedTransaction transaction,
      Bucket bucket,
      BucketSetting setting,
      Optional<byte[]> record) {
    if (setting == BucketSetting.QUOTA) {
      // It is set by those alone who run the server.
      transaction.drawOnReserve();
    }
    Key key = Keyspace.bucketSetting(bucket.id(), setting);
    Optional<byte[]> before = transaction.get(key);
    if (bucket.settings().contains(setting) == record.isPresent() && isSame(before, record)) {
      return bucket;
    }
    record.ifPresentOrElse(bytes -> transaction.put(key, bytes), () -> transaction.delete(key));
    transaction.audit(
        "bucket." + setting.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        target(bucket.name()),
        before.map(bytes -> SettingText.of(setting, bytes)).orElse(""),
        record.map(bytes -> SettingText.of(setting, bytes)).orElse(""));
    return bucket.with(setting, record.isPresent());
  }

  private static boolean isSame(Optional<byte[]> before, Optional<byte[]> after) {
    return before.isEmpty() == after.isEmpty()
        && Arrays.equals(before.orElse(NOTHING), after.orElse(NOTHING));
  }

  /** What the audit log calls a bucket. */
  static String target(BucketName name) {
    return "bucket/" + name;
  }
}
