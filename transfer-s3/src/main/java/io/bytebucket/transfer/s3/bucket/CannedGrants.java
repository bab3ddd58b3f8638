package io.bytebucket.transfer.s3.bucket;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Owner;

/**
 * Access control lists by the names of the canned ones. Grantees are known at one endpoint alone,
 * so only what is given to the owner and to the groups that every endpoint has can be carried.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">
 *     Canned ACL</a>
 */
public final class CannedGrants {
  private static final String GROUPS = "http://acs.amazonaws.com/groups/";
  private static final String ALL = GROUPS + "global/AllUsers ";
  private static final String SIGNED = GROUPS + "global/AuthenticatedUsers ";

  private CannedGrants() {}

  /** The name of a list that says the same; empty when none does. */
  public static Optional<String> of(Owner owner, List<Grant> grants) {
    Set<String> others = others(owner, grants);
    if (others.isEmpty()) {
      return Optional.of("private");
    }
    if (others.equals(Set.of(ALL + "READ"))) {
      return Optional.of("public-read");
    }
    if (others.equals(Set.of(ALL + "READ", ALL + "WRITE"))) {
      return Optional.of("public-read-write");
    }
    if (others.equals(Set.of(SIGNED + "READ"))) {
      return Optional.of("authenticated-read");
    }
    return Optional.empty();
  }

  /** What is given to others than the owner, for people to read. */
  public static String told(Owner owner, List<Grant> grants) {
    return "given to others: " + String.join(", ", others(owner, grants));
  }

  private static Set<String> others(Owner owner, List<Grant> grants) {
    Set<String> others = new TreeSet<>();
    for (Grant grant : grants) {
      String permission = " " + grant.permissionAsString();
      if (grant.grantee() == null) {
        others.add("nobody known" + permission);
      } else if (grant.grantee().uri() != null) {
        others.add(grant.grantee().uri() + permission);
      } else if (owner == null
          || grant.grantee().id() == null
          || !grant.grantee().id().equals(owner.id())) {
        others.add(grant.grantee().id() + permission);
      }
    }
    return others;
  }
}
