package io.bytebucket.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.UserId;
import java.util.List;
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
    return new Authorizer().isAllowed(caller, action, resource);
  }
}
