package io.bytebucket.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.BucketFacts;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Decision;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.policy.PolicyCompiler;
import io.bytebucket.core.policy.PrincipalNames.Meaning;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.policy.NaivePolicy.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random policies, rules and requests: what the store decides, held against a second opinion. */
class PolicyOracleTest {
  private static final long SEED = 20_261_128;
  private static final int PAIRS = Boolean.getBoolean("bytebucket.full") ? 1_000_000 : 50_000;
  private static final int REQUESTS_TO_A_POLICY = 10;
  private static final BucketName BUCKET = new BucketName("photos");
  private static final UserId OWNER = new UserId("owner-id");

  private static final Map<String, Action> ACTIONS =
      Arrays.stream(Action.values())
          .collect(Collectors.toMap(Action::policyName, Function.identity()));

  private static final PolicyCompiler COMPILER =
      new PolicyCompiler(new Realm(PolicyText.ACCOUNT, "eu-central-1"));

  /** Rules of users by what they do. */
  private static final List<List<AccessRule>> RULES =
      List.of(
          List.of(),
          List.of(),
          List.of(new AccessRule(Effect.ALLOW, List.of("photos"), List.of("s3:Get*"))),
          List.of(
              new AccessRule(Effect.ALLOW, List.of("ph*"), List.of("s3:*")),
              new AccessRule(Effect.DENY, List.of("*"), List.of("s3:PutObject"))));

  private static BucketPolicy compile(NaivePolicy policy) {
    return COMPILER.compile(
        BUCKET,
        PolicyText.of(policy, BUCKET.value()),
        (_, name) ->
            Optional.of(
                name.endsWith(":root")
                    ? new Meaning.Account()
                    : new Meaning.User(
                        new UserId(name.substring(name.lastIndexOf('/') + 1) + "-id"))));
  }

  /** A policy that can be put, with what it was compiled to. */
  private record Pair(NaivePolicy naive, BucketPolicy compiled) {
    /** Those that cannot are refused for one of two reasons that the generator does not mind. */
    static Pair random(RandomPolicies random) {
      while (true) {
        NaivePolicy policy = random.policy();
        try {
          return new Pair(policy, compile(policy));
        } catch (StoreException e) {
          assertThat(e.failure())
              .as(() -> policy.toString())
              .isIn(
                  new Failure.InvalidPolicy(new PolicyFault.UnfitKey()),
                  new Failure.InvalidPolicy(new PolicyFault.ActionWithoutResource()));
        }
      }
    }
  }

  private static Caller caller(NaiveRequest request, List<AccessRule> rules) {
    return request
        .user()
        .<Caller>map(name -> new Caller.Known(new UserId(name + "-id"), name, rules))
        .orElseGet(Caller.Anonymous::new);
  }

  private static Decision decide(
      NaiveRequest request, List<AccessRule> rules, BucketPolicy policy, Access access) {
    Resource resource =
        request
            .key()
            .<Resource>map(key -> new Resource.OfObject(BUCKET, new ObjectKey(key)))
            .orElseGet(() -> new Resource.OfBucket(BUCKET));
    Action action = ACTIONS.get(request.action());
    Bucket bucket =
        new Bucket(1, BUCKET, Instant.EPOCH, OWNER, "", Versioning.UNVERSIONED, Set.of(), 0);
    BucketFacts facts =
        new BucketFacts(
            bucket,
            "eu-central-1",
            new BucketAccess(
                BUCKET.value(),
                OWNER,
                new Acl.Canned(access.acl()),
                ObjectOwnership.BUCKET_OWNER_PREFERRED,
                new PublicAccessBlock(false, false, false, access.isRestricted())),
            Optional.of(policy));
    return new Authorizer()
        .decide(
            new AccessRequest(caller(request, rules), action, resource, new NaiveContext(request)),
            Optional.of(facts));
  }

  /** What a bucket says beside its policy. */
  private record Access(CannedAcl acl, boolean isRestricted) {}

