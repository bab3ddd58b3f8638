package io.bytebucket.core.object;

import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.Grant;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.audit.AuditEvent;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and sets the access control lists of existing objects, and changes nothing else about them.
 * Each version has its own. Thread-safe; a change is durable on return.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access
 *     control list (ACL) overview</a>
 */
public final class ObjectAcls {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final VersionChanges changes;
  private final BucketAcls buckets;

  /**
   * The lists of the objects in that store.
   *
   * @param audited the same store, for what is changed
   * @param buckets knows what counts in which bucket
   */
  public ObjectAcls(
      MetadataStore metadata, AuditedStore audited, VersionChanges changes, BucketAcls buckets) {
    this.metadata = metadata;
    this.audited = audited;
    this.changes = changes;
    this.buckets = buckets;
  }

  /**
   * The list of a version, as it is in force.
   *
   * @param owner who owns the version
   */
  public record InForce(HeldObject object, UserId owner, List<Grant> grants) {}

  /**
   * The list of a version.
   *
   * @throws io.bytebucket.core.failure.StoreException with a failure of {@link ObjectReader#head}
   */
  public InForce get(ObjectReader.Source source) {
    return metadata.read(snapshot -> {
      Bucket bucket = Buckets.require(snapshot, source.bucket());
      ObjectRecord record = VersionIndex.require(snapshot, bucket, source.key(), source.version());
      source.finder().found(record);
      BucketAccess access = buckets.access(snapshot, bucket);
      ObjectAccess said = record.attributes().access();
      return new InForce(
          new HeldObject(record, bucket.isVersioned()),
          access.ownerOf(record.ownerId(), said),
          access.grants(record.ownerId(), said));
    });
  }

  /**
   * Sets the list of a version, and replaces the one it has.
   *
   * @param user who sets it
   * @throws io.bytebucket.core.failure.StoreException as {@link #get}, except that a delete marker
   *     fails as such even if it is the current version; and with {@link
   *     io.bytebucket.core.failure.Failure.InvalidAcl} or {@link
   *     io.bytebucket.core.failure.Failure.PublicAccessBlocked}
   */
  public HeldObject set(ObjectReader.Source source, AclChange sent, UserId user) {
    Set<String> strangers = buckets.strangers(Optional.of(sent.acl()));
    return audited.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, source.bucket());
      ObjectRecord record =
          VersionIndex.requireTagged(transaction, bucket, source.key(), source.version());
      source.finder().found(record);
      BucketAccess access = buckets.access(transaction, bucket);
      ObjectAccess said = record.attributes().access();
      sent.requireOwner(access.ownerOf(record.ownerId(), said));
      BucketAcls.requireKnown(strangers, record.ownerId(), bucket.ownerId());
      ObjectAccess changed = access.change(record.ownerId(), said, sent.acl());
      if (changed.equals(said)) {
        return new HeldObject(record, bucket.isVersioned());
      }
      transaction.audit(
          "object.acl",
          target(source),
          AuditEvent.brief(said.aclInForce().toString()),
          AuditEvent.brief(changed.aclInForce().toString()));
      VersionChange change =
          changes.begin(transaction, bucket, source.key(), Reason.of(Cause.ACL, user));
      return new HeldObject(change.rewrite(record.with(changed)), bucket.isVersioned());
    });
  }

  /** What the audit log calls a version. */
  private static String target(ObjectReader.Source source) {
    String name = "object/" + source.bucket() + "/" + source.key().value();
    return source.version() instanceof VersionSelector.Current
        ? name
        : name + "?versionId=" + source.version().text();
  }
}
