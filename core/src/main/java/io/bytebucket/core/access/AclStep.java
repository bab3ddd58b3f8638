package io.bytebucket.core.access;

import io.bytebucket.core.acl.AclAnswer;
import io.bytebucket.core.acl.Asker;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.Permission;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What access control lists say about a request: the last step of a decision, which only ever
 * allows. Pure, but for the look-up that it is handed; thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping">Mapping
 *     of ACL permissions and access policy permissions</a>
 */
final class AclStep {
  private AclStep() {}

  /** Whose list may give an action. */
  enum Of {
    BUCKET,
    OBJECT
  }

  /** What a list must give for an action. */
  record Wanted(Of of, Permission permission) {}

  /** What a list must give for an action; empty where no list gives it, ever. */
  static Optional<Wanted> wanted(Action action) {
    return switch (action) {
      case LIST_BUCKET, LIST_BUCKET_VERSIONS, LIST_BUCKET_MULTIPART_UPLOADS ->
          Optional.of(new Wanted(Of.BUCKET, Permission.READ));
      case PUT_OBJECT -> Optional.of(new Wanted(Of.BUCKET, Permission.WRITE));
      case GET_BUCKET_ACL -> Optional.of(new Wanted(Of.BUCKET, Permission.READ_ACP));
      case PUT_BUCKET_ACL -> Optional.of(new Wanted(Of.BUCKET, Permission.WRITE_ACP));
      case GET_OBJECT, GET_OBJECT_VERSION -> Optional.of(new Wanted(Of.OBJECT, Permission.READ));
      case GET_OBJECT_ACL, GET_OBJECT_VERSION_ACL ->
          Optional.of(new Wanted(Of.OBJECT, Permission.READ_ACP));
      case PUT_OBJECT_ACL, PUT_OBJECT_VERSION_ACL ->
          Optional.of(new Wanted(Of.OBJECT, Permission.WRITE_ACP));
      default -> Optional.empty();
    };
  }

  /**
   * Whether a list gives an action.
   *
   * @param bucket what the bucket says
   * @param object the version that is asked about, looked up only if its list matters; what is not
   *     there, or cannot be read, gives nothing
   */
  static AclAnswer ask(
      Asker asker, Action action, BucketAccess bucket, Supplier<Value<ObjectFacts>> object) {
    Optional<Wanted> wanted = wanted(action);
    if (wanted.isEmpty()) {
      return AclAnswer.NOT_GIVEN;
    }
    if (!bucket.ownership().hasAcls()) {
      return AclAnswer.LISTS_OFF;
    }
    Permission permission = wanted.get().permission();
    return switch (wanted.get().of()) {
      case BUCKET -> bucket.ask(asker, permission);
      case OBJECT ->
          object
              .get()
              .known()
              .map(facts -> bucket.ask(facts.writer(), facts.access(), asker, permission))
              .orElse(AclAnswer.NOT_GIVEN);
    };
  }
}
