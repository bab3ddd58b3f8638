package io.bytebucket.core.access;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refusal;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.AccessRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The gate to running the store: for administrators alone, which is who may do everything in every
 * bucket, but for what users do with what is their own. That is no mark of its own on a user, but
 * follows from the rules. What an administrator does to one bucket is forbidden by what forbids it
 * of that bucket, and all that is done to the store by what forbids it everywhere.
 */
public final class AdminGate {
  private AdminGate() {}

  /**
   * Whether an administrator may.
   *
   * @param rule the place among the rules of the one that decided, from 0 on, if one did
   * @param reason in words
   */
  public record Ruling(boolean isAllowed, OptionalInt rule, String reason) {}

  /** Whether these rules make an administrator, whatever else stands beside. */
  public static boolean isAdministrator(List<AccessRule> rules) {
    return rules.stream().anyMatch(AccessRule::isFullAccess);
  }

  /**
   * Lets an administrator pass to the store as a whole, unless a rule forbids it.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public static void require(Caller.Known caller, AdminAction action) {
    Origin.current().by(caller.id().value(), caller.name());
    require(caller, action, new Resource.Store(), judge(caller, action, "", false));
  }

  /**
   * Lets an administrator pass to one bucket, which need not be there.
   *
   * @param known looks the bucket up where a rule speaks of what its user owns
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public static void require(
      Caller.Known caller, AdminAction action, BucketName bucket, KnownBuckets known) {
    Origin.current().by(caller.id().value(), caller.name());
    require(caller, action, new Resource.OfBucket(bucket), judge(caller, action, bucket, known));
  }

  /**
   * Lets any user pass to what is the user's own, as sessions and keys are, unless a rule forbids
   * it.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public static void requireOwn(Caller.Known caller, AdminAction action) {
    Origin.current().by(caller.id().value(), caller.name());
    require(caller, action, new Resource.Store(), forbidding(caller, action, "", false));
  }

  /**
   * The same of what is done with one bucket, which need not be there.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public static void requireOwn(
      Caller.Known caller, AdminAction action, BucketName bucket, KnownBuckets known) {
    Origin.current().by(caller.id().value(), caller.name());
    require(
        caller,
        action,
        new Resource.OfBucket(bucket),
        forbidding(caller, action, bucket.value(), isOwn(caller, bucket, known)));
  }

  /**
   * Whether a user may do that to the store as a whole, or to what is the user's own where users
   * may do so much.
   */
  public static Ruling judgeAny(Caller.Known caller, AdminAction action) {
    return action.isOfUsers() ? forbidding(caller, action, "", false) : judge(caller, action);
  }

  /** The same of one bucket, or of what of the user's own is done with it. */
  public static Ruling judgeAny(
      Caller.Known caller, AdminAction action, BucketName bucket, KnownBuckets known) {
    return action.isOfUsers()
        ? forbidding(caller, action, bucket.value(), isOwn(caller, bucket, known))
        : judge(caller, action, bucket, known);
  }

  private static void require(
      Caller.Known caller, AdminAction action, Resource resource, Ruling ruling) {
    if (!ruling.isAllowed()) {
      throw new StoreException(
          new Failure.AccessDenied(
              action.policyName(),
              ruling.reason(),
              Optional.empty(),
              Optional.of(
                  new Refusal(
                      ruling.rule().isPresent() ? Refusal.By.RULES : Refusal.By.NOTHING,
                      Optional.of(caller.name()),
                      Realm.arnOf(resource),
                      ruling.rule(),
                      Optional.empty(),
                      List.of()))));
    }
  }

  /** Whether an administrator may do that to the store as a whole. */
  public static Ruling judge(Caller.Known caller, AdminAction action) {
    return judge(caller, action, "", false);
  }

  /** Whether an administrator may do that to one bucket. */
  public static Ruling judge(
      Caller.Known caller, AdminAction action, BucketName bucket, KnownBuckets known) {
    return judge(caller, action, bucket.value(), isOwn(caller, bucket, known));
  }

  private static boolean isOwn(Caller.Known caller, BucketName bucket, KnownBuckets known) {
    return caller.rules().stream().anyMatch(AccessRule::namesOwn)
        && known.find(bucket).filter(there -> there.owner().equals(caller.id())).isPresent();
  }

  private static Ruling judge(
      Caller.Known caller, AdminAction action, String bucket, boolean isOwn) {
    if (!isAdministrator(caller.rules())) {
      return new Ruling(false, OptionalInt.empty(), "who asks is no administrator");
    }
    return forbidding(caller, action, bucket, isOwn);
  }

  /** Allowed by the rule that makes an administrator, if there is one, unless one forbids it. */
  private static Ruling forbidding(
      Caller.Known caller, AdminAction action, String bucket, boolean isOwn) {
    int allowing = -1;
    for (int i = 0; i < caller.rules().size(); i++) {
      AccessRule rule = caller.rules().get(i);
      if (rule.effect() == AccessRule.Effect.DENY
          && rule.covers(action.policyName(), bucket, isOwn)) {
        return new Ruling(false, OptionalInt.of(i), Decision.Reason.FORBIDDEN_BY_RULE.text());
      }
      allowing = allowing < 0 && rule.isFullAccess() ? i : allowing;
    }
    return allowing < 0
        ? new Ruling(true, OptionalInt.empty(), "it is the user's own")
        : new Ruling(true, OptionalInt.of(allowing), Decision.Reason.ALLOWED_BY_RULE.text());
  }
}
