package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.acl.StoreAccess;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Keeps the access control lists of buckets, who owns the objects in them, and which public access
 * they refuse. Thread-safe; a change is durable on return. Every method that names a bucket fails
 * with {@link Failure.NoSuchBucket} when it is not there.
 */
public final class BucketAcls {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final StoreAccess store;

  /**
   * Those of the buckets in that store.
   *
   * @param store what holds in all of them
   * @param clock tells when they were changed
   */
  public BucketAcls(MetadataStore metadata, StoreAccess store, InstantSource clock) {
    this.metadata = metadata;
    this.audited = new AuditedStore(metadata, clock);
    this.store = store;
  }

  /**
   * What a bucket that was just looked up says about access. Where it says nothing of its own, that
   * is no look-up.
   */
  public BucketAccess access(Bucket bucket) {
    return saysNothing(bucket)
        ? usual(bucket)
        : metadata.read(snapshot -> access(snapshot, bucket));
  }

  /** The same, as it is at one moment. */
  public BucketAccess access(Snapshot snapshot, Bucket bucket) {
    if (saysNothing(bucket)) {
      return usual(bucket);
    }
    Acl acl =
        BucketSettings.get(snapshot, bucket, BucketSetting.ACL, AclCodec::decode)
            .orElse(Acl.Canned.PRIVATE);
    PublicAccessBlock block = block(snapshot, bucket).orElse(PublicAccessBlock.NONE);
    return new BucketAccess(
        bucket.name().value(),
        bucket.ownerId(),
        acl,
        controls(snapshot, bucket).inForce(),
        block.or(store.block()));
  }

  static boolean saysNothing(Bucket bucket) {
    return !bucket.settings().contains(BucketSetting.ACL)
        && !bucket.settings().contains(BucketSetting.OWNERSHIP)
        && !bucket.settings().contains(BucketSetting.PUBLIC_ACCESS_BLOCK);
  }

  private BucketAccess usual(Bucket bucket) {
    return new BucketAccess(
        bucket.name().value(),
        bucket.ownerId(),
        Acl.Canned.PRIVATE,
        OwnershipControls.DEFAULT.inForce(),
        store.block());
  }

  /** What a bucket says about access. */
  public BucketAccess access(BucketName name) {
    return metadata.read(snapshot -> access(snapshot, Buckets.require(snapshot, name)));
  }

  /**
   * Sets the list of a bucket, and replaces the one it has.
   *
   * @throws StoreException also with {@link Failure.InvalidAcl} or {@link
   *     Failure.PublicAccessBlocked}
   */
  public void putAcl(BucketName name, Acl acl) {
    change(
        name,
        (transaction, bucket) -> {
          access(transaction, bucket).requireSettable(acl);
          return setAcl(transaction, bucket, acl);
        });
  }

  /** Who owns the objects in a bucket. */
  public OwnershipControls ownership(BucketName name) {
    return metadata.read(snapshot -> controls(snapshot, Buckets.require(snapshot, name)));
  }

  /**
   * Says who owns the objects in a bucket.
   *
   * @throws StoreException also with {@link Failure.InvalidAcl} when lists are to count no longer,
   *     and that of the bucket gives others something
   */
  public void putOwnership(BucketName name, OwnershipControls controls) {
    change(
        name,
        (transaction, bucket) -> {
          if (!controls.inForce().hasAcls()
              && !access(transaction, bucket).acl().equals(Acl.Canned.PRIVATE)) {
            throw new StoreException(
                new Failure.InvalidAcl(new AclFault.BucketHasAcl(name.value())));
          }
          return setOwnership(transaction, bucket, controls);
        });
  }

  /** Which public access the bucket itself refuses, if that was ever said. */
  public Optional<PublicAccessBlock> block(BucketName name) {
    return metadata.read(snapshot -> block(snapshot, Buckets.require(snapshot, name)));
  }

  /**
   * Says which public access a bucket refuses.
   *
   * @param block none to say nothing about it any more
   */
  public void setBlock(BucketName name, Optional<PublicAccessBlock> block) {
    change(
        name,
        (transaction, bucket) ->
            BucketSettings.set(
                transaction,
                bucket,
                BucketSetting.PUBLIC_ACCESS_BLOCK,
                block.map(PublicAccessBlock::encode)));
  }

  /**
   * What a new bucket says about access, as part of the commit that makes it.
   *
   * @param acl the list that it is made with, if one was sent
   * @param asked the ownership that was asked for
   * @return the bucket, still to be written
   * @throws StoreException as {@link #putAcl}
   */
  Bucket begin(
      AuditedTransaction transaction,
      Bucket bucket,
      Optional<Acl> acl,
      Optional<ObjectOwnership> asked) {
    // Who sends a list wants it to count.
    ObjectOwnership ownership =
        asked.orElseGet(() ->
            acl.isPresent() && !acl.get().equals(Acl.Canned.PRIVATE)
                ? ObjectOwnership.BUCKET_OWNER_PREFERRED
                : store.ofNewBuckets());
    Bucket owned =
        ownership == OwnershipControls.DEFAULT.inForce() && asked.isEmpty()
            ? bucket
            : setOwnership(transaction, bucket, new OwnershipControls(Optional.of(ownership)));
    if (acl.isEmpty()) {
      return owned;
    }
    if (!ownership.hasAcls() && !acl.get().equals(Acl.Canned.PRIVATE)) {
      throw new StoreException(
          new Failure.InvalidAcl(new AclFault.BucketHasAcl(bucket.name().value())));
    }
    access(transaction, owned).requireUnblocked(acl.get());
    return setAcl(transaction, owned, acl.get());
  }

  private static Bucket setAcl(AuditedTransaction transaction, Bucket bucket, Acl acl) {
    Acl kept = BucketAccess.keptByBucket(acl, bucket.ownerId());
    return BucketSettings.set(
        transaction,
        bucket,
        BucketSetting.ACL,
        kept.equals(Acl.Canned.PRIVATE) ? Optional.empty() : Optional.of(AclCodec.encode(kept)));
  }

  private static Bucket setOwnership(
      AuditedTransaction transaction, Bucket bucket, OwnershipControls controls) {
    return BucketSettings.set(
        transaction, bucket, BucketSetting.OWNERSHIP, Optional.of(controls.encode()));
  }

  private static OwnershipControls controls(Snapshot snapshot, Bucket bucket) {
    return BucketSettings.get(snapshot, bucket, BucketSetting.OWNERSHIP, OwnershipControls::decode)
        .orElse(OwnershipControls.DEFAULT);
  }

  private static Optional<PublicAccessBlock> block(Snapshot snapshot, Bucket bucket) {
    return BucketSettings.get(
        snapshot, bucket, BucketSetting.PUBLIC_ACCESS_BLOCK, PublicAccessBlock::decode);
  }

  private void change(BucketName name, BiFunction<AuditedTransaction, Bucket, Bucket> work) {
    audited.write(transaction -> {
      Bucket changed = work.apply(transaction, Buckets.require(transaction, name));
      Buckets.put(transaction, changed);
      return changed;
    });
  }
}
