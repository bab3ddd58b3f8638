package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.Grant;
import io.bytebucket.core.acl.Grantee;
import io.bytebucket.core.acl.ObjectAccess;
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
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.CanonicalUsers;
import io.bytebucket.core.user.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps the access control lists of buckets, who owns the objects in them, and which public access
 * they refuse. Thread-safe; a change is durable on return. Every method that names a bucket fails
 * with {@link Failure.NoSuchBucket} when it is not there.
 */
public final class BucketAcls {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final StoreAccess store;
  private final CanonicalUsers users;

  /**
   * Those of the buckets in that store.
   *
   * @param store what holds in all of them
   * @param audited the same store, for what is changed
   */
  public BucketAcls(MetadataStore metadata, StoreAccess store, AuditedStore audited) {
    this.metadata = metadata;
    this.audited = audited;
    this.store = store;
    this.users = new CanonicalUsers(metadata);
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

  /**
   * The same, as it is at one moment. A setting that cannot be read is taken for the one that gives
   * the least, so that others, and itself, can still be asked for and changed.
   */
  public BucketAccess access(Snapshot snapshot, Bucket bucket) {
    if (saysNothing(bucket)) {
      return usual(bucket);
    }
    return access(
        bucket,
        unlessDamaged(() -> acl(snapshot, bucket), Acl.Canned.PRIVATE),
        unlessDamaged(
            () -> controls(snapshot, bucket).inForce(), ObjectOwnership.BUCKET_OWNER_ENFORCED),
        unlessDamaged(
            () -> block(snapshot, bucket).orElse(PublicAccessBlock.NONE), PublicAccessBlock.ALL));
  }

  private BucketAccess access(
      Bucket bucket, Acl acl, ObjectOwnership ownership, PublicAccessBlock block) {
    return new BucketAccess(
        bucket.name().value(), bucket.ownerId(), acl, ownership, block.or(store.block()));
  }

  private static Acl acl(Snapshot snapshot, Bucket bucket) {
    return BucketSettings.get(snapshot, bucket, BucketSetting.ACL, AclCodec::decode)
        .orElse(Acl.Canned.PRIVATE);
  }

  private static <T> T unlessDamaged(Supplier<T> setting, T least) {
    try {
      return setting.get();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Corrupt) {
        return least;
      }
      throw e;
    }
  }

  static boolean saysNothing(Bucket bucket) {
    return !bucket.settings().contains(BucketSetting.ACL)
        && !bucket.settings().contains(BucketSetting.OWNERSHIP)
        && !bucket.settings().contains(BucketSetting.PUBLIC_ACCESS_BLOCK);
  }

  private BucketAccess usual(Bucket bucket) {
    return access(
        bucket, Acl.Canned.PRIVATE, OwnershipControls.DEFAULT.inForce(), PublicAccessBlock.NONE);
  }

  /**
   * What a bucket says about access.
   *
   * @throws StoreException also with {@link Failure.Corrupt} when its list cannot be read
   */
  public BucketAccess access(BucketName name) {
    return metadata.read(snapshot -> {
      Bucket bucket = Buckets.require(snapshot, name);
      BucketAccess access = access(snapshot, bucket);
      return access(bucket, acl(snapshot, bucket), access.ownership(), access.block());
    });
  }

  /**
   * Sets the list of a bucket, and replaces the one it has.
   *
   * @throws StoreException also with {@link Failure.InvalidAcl} or {@link
   *     Failure.PublicAccessBlocked}
   */
  public void putAcl(BucketName name, AclChange sent) {
    Set<String> strangers = strangers(Optional.of(sent.acl()));
    change(
        name,
        (transaction, bucket) -> {
          sent.requireOwner(bucket.ownerId());
          requireKnown(strangers, bucket.ownerId());
          access(transaction, bucket).requireSettable(sent.acl());
          return setAcl(transaction, bucket, sent.acl());
        });
  }

  /**
   * The canonical ids in a list that are of no user. Not for use inside a commit, because it looks
   * through all users, if the list names some.
   */
  public Set<String> strangers(Optional<Acl> sent) {
    if (sent.isEmpty() || !(sent.get() instanceof Acl.Listed(List<Grant> grants))) {
      return Set.of();
    }
    return users.unknown(
        grants.stream()
            .map(Grant::grantee)
            .filter(Grantee.User.class::isInstance)
            .map(grantee -> ((Grantee.User) grantee).canonicalId())
            .collect(Collectors.toSet()));
  }

  /**
   * Refuses a list that gives something to users that there are not. Owners may be named although
   * they are gone.
   *
   * @throws StoreException with {@link Failure.InvalidAcl}
   */
  public static void requireKnown(Set<String> strangers, UserId... owners) {
    if (!strangers.isEmpty()) {
      Set<String> known = Arrays.stream(owners).map(CanonicalId::of).collect(Collectors.toSet());
      Optional<String> unknown = strangers.stream().filter(id -> !known.contains(id)).findFirst();
      if (unknown.isPresent()) {
        throw new StoreException(new Failure.InvalidAcl(new AclFault.UnknownUser(unknown.get())));
      }
    }
  }

  /**
   * What is kept of what was sent with an object, which is not looked for where nothing was.
   *
   * @param strangers the users in it that there are not
   * @throws StoreException as {@link BucketAccess#accept}
   */
  public ObjectAccess kept(
      Snapshot snapshot, Bucket bucket, UserId writer, ObjectAccess sent, Set<String> strangers) {
    if (sent.acl().isEmpty()) {
      return sent;
    }
    requireKnown(strangers, writer, bucket.ownerId());
    return access(snapshot, bucket).accept(writer, sent);
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

  /** Whether the operator refuses public access in every bucket, whatever that says. */
  public boolean isBlockedEverywhere() {
    return store.block().equals(PublicAccessBlock.ALL);
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
   * @param sent the list that it is made with, if one was sent
   * @param asked the ownership that was asked for
   * @return the bucket, still to be written
   * @throws StoreException as {@link #putAcl}
   */
  Bucket begin(
      AuditedTransaction transaction,
      Bucket bucket,
      Optional<Acl> sent,
      Optional<ObjectOwnership> asked) {
    Acl acl = BucketAccess.keptByBucket(sent.orElse(Acl.Canned.PRIVATE), bucket.ownerId());
    boolean isPrivate = acl.equals(Acl.Canned.PRIVATE);
    // Who sends a list wants it to count.
    ObjectOwnership ownership =
        asked.orElseGet(
            () -> isPrivate ? store.ofNewBuckets() : ObjectOwnership.BUCKET_OWNER_PREFERRED);
    Bucket owned =
        ownership == OwnershipControls.DEFAULT.inForce() && asked.isEmpty()
            ? bucket
            : setOwnership(transaction, bucket, new OwnershipControls(Optional.of(ownership)));
    if (isPrivate) {
      return owned;
    }
    if (!ownership.hasAcls()) {
      throw new StoreException(
          new Failure.InvalidAcl(new AclFault.BucketHasAcl(bucket.name().value())));
    }
    access(transaction, owned).requireUnblocked(acl);
    return setAcl(transaction, owned, acl);
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
      Bucket bucket = Buckets.require(transaction, name);
      return Buckets.replace(transaction, bucket, work.apply(transaction, bucket));
    });
  }
}
