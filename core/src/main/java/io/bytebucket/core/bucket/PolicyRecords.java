package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Failure.PublicAccessBlocked;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.util.Optional;

/**
 * Keeps the policies of buckets, without a notion of what they say. Thread-safe; a change is
 * durable on return. Every method fails with {@link Failure.NoSuchBucket} when the bucket is not
 * there.
 */
public final class PolicyRecords {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final BucketAcls acls;

  /**
   * Those in that store.
   *
   * @param acls what else buckets say about access
   * @param audited the same store, for what is changed
   */
  public PolicyRecords(MetadataStore metadata, BucketAcls acls, AuditedStore audited) {
    this.metadata = metadata;
    this.audited = audited;
    this.acls = acls;
  }

  /**
   * What a bucket says about who may do what with it, at one moment.
   *
   * @param policy its policy as it is stored; none to be read where it has none
   */
  public record State(Bucket bucket, BucketAccess access, Optional<PolicyRecord> policy) {}

  /** The stored form of a policy, not yet decoded: a damaged one is one all the same. */
  public static final class PolicyRecord {
    private final byte[] bytes;

    private PolicyRecord(byte[] bytes) {
      this.bytes = bytes;
    }

    /** How many bytes it has. */
    public int lengthBytes() {
      return bytes.length;
    }

    /**
     * The policy.
     *
     * @throws StoreException with {@link Failure.Corrupt}
     */
    public StoredPolicy decode() {
      return StoredPolicy.decode(bytes);
    }
  }

  /** What a bucket says now. */
  public State state(BucketName name) {
    return metadata.read(snapshot -> {
      Bucket bucket = Buckets.require(snapshot, name);
      return new State(bucket, acls.access(snapshot, bucket), policy(snapshot, bucket));
    });
  }

  /** What a bucket says that says nothing that is stored; no look-up. */
  public Optional<BucketAccess> unsaid(Bucket bucket) {
    return bucket.settings().contains(BucketSetting.POLICY) || !BucketAcls.saysNothing(bucket)
        ? Optional.empty()
        : Optional.of(acls.access(bucket));
  }

  /** The policy of a bucket, if it has one. */
  public Optional<StoredPolicy> find(BucketName name) {
    return state(name).policy().map(PolicyRecord::decode);
  }

  /** A setting that the bucket has is there, or something is damaged. */
  private static Optional<PolicyRecord> policy(Snapshot snapshot, Bucket bucket) {
    return bucket.settings().contains(BucketSetting.POLICY)
        ? Optional.of(
            new PolicyRecord(
                snapshot
                    .get(Keyspace.bucketSetting(bucket.id(), BucketSetting.POLICY))
                    .orElse(new byte[0])))
        : Optional.empty();
  }

  /**
   * Sets the policy of a bucket, and replaces the one that it has.
   *
   * @param isPublic whether it gives something to everybody
   * @throws StoreException also with {@link PublicAccessBlocked}
   */
  public void put(BucketName name, StoredPolicy policy, boolean isPublic) {
    audited.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, name);
      if (isPublic && acls.access(transaction, bucket).block().blocksPolicy()) {
        throw new StoreException(new PublicAccessBlocked(PublicAccessBlocked.By.POLICY));
      }
      Bucket changed =
          BucketSettings.set(
              transaction, bucket, BucketSetting.POLICY, Optional.of(policy.encode()));
      return Buckets.replace(transaction, bucket, changed);
    });
  }

  /** Removes the policy of a bucket, if it has one. */
  public void delete(BucketName name) {
    audited.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, name);
      Bucket changed =
          BucketSettings.set(transaction, bucket, BucketSetting.POLICY, Optional.empty());
      return Buckets.replace(transaction, bucket, changed);
    });
  }
}
