package io.bytebucket.core.acl;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * An access control list of a bucket or an object: who is given what, beside what rules and
 * policies say.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access
 *     control list (ACL) overview</a>
 */
public sealed interface Acl {
  /** The most grants that a list has. */
  int GRANT_LIMIT = 100;

  /**
   * A list that has a name: what it gives follows from who the owners are.
   *
   * @param name what it is called
   */
  record Canned(CannedAcl name) implements Acl {
    /** The list of what was made without one: its owner alone has everything. */
    public static final Canned PRIVATE = new Canned(CannedAcl.PRIVATE);
  }

  /**
   * A list that was written out.
   *
   * @param grants each of them once, at most {@value #GRANT_LIMIT}
   */
  record Listed(List<Grant> grants) implements Acl {
    /**
     * A list.
     *
     * @throws StoreException with {@link Failure.InvalidAcl} when it is too long
     */
    public Listed {
      grants = List.copyOf(new LinkedHashSet<>(grants));
      if (grants.size() > GRANT_LIMIT) {
        throw new StoreException(new Failure.InvalidAcl(new AclFault.TooManyGrants(GRANT_LIMIT)));
      }
    }
  }

  /**
   * Everything it gives, to the owner first.
   *
   * @param owner who owns what it belongs to
   * @param bucketOwner who owns the bucket that this is, or is in
   */
  default List<Grant> grants(UserId owner, UserId bucketOwner) {
    return switch (this) {
      case Listed(List<Grant> grants) -> grants;
      case Canned(CannedAcl name) -> {
        List<Grant> grants = new ArrayList<>();
        grants.add(to(owner, Permission.FULL_CONTROL));
        if (!bucketOwner.equals(owner)) {
          name.toBucketOwner().ifPresent(permission -> grants.add(to(bucketOwner, permission)));
        }
        grants.addAll(name.toGroups());
        yield List.copyOf(grants);
      }
    };
  }

  private static Grant to(UserId user, Permission permission) {
    return new Grant(new Grantee.User(CanonicalId.of(user)), permission);
  }

  /** Whether it gives something to everybody, or to everybody who signs. */
  default boolean isPublic() {
    List<Grant> grants =
        switch (this) {
          case Listed(List<Grant> listed) -> listed;
          case Canned(CannedAcl name) -> name.toGroups();
        };
    return grants.stream().anyMatch(grant -> grant.grantee().isPublic());
  }

  /** The same list in its shortest form: what gives its owner everything and no more is private. */
  default Acl simplified(UserId owner) {
    return this instanceof Listed(List<Grant> grants)
            && grants.equals(List.of(to(owner, Permission.FULL_CONTROL)))
        ? Canned.PRIVATE
        : this;
  }
}
