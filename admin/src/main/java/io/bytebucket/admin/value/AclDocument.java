package io.bytebucket.admin.value;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.Grantee;
import io.bytebucket.core.acl.Permission;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An access control list as documents have it. */
public record AclDocument(Owner owner, List<Grant> grants) {
  /** The longest document that is read, as on the port of S3. */
  public static final int LIMIT_BYTES = 64 << 10;

  /** Who owns what the list belongs to, by its canonical id. */
  public record Owner(String id) {}

  /**
   * Who is given something: a user by its canonical id, or a group by its URI.
   *
   * @param id of a user
   * @param uri of a group
   */
  public record Receiver(Optional<String> id, Optional<String> uri) {
    static Receiver of(Grantee grantee) {
      return switch (grantee) {
        case Grantee.User(String id) -> new Receiver(Optional.of(id), Optional.empty());
        case Grantee.Group group -> new Receiver(Optional.empty(), Optional.of(group.uri()));
      };
    }

    Grantee grantee() {
      if (id.isPresent() == uri.isPresent()) {
        throw AdminException.invalid("A grantee has an id or a uri.");
      }
      if (uri.isPresent()) {
        return Grantee.Group.of(uri.get())
            .orElseThrow(() -> AdminException.invalid("There is no such group: " + uri.get()));
      }
      return new Grantee.User(requireUser(id.orElse("")));
    }
  }

  /** That somebody is given something. */
  public record Grant(Receiver grantee, String permission) {
    static Grant of(io.bytebucket.core.acl.Grant grant) {
      return new Grant(Receiver.of(grant.grantee()), grant.permission().name());
    }

    io.bytebucket.core.acl.Grant grant() {
      Permission given =
          Arrays.stream(Permission.values())
              .filter(one -> one.name().equals(permission))
              .findFirst()
              .orElseThrow(() ->
                  AdminException.invalid(
                      "A permission is READ, WRITE, READ_ACP, WRITE_ACP or FULL_CONTROL."));
      return new io.bytebucket.core.acl.Grant(grantee.grantee(), given);
    }
  }

  /**
   * A list that is to be set: by its name, or grant by grant.
   *
   * @param owner who the client says is the owner, whom no list changes
   */
  public record Sent(Optional<String> canned, Optional<List<Grant>> grants, Optional<Owner> owner) {
    /**
     * What is to be set.
     *
     * @throws AdminException when it is no list, or two
     * @throws io.bytebucket.core.failure.StoreException with {@link
     *     io.bytebucket.core.failure.Failure.InvalidAcl} when it is too long
     */
    public AclChange change() {
      if (canned.isPresent() == grants.isPresent()) {
        throw AdminException.invalid("Send canned, the name of a list, or grants.");
      }
      Acl acl =
          canned
              .map(AclDocument::named)
              .orElseGet(() ->
                  new Acl.Listed(grants.orElse(List.of()).stream().map(Grant::grant).toList()));
      return new AclChange(acl, owner.map(named -> requireUser(named.id())));
    }
  }

  /**
   * The list of that name. Those that give something to a service of AWS give nothing to anybody
   * here.
   *
   * @throws AdminException when there is none
   */
  public static Acl named(String name) {
    return CannedAcl.of(name)
        .filter(acl -> acl != CannedAcl.AWS_EXEC_READ && acl != CannedAcl.LOG_DELIVERY_WRITE)
        .map(Acl.Canned::new)
        .orElseThrow(() -> AdminException.invalid("There is no such canned list: " + name));
  }

  private static String requireUser(String canonicalId) {
    if (!Grantee.User.isCanonicalId(canonicalId)) {
      throw AdminException.invalid("No user can have that id: " + canonicalId);
    }
    return canonicalId;
  }

  /** A list that is there. */
  public static AclDocument of(UserId owner, List<io.bytebucket.core.acl.Grant> grants) {
    return new AclDocument(
        new Owner(CanonicalId.of(owner)), grants.stream().map(Grant::of).toList());
  }
}