  private static boolean mayByOracle(
      NaiveRequest request, int rules, NaivePolicy policy, Access access) {
    String action = request.action();
    boolean hasRules = request.user().isPresent();
    if (hasRules && rules == 3 && action.equals("s3:PutObject")) {
      return false;
    }
    if (policy.denies(request)) {
      return false;
    }
    if (hasRules && (rules == 3 || (rules == 2 && action.startsWith("s3:Get")))) {
      return true;
    }
    boolean isShut = request.user().isEmpty() && access.isRestricted() && policy.isPublic();
    if (!isShut && policy.allows(request)) {
      return true;
    }
    boolean isRead = action.equals("s3:ListBucket") || action.equals("s3:ListBucketVersions");
    return isRead
        && (access.acl() == CannedAcl.PUBLIC_READ
            || (access.acl() == CannedAcl.AUTHENTICATED_READ && request.user().isPresent()));
  }

  @Test
  void twoOpinionsNeverDiffer() {
    Random seeded = new Random(SEED);
    RandomPolicies random = new RandomPolicies(seeded);
    int allowed = 0;
    for (int i = 0; i < PAIRS; i += REQUESTS_TO_A_POLICY) {
      Pair pair = Pair.random(random);
      assertThat(pair.compiled().isPublic())
          .as(() -> "seed " + SEED + ", public: " + pair.naive())
          .isEqualTo(pair.naive().isPublic());
      for (int j = 0; j < REQUESTS_TO_A_POLICY; j++) {
        NaiveRequest request = random.request();
        int rules = seeded.nextInt(RULES.size());
        CannedAcl[] lists = {
          CannedAcl.PRIVATE, CannedAcl.PRIVATE, CannedAcl.PUBLIC_READ, CannedAcl.AUTHENTICATED_READ
        };
        Access access = new Access(lists[seeded.nextInt(lists.length)], seeded.nextBoolean());
        Decision decision = decide(request, RULES.get(rules), pair.compiled(), access);
        assertThat(decision.isAllowed())
            .as(() ->
                "seed %d: %s by rules %d, %s, of %s: %s"
                    .formatted(SEED, request, rules, access, pair.naive(), decision))
            .isEqualTo(mayByOracle(request, rules, pair.naive(), access));
        allowed += decision.isAllowed() ? 1 : 0;
      }
    }
    // Neither answer is rare, or little would have been compared.
    assertThat(allowed).isBetween(PAIRS / 5, PAIRS * 4 / 5);
  }

  @Test
  void policiesHaveTheirProperties() {
    Random seeded = new Random(SEED);
    RandomPolicies random = new RandomPolicies(seeded);
    Access plain = new Access(CannedAcl.PRIVATE, false);
    BucketPolicy denial = compile(new NaivePolicy(List.of(all(false))));
    for (int i = 0; i < PAIRS / 50; i++) {
      Pair pair = Pair.random(random);
      NaiveRequest request = random.request();
      boolean isAllowed = decide(request, List.of(), pair.compiled(), plain).isAllowed();
      assertThat(decide(request, RULES.get(3), with(pair, all(false)), plain).isAllowed())
          .as(() -> "seed " + SEED + ": a denial beats all")
          .isFalse();
      assertThat(decide(request, RULES.get(3), denial, plain).isAllowed()).isFalse();
      List<Statement> shuffled = new ArrayList<>(pair.naive().statements());
      Collections.shuffle(shuffled, seeded);
      BucketPolicy other = compile(new NaivePolicy(shuffled));
      assertThat(decide(request, List.of(), other, plain).isAllowed())
          .as(() -> "seed " + SEED + ": the order of statements means nothing, " + pair.naive())
          .isEqualTo(isAllowed);
      if (isAllowed) {
        assertThat(decide(request, List.of(), with(pair, all(true)), plain).isAllowed())
            .as(() -> "seed " + SEED + ": to allow more takes nothing away, " + pair.naive())
            .isTrue();
      }
    }
  }

  private static BucketPolicy with(Pair pair, Statement statement) {
    List<Statement> more = new ArrayList<>(pair.naive().statements());
    more.add(statement);
    return compile(new NaivePolicy(more));
  }

  private static Statement all(boolean allows) {
    return new Statement(
        allows, false, List.of("*"), false, List.of("*"), false, List.of("*"), List.of());
  }
}
