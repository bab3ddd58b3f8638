package io.bytebucket.core.policy;

import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.Resource;
import java.util.List;
import java.util.Set;

/**
 * A statement of a policy, ready to be asked.
 *
 * @param verdict what it says of a request that it is about
 * @param actions those it is about
 * @param areOtherResources whether it is about everything but the resources that it names
 * @param conditions what has to be so besides
 */
record Statement(
    BucketPolicy.Verdict verdict,
    Principals principals,
    Set<Action> actions,
    List<ResourcePattern> resources,
    boolean areOtherResources,
    List<Condition> conditions) {
  boolean allows() {
    return verdict.effect() == BucketPolicy.Effect.ALLOW;
  }

  /**
   * Whether it is about the request. What cannot be told of the request counts against it: then a
   * statement that denies is about it, and one that allows is not.
   */
  boolean isAbout(AccessRequest request, KeyValues values) {
    if (!actions.contains(request.action()) || !principals.include(request.caller(), allows())) {
      return false;
    }
    Truth truth = isAbout(request.resource(), values);
    for (Condition condition : conditions) {
      if (truth == Truth.NO) {
        return false;
      }
      truth = truth.and(condition.judge(values));
    }
    return truth == Truth.YES || (truth == Truth.UNKNOWN && !allows());
  }

  private Truth isAbout(Resource resource, KeyValues values) {
    Truth any = Truth.NO;
    for (ResourcePattern pattern : resources) {
      any = any.or(pattern.matches(resource, values));
      if (any == Truth.YES) {
        break;
      }
    }
    return areOtherResources ? any.not() : any;
  }

  /**
   * Whether it allows something to people of whom it does not say who they are, or where from.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
   *     meaning of "public"</a>
   */
  boolean isPublic() {
    return allows()
        && principals.hasAnybody()
        && conditions.stream().noneMatch(Condition::pinsCaller);
  }
}
