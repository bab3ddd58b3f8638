package io.bytebucket.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Decision.Layer;
import io.bytebucket.core.access.Decision.Reason;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizerTest {
  private static final AccessRule READ_PHOTOS =
      new AccessRule(Effect.ALLOW, List.of("photos"), List.of("s3:GetObject"));
  private static final AccessRule NO_SECRETS =
      new AccessRule(Effect.DENY, List.of("secret*"), List.of("*"));

  @ParameterizedTest
  @EnumSource
  void anAdministratorMayDoEverything(Action action) {
    assertThat(isAllowed(known(AccessRule.FULL_ACCESS), action, bucket("photos"))).isTrue();
    assertThat(isAllowed(known(AccessRule.FULL_ACCESS), action, new Resource.Store())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nobodyAndAUserWithoutRulesMayDoNothing(Action action) {
    assertThat(isAllowed(new Caller.Anonymous(), action, object("photos"))).isFalse();
    assertThat(isAllowed(known(), action, object("photos"))).isFalse();
  }

  @Test
  void onlyWhatARuleAllowsIsAllowed() {
    assertThat(isAllowed(known(READ_PHOTOS), Action.GET_OBJECT, object("photos"))).isTrue();
    assertThat(isAllowed(known(READ_PHOTOS), Action.PUT_OBJECT, object("photos"))).isFalse();
    assertThat(isAllowed(known(READ_PHOTOS), Action.GET_OBJECT, object("other"))).isFalse();
  }

  @Test
  void aRuleThatForbidsBeatsThoseThatAllowInAnyOrder() {
    for (Caller caller :
        List.of(
            known(AccessRule.FULL_ACCESS, NO_SECRETS), known(NO_SECRETS, AccessRule.FULL_ACCESS))) {
      assertThat(isAllowed(caller, Action.GET_OBJECT, object("secrets"))).isFalse();
      assertThat(isAllowed(caller, Action.GET_OBJECT, object("photos"))).isTrue();
    }
  }

  @Test
  void aRuleThatForbidsAllowsNothingElse() {
    assertThat(isAllowed(known(NO_SECRETS), Action.GET_OBJECT, object("photos"))).isFalse();
  }

  @Test
  void aDecisionSaysWhatDecidedAndWhy() {
    AccessRule writePhotos =
        new AccessRule(Effect.ALLOW, List.of("photos"), List.of("s3:PutObject"));
    Caller caller = known(NO_SECRETS, READ_PHOTOS, AccessRule.FULL_ACCESS, writePhotos);
    requireDecision(
        caller, object("photos"), Layer.RULES, Reason.ALLOWED_BY_RULE, OptionalInt.of(1));
    requireDecision(
        caller, object("secrets"), Layer.RULES, Reason.FORBIDDEN_BY_RULE, OptionalInt.of(0));
    requireDecision(
        known(writePhotos),
        object("photos"),
        Layer.NONE,
        Reason.ALLOWED_BY_NOTHING,
        OptionalInt.empty());
    requireDecision(
        new Caller.Anonymous(),
        object("photos"),
        Layer.NONE,
        Reason.NOT_SIGNED,
        OptionalInt.empty());
  }

  private static void requireDecision(
      Caller caller, Resource resource, Layer layer, Reason reason, OptionalInt statement) {
    boolean isAllowed = reason == Reason.ALLOWED_BY_RULE;
    assertThat(decide(caller, Action.GET_OBJECT, resource))
        .isEqualTo(
            new Decision(
                isAllowed,
                layer,
                Action.GET_OBJECT,
                resource,
                reason,
                statement,
                Optional.empty(),
                List.of()));
  }

  static Resource bucket(String name) {
    return new Resource.OfBucket(new BucketName(name));
  }

  static Resource object(String bucket) {
    return new Resource.OfObject(new BucketName(bucket), new ObjectKey("a/b"));
  }

  private static Caller known(AccessRule... rules) {
    return new Caller.Known(new UserId("a"), "anna", List.of(rules));
  }

  private static boolean isAllowed(Caller caller, Action action, Resource resource) {
    return decide(caller, action, resource).isAllowed();
  }

  private static Decision decide(Caller caller, Action action, Resource resource) {
    return new Authorizer()
        .decide(new AccessRequest(caller, action, resource, new SaidContext()), Optional.empty());
  }
}
