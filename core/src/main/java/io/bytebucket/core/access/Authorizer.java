package io.bytebucket.core.access;

import io.bytebucket.core.access.BucketPolicy.Effect;
import io.bytebucket.core.access.BucketPolicy.Verdict;
import io.bytebucket.core.access.Decision.Reason;
import io.bytebucket.core.acl.AclAnswer;
import io.bytebucket.core.acl.Asker;
import io.bytebucket.core.user.AccessRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whether a caller may do something, in this order: what forbids it, in the rules of the
 * user or in the policy of the bucket; what allows it, in the rules; in the policy; in access
 * control lists. What nothing allows is refused. Pure; thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How
 *     Amazon S3 authorizes a request</a>
 */
public final class Authorizer {
  private static final int NONE = -1;

  /**
   * Whether the caller may.
   *
   * @param bucket what is known of the bucket that it is about; empty where it is about none that
   *     is there
   */
  public Decision decide(AccessRequest request, Optional<BucketFacts> bucket) {
    List<AccessRule> rules = rulesOf(request.caller());
    int allowing = NONE;
    Owned owned = Owned.isSpokenOf(rules) ? Owned.of(request, bucket) : Owned.NO;
    for (int i = 0; i < rules.size(); i++) {
      AccessRule rule = rules.get(i);
      if (covers(rule, request, owned)) {
        switch (rule.effect()) {
          case ALLOW -> allowing = allowing < 0 ? i : allowing;
          case DENY -> {
            return Decision.by(request, Reason.FORBIDDEN_BY_RULE, OptionalInt.of(i));
          }
        }
      }
    }
    Verdict policy = bucket.map(facts -> policyOf(facts, request)).orElse(Verdict.NONE);
    if (policy.effect() == Effect.DENY) {
      return byPolicy(request, bucket, policy);
    }
    return allowing < 0
        ? withoutRules(request, bucket, policy)
        : Decision.by(request, Reason.ALLOWED_BY_RULE, OptionalInt.of(allowing));
  }

  private static boolean covers(AccessRule rule, AccessRequest request, Owned owned) {
    return rule.covers(
        request.action().policyName(),
        request.resource().bucketName(),
        owned.counts(rule.effect()));
  }

  private static List<AccessRule> rulesOf(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> List.of();
      case Caller.Known known -> known.rules();
    };
  }

  /**
   * What the policy says. An administrator can read and change every policy whatever it forbids, so
   * that nobody is locked out of a bucket for good.
   */
  private static Verdict policyOf(BucketFacts bucket, AccessRequest request) {
    if (bucket.policy().isEmpty()) {
      return Verdict.NONE;
    }
    Verdict verdict = bucket.policy().get().judge(request);
    boolean isExempt =
        verdict.effect() == Effect.DENY
            && isOnPolicy(request.action())
            && request.caller() instanceof Caller.Known known
            && AdminGate.isAdministrator(known.rules());
    return isExempt ? Verdict.NONE : verdict;
  }

  private static boolean isOnPolicy(Action action) {
    return switch (action) {
      case GET_BUCKET_POLICY, PUT_BUCKET_POLICY, DELETE_BUCKET_POLICY -> true;
      default -> false;
    };
  }

  private static Decision withoutRules(
      AccessRequest request, Optional<BucketFacts> bucket, Verdict policy) {
    if (bucket.isEmpty()) {
      return refused(request, bucket, nothing(request));
    }
    BucketFacts facts = bucket.get();
    boolean isRestricted =
        request.caller() instanceof Caller.Anonymous
            && facts.access().block().restrictsBuckets()
            && facts.policy().map(BucketPolicy::isPublic).orElse(false);
    if (policy.effect() == Effect.ALLOW && !isRestricted) {
      return byPolicy(request, bucket, policy);
    }
    AclAnswer acl =
        AclStep.ask(
            asker(request.caller()),
            request.action(),
            facts.access(),
            request.context()::objectThere);
    return switch (acl) {
      case GIVEN -> Decision.by(request, Reason.ALLOWED_BY_ACL, OptionalInt.empty());
      case PUBLIC_IGNORED -> refused(request, bucket, Reason.PUBLIC_ACL_IGNORED);
      case NOT_GIVEN, LISTS_OFF ->
          refused(
              request,
              bucket,
              policy.effect() == Effect.ALLOW ? Reason.PUBLIC_POLICY_RESTRICTED : nothing(request));
    };
  }

  private static Asker asker(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> Asker.ANONYMOUS;
      case Caller.Known known -> new Asker(Optional.of(known.id()), Owned.isGranted(known.rules()));
    };
  }

  private static Reason nothing(AccessRequest request) {
    return request.caller() instanceof Caller.Anonymous
        ? Reason.NOT_SIGNED
        : Reason.ALLOWED_BY_NOTHING;
  }

  private static Decision byPolicy(
      AccessRequest request, Optional<BucketFacts> bucket, Verdict verdict) {
    boolean isAllowed = verdict.effect() == Effect.ALLOW;
    Reason reason =
        isAllowed
            ? Reason.ALLOWED_BY_POLICY
            : verdict.statement() < 0 ? Reason.POLICY_UNREADABLE : Reason.FORBIDDEN_BY_POLICY;
    return Decision.by(
        request,
        reason,
        verdict.statement() < 0 ? OptionalInt.empty() : OptionalInt.of(verdict.statement()),
        verdict.sid(),
        isAllowed ? List.of() : absentKeys(request, bucket));
  }

  private static Decision refused(
      AccessRequest request, Optional<BucketFacts> bucket, Reason reason) {
    return Decision.by(
        request, reason, OptionalInt.empty(), Optional.empty(), absentKeys(request, bucket));
  }

  private static List<String> absentKeys(AccessRequest request, Optional<BucketFacts> bucket) {
    return bucket
        .flatMap(BucketFacts::policy)
        .map(policy -> policy.absentKeys(request))
        .orElse(List.of());
  }
}
