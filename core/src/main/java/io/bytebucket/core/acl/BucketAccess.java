package io.bytebucket.core.acl;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * What a bucket says about access, apart from its policy. Pure; thread-safe.
 *
 * @param bucket its name
 * @param owner who owns the bucket
 * @param acl its own list
 * @param ownership who owns the objects in it
 * @param block the public access that is refused, by the bucket or by the store
 */
public record BucketAccess(
    String bucket, UserId owner, Acl acl, ObjectOwnership ownership, PublicAccessBlock block) {

  /** Who owns an object that this user wrote. */
  public UserId ownerOf(UserId writer, ObjectAccess access) {
    return switch (ownership) {
      case BUCKET_OWNER_ENFORCED -> owner;
      case BUCKET_OWNER_PREFERRED, OBJECT_WRITER -> access.isBucketOwners() ? owner : writer;
    };
  }

  /** What the list of the bucket gives, as it is in force. */
  public List<Grant> grants() {
    return grants(owner, acl);
  }

  /** What the list of an object in it gives, as it is in force. */
  public List<Grant> grants(UserId writer, ObjectAccess access) {
    return grants(ownerOf(writer, access), access.aclInForce());
  }

  private List<Grant> grants(UserId listOwner, Acl list) {
    return (ownership.hasAcls() ? list : Acl.Canned.PRIVATE).grants(listOwner, owner);
  }

  /** Whether the list of the bucket gives somebody something. */
  public AclAnswer ask(Asker asker, Permission wanted) {
    return ask(acl, owner, asker, wanted);
  }

  /** Whether the list of an object in the bucket does. */
  public AclAnswer ask(UserId writer, ObjectAccess access, Asker asker, Permission wanted) {
    return ask(access.aclInForce(), ownerOf(writer, access), asker, wanted);
  }

  private AclAnswer ask(Acl list, UserId listOwner, Asker asker, Permission wanted) {
    if (!ownership.hasAcls()) {
      return AclAnswer.LISTS_OFF;
    }
    String ownerId = CanonicalId.of(listOwner);
    Optional<String> askerId = asker.user().map(CanonicalId::of);
    AclAnswer answer = AclAnswer.NOT_GIVEN;
    for (Grant grant : list.grants(listOwner, owner)) {
      if (grant.permission().covers(wanted)) {
        boolean isGiven =
            switch (grant.grantee()) {
              case Grantee.Group group -> contains(group, asker);
              case Grantee.User(String id) ->
                  askerId.filter(id::equals).isPresent() && (asker.hasOwn() || !id.equals(ownerId));
            };
        if (isGiven && !(block.ignoresAcls() && grant.grantee().isPublic())) {
          return AclAnswer.GIVEN;
        }
        answer = isGiven ? AclAnswer.PUBLIC_IGNORED : answer;
      }
    }
    return answer;
  }

  private static boolean contains(Grantee.Group group, Asker asker) {
    return switch (group) {
      case ALL_USERS -> true;
      case AUTHENTICATED_USERS -> asker.user().isPresent();
      case LOG_DELIVERY -> false;
    };
  }

  /**
   * What is kept of what was sent with an object.
   *
   * @throws StoreException with {@link Failure.InvalidAcl} or {@link Failure.PublicAccessBlocked}
   */
  public ObjectAccess accept(UserId writer, ObjectAccess sent) {
    if (sent.acl().isEmpty()) {
      return sent;
    }
    Acl acl = sent.acl().get();
    requireSettable(acl);
    boolean isLeft =
        ownership != ObjectOwnership.OBJECT_WRITER
            && acl.equals(new Acl.Canned(CannedAcl.BUCKET_OWNER_FULL_CONTROL));
    return kept(isLeft && !writer.equals(owner), isLeft ? Acl.Canned.PRIVATE : acl, writer);
  }

  /**
   * What is kept when the list of an object that is there is set.
   *
   * @throws StoreException as {@link #accept}
   */
  public ObjectAccess change(UserId writer, ObjectAccess there, Acl acl) {
    requireSettable(acl);
    if (!ownership.hasAcls()) {
      return there;
    }
    return kept(there.isBucketOwners(), acl, ownerOf(writer, there));
  }

  private ObjectAccess kept(boolean isLeft, Acl acl, UserId objectOwner) {
    Acl shortest = shortest(acl, objectOwner, owner);
    boolean isPrivate = shortest.equals(Acl.Canned.PRIVATE);
    return !isLeft && isPrivate
        ? ObjectAccess.UNSAID
        : new ObjectAccess(isLeft, isPrivate ? Optional.empty() : Optional.of(shortest));
  }

  /** Where both owners are one, there is nothing that one of them could give to the other. */
  private static Acl shortest(Acl acl, UserId objectOwner, UserId bucketOwner) {
    Acl simplified = acl.simplified(objectOwner);
    boolean isToSelf =
        objectOwner.equals(bucketOwner)
            && simplified instanceof Acl.Canned(CannedAcl name)
            && name.toBucketOwner().isPresent();
    return isToSelf ? Acl.Canned.PRIVATE : simplified;
  }

  /**
   * Refuses a list that cannot be set in this bucket, for itself or for an object in it.
   *
   * @throws StoreException with {@link Failure.InvalidAcl} or {@link Failure.PublicAccessBlocked}
   */
  public void requireSettable(Acl sent) {
    if (!ownership.hasAcls() && !isHarmless(sent)) {
      throw new StoreException(new Failure.InvalidAcl(new AclFault.NotSupported(bucket)));
    }
    requireUnblocked(sent);
  }

  /**
   * Refuses a list that would give something to everybody, where none may.
   *
   * @throws StoreException with {@link Failure.PublicAccessBlocked}
   */
  public void requireUnblocked(Acl sent) {
    if (block.blocksAcls() && sent.isPublic()) {
      throw new StoreException(new Failure.PublicAccessBlocked(Failure.PublicAccessBlocked.By.ACL));
    }
  }

  /** What a bucket keeps of a list: what gives something to its owner alone is private. */
  public static Acl keptByBucket(Acl sent, UserId bucketOwner) {
    return shortest(sent, bucketOwner, bucketOwner);
  }

  /** What gives everything to the owner of the bucket, and nothing to others, changes nothing. */
  private boolean isHarmless(Acl sent) {
    return switch (sent) {
      case Acl.Canned(CannedAcl name) -> name == CannedAcl.BUCKET_OWNER_FULL_CONTROL;
      case Acl.Listed(List<Grant> grants) ->
          grants.equals(
              List.of(new Grant(new Grantee.User(CanonicalId.of(owner)), Permission.FULL_CONTROL)));
    };
  }
}
