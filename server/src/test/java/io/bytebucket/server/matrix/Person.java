package io.bytebucket.server.matrix;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.server.matrix.Row.Permission;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Somebody who asks: with a key, or nobody.
 *
 * @param accessKeyId the id of the key; empty for who has none
 * @param rules the rules of the user
 * @param allowed what these rules allow in the buckets of the matrix, and outside
 * @param denied what they forbid, whatever allows it
 */
record Person(
    String accessKeyId,
    List<AccessRule> rules,
    Predicate<Permission> allowed,
    Predicate<Permission> denied) {
  private static final String ALL = "*";
  private static final String BUCKETS = "m-*";

  /** Who has no key. */
  static final Person ANONYMOUS = new Person("", List.of(), _ -> false, _ -> false);

  /** Who may do everything. */
  static final Person ROOT =
      new Person("AKIDROOT", List.of(AccessRule.FULL_ACCESS), _ -> true, _ -> false);

  /** An administrator who may do nothing in the buckets. */
  static final Person BARRED =
      new Person(
          "AKIDBARRED",
          List.of(AccessRule.FULL_ACCESS, deny(BUCKETS, "s3:*")),
          _ -> true,
          permission -> permission.isInBucket() || permission.part().equals("n"));

  /** May read, as the documentation of the original has it. */
  static final Person READER = of("READER", BUCKETS, "GetObject", "ListBucket");

  /** May write and not read, as the documentation of the original has it. */
  static final Person UPLOADER = of("UPLOADER", BUCKETS, "PutObject");

  /** Owns the buckets, and may do everything in what is its own. */
  static final Person OWNER =
      new Person(
          "AKIDOWNER",
          List.of(allow(ALL, "s3:CreateBucket", "s3:ListAllMyBuckets"), allow(AccessRule.OWN, ALL)),
          permission ->
              permission.isInBucket()
                  || permission.isOfNewBucket()
                  || permission.action().equals("ListAllMyBuckets"),
          _ -> false);

  /** Has a key and no rules. */
  static final Person NOBODY = new Person("AKIDNOBODY", List.of(), _ -> false, _ -> false);

  /** Those who ask for everything. */
  static final List<Person> USERS = List.of(ROOT, BARRED, READER, UPLOADER, OWNER, NOBODY);

  private static Person of(String name, String buckets, String... actions) {
    String[] full = Stream.of(actions).map(action -> "s3:" + action).toArray(String[]::new);
    return new Person(
        "AKID" + name,
        List.of(allow(buckets, full)),
        permission -> List.of(actions).contains(permission.action()),
        _ -> false);
  }

  /** Who may do exactly that, everywhere. */
  static Person exactly(String id, List<Permission> permissions) {
    String[] names = permissions.stream().map(Permission::policyName).toArray(String[]::new);
    return new Person(
        "AKIDEXACT" + id,
        names.length == 0 ? List.of() : List.of(allow(ALL, names)),
        permissions::contains,
        _ -> false);
  }

  /** Who may do everything that S3 knows but that. */
  static Person allBut(String id, Permission permission) {
    return new Person(
        "AKIDALLBUT" + id,
        List.of(allow(ALL, "s3:*"), deny(ALL, permission.policyName())),
        _ -> true,
        permission::equals);
  }

  /** An administrator who may do everything but that. */
  static Person administratorBut(String id, Permission permission) {
    return new Person(
        "AKIDADMINBUT" + id,
        List.of(AccessRule.FULL_ACCESS, deny(ALL, permission.policyName())),
        _ -> true,
        permission::equals);
  }

  /** Somebody who may read, and not do that with what is its own. */
  static Person userBut(String id, Permission permission) {
    return new Person(
        "AKIDUSERBUT" + id,
        List.of(allow(BUCKETS, "s3:GetObject"), deny(ALL, permission.policyName())),
        other -> other.action().equals("GetObject"),
        permission::equals);
  }

  private static AccessRule allow(String buckets, String... actions) {
    return new AccessRule(AccessRule.Effect.ALLOW, List.of(buckets), List.of(actions));
  }

  private static AccessRule deny(String buckets, String... actions) {
    return new AccessRule(AccessRule.Effect.DENY, List.of(buckets), List.of(actions));
  }

  boolean isSigned() {
    return !accessKeyId.isEmpty();
  }

  boolean isAdministrator() {
    return rules.contains(AccessRule.FULL_ACCESS);
  }

  String secret() {
    return accessKeyId + "-secret";
  }

  /** Whether it has a permission there: what forbids comes first, then what allows. */
  private boolean has(Permission permission, BucketState state) {
    boolean isInBucket = permission.isInBucket();
    if (denied.test(permission)
        || (isInBucket && state.forbids(permission.action(), isAdministrator()))) {
      return false;
    }
    return allowed.test(permission)
        || permission.isOwn()
        || (isInBucket && (state.allowsByPolicy(isSigned()) || state.givesByList(permission)));
  }

  boolean hasAll(Row row, BucketState state) {
    return row.permissions().stream().allMatch(one -> has(one, state));
  }

  @Override
  public String toString() {
    return isSigned() ? accessKeyId : "anonymous";
  }
}
