package io.bytebucket.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.BucketPolicy.Effect;
import io.bytebucket.core.access.BucketPolicy.Verdict;
import io.bytebucket.core.access.Decision.Layer;
import io.bytebucket.core.access.Decision.Reason;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** In which order rules, policies and access control lists decide. */
class AuthorizerOrderTest {
  private static final BucketName BUCKET = new BucketName("photos");
  private static final UserId OWNER = new UserId("owner-id");
  private static final Resource OBJECT = new Resource.OfObject(BUCKET, new ObjectKey("a"));
  private static final PublicAccessBlock RESTRICT =
      new PublicAccessBlock(false, false, false, true);
  private static final PublicAccessBlock IGNORE = new PublicAccessBlock(false, true, false, false);

  /** A policy that says this to these. */
  private record Says(Effect effect, boolean isPublic, boolean toAnybody) implements BucketPolicy {
    @Override
    public Verdict judge(AccessRequest request) {
      boolean isMeant = toAnybody || request.caller() instanceof Caller.Known;
      return isMeant ? new Verdict(effect, 3, Optional.of("sid")) : Verdict.NONE;
    }

    @Override
    public List<String> absentKeys(AccessRequest request) {
      return List.of("aws:Referer");
    }
  }

  private static Optional<BucketPolicy> policy(String text) {
    return switch (text) {
      case "-" -> Optional.empty();
      case "deny" -> Optional.of(new Says(Effect.DENY, false, true));
      case "user" -> Optional.of(new Says(Effect.ALLOW, false, false));
      case "everybody", "restricted" -> Optional.of(new Says(Effect.ALLOW, true, true));
      case "unreadable" -> Optional.of(new BucketPolicy.Unreadable());
      default -> throw new AssertionError(text);
    };
  }

  private static Caller.Known user(String rules) {
    List<AccessRule> all =
        switch (rules) {
          case "-" -> List.of();
          case "allow" -> List.of(AccessRule.FULL_ACCESS);
          case "deny" ->
              List.of(
                  AccessRule.FULL_ACCESS,
                  new AccessRule(
                      AccessRule.Effect.DENY, List.of("photos"), List.of("s3:GetObject")));
          default -> throw new AssertionError(rules);
        };
    return new Caller.Known(new UserId("anna-id"), "anna", all);
  }

  private static BucketFacts facts(String policy, String acl) {
    PublicAccessBlock block =
        policy.equals("restricted")
            ? RESTRICT
            : acl.endsWith("-ignored") ? IGNORE : PublicAccessBlock.NONE;
    ObjectOwnership ownership =
        acl.endsWith("-enforced")
            ? ObjectOwnership.BUCKET_OWNER_ENFORCED
            : ObjectOwnership.BUCKET_OWNER_PREFERRED;
    Bucket bucket =
        new Bucket(1, BUCKET, Instant.EPOCH, OWNER, "", Versioning.UNVERSIONED, Set.of(), 0);
    return new BucketFacts(
        bucket,
        "eu-central-1",
        new BucketAccess("photos", OWNER, Acl.Canned.PRIVATE, ownership, block),
        policy(policy));
  }

  /** A request on an object with that list. */
  private static SaidContext context(String acl) {
    Acl list =
        acl.startsWith("everybody")
            ? new Acl.Canned(CannedAcl.PUBLIC_READ)
            : acl.startsWith("users")
                ? new Acl.Canned(CannedAcl.AUTHENTICATED_READ)
                : Acl.Canned.PRIVATE;
    return new SaidContext()
        .finds(
            new ObjectFacts(
                new VersionId(0, true),
                OWNER,
                new ObjectAccess(false, Optional.of(list)),
                Map.of()));
  }

  private static Decision decide(Caller caller, Action action, String policy, String acl) {
    return new Authorizer()
        .decide(
            new AccessRequest(caller, action, OBJECT, context(acl)),
            Optional.of(facts(policy, acl)));
  }

  @ParameterizedTest
  @CsvSource({
    "deny, -, -, FORBIDDEN_BY_RULE, NOT_SIGNED",
    "deny, everybody, everybody, FORBIDDEN_BY_RULE, ALLOWED_BY_POLICY",
    "-, deny, -, FORBIDDEN_BY_POLICY, FORBIDDEN_BY_POLICY",
    "allow, deny, everybody, FORBIDDEN_BY_POLICY, FORBIDDEN_BY_POLICY",
    "allow, unreadable, everybody, POLICY_UNREADABLE, POLICY_UNREADABLE",
    "allow, -, -, ALLOWED_BY_RULE, NOT_SIGNED",
    "allow, everybody, everybody, ALLOWED_BY_RULE, ALLOWED_BY_POLICY",
    "-, user, -, ALLOWED_BY_POLICY, NOT_SIGNED",
    "-, everybody, -, ALLOWED_BY_POLICY, ALLOWED_BY_POLICY",
    "-, restricted, -, ALLOWED_BY_POLICY, PUBLIC_POLICY_RESTRICTED",
    "-, restricted, everybody, ALLOWED_BY_POLICY, ALLOWED_BY_ACL",
    "-, -, everybody, ALLOWED_BY_ACL, ALLOWED_BY_ACL",
    "-, -, users, ALLOWED_BY_ACL, NOT_SIGNED",
    "-, -, everybody-ignored, PUBLIC_ACL_IGNORED, PUBLIC_ACL_IGNORED",
    "-, -, users-ignored, PUBLIC_ACL_IGNORED, NOT_SIGNED",
    "-, -, everybody-enforced, ALLOWED_BY_NOTHING, NOT_SIGNED",
    "-, -, -, ALLOWED_BY_NOTHING, NOT_SIGNED",
  })
  void whatForbidsComesFirstThenRulesPoliciesAndLists(
      String rules, String policy, String acl, Reason user, Reason anonymous) {
    assertThat(decide(user(rules), Action.GET_OBJECT, policy, acl).reason()).isEqualTo(user);
    assertThat(decide(new Caller.Anonymous(), Action.GET_OBJECT, policy, acl).reason())
        .isEqualTo(anonymous);
  }

  @ParameterizedTest
  @EnumSource
  void anAdministratorCanReadAndChangeAPolicyThatForbidsIt(Action action) {
    boolean isExempt =
        List.of(Action.GET_BUCKET_POLICY, Action.PUT_BUCKET_POLICY, Action.DELETE_BUCKET_POLICY)
            .contains(action);
    for (String policy : List.of("deny", "unreadable")) {
      assertThat(decide(user("allow"), action, policy, "-").isAllowed()).isEqualTo(isExempt);
      assertThat(decide(user("-"), action, policy, "-").isAllowed()).isFalse();
    }
  }

  @Test
  void aDecisionSaysWhichStatementDecidedAndWhatWasNotSaid() {
    Decision decision = decide(user("-"), Action.GET_OBJECT, "deny", "-");
    assertThat(decision.layer()).isEqualTo(Layer.POLICY);
    assertThat(decision.statement()).isEqualTo(OptionalInt.of(3));
    assertThat(decision.sid()).contains("sid");
    assertThat(decision.absentKeys()).containsExactly("aws:Referer");
    Decision allowed = decide(user("-"), Action.GET_OBJECT, "everybody", "-");
    assertThat(allowed.statement()).isEqualTo(OptionalInt.of(3));
    assertThat(allowed.absentKeys()).isEmpty();
    assertThat(decide(new Caller.Anonymous(), Action.GET_OBJECT, "restricted", "-").layer())
        .isEqualTo(Layer.ACCESS_BLOCK);
  }

  @Test
  void theObjectIsLookedUpOnlyWhereItsListDecides() {
    SaidContext unknown = new SaidContext();
    for (String policy : List.of("deny", "everybody")) {
      assertThat(
              new Authorizer()
                  .decide(
                      new AccessRequest(user("-"), Action.GET_OBJECT, OBJECT, unknown),
                      Optional.of(facts(policy, "-")))
                  .isAllowed())
          .isEqualTo(policy.equals("everybody"));
    }
    assertThat(unknown.wasLookedUp()).isFalse();
    new Authorizer()
        .decide(
            new AccessRequest(user("-"), Action.GET_OBJECT, OBJECT, unknown),
            Optional.of(facts("-", "-")));
    assertThat(unknown.wasLookedUp()).isTrue();
  }
}
