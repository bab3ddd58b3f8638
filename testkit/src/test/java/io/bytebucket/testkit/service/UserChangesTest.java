package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.UserFault;
import io.bytebucket.core.failure.UserFault.RuleList;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.IssuedKey;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserServices;
import io.bytebucket.core.user.UserState;
import io.bytebucket.core.user.Users;
import io.bytebucket.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be changed of users, keys and rules, and what cannot. */
class UserChangesTest {
  private static final List<AccessRule> NOTHING = List.of();

  private final TestStore store = TestStore.create();
  private final UserServices services = TestStore.users(store.metadata, 1);
  private final Users users = services.users();
  private final UserChanges changes = services.changes();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  /** The users of another server on the same store. */
  private Users elsewhere() {
    return TestStore.users(store.metadata, 2).users();
  }

  private User make(String name) {
    return changes.create(new NewUser(Optional.of(name), NOTHING, NewKey.GENERATED)).user();
  }

  private static void requireFault(UserFault fault, Failures.Operation operation) {
    Failures.require(new Failure.InvalidUser(fault), operation);
  }

  @Test
  void whatIsGeneratedIsAsLongAsOnAws() {
    IssuedKey issued = changes.create(new NewUser(Optional.empty(), NOTHING, NewKey.GENERATED));
    assertThat(issued.key().id()).matches("[A-Z2-7]{20}");
    assertThat(issued.secret()).matches("[A-Za-z0-9+/]{40}");
    assertThat(users.find(issued.key().id()).orElseThrow().secret()).isEqualTo(issued.secret());
    assertThat(issued.toString()).doesNotContain(issued.secret());
  }

  @Test
  void aUserWithoutANameIsCalledByItsId() {
    User user = changes.create(new NewUser(Optional.empty(), NOTHING, NewKey.GENERATED)).user();
    assertThat(user.name()).isEqualTo(user.id().value());
    assertThat(user.isNamed()).isFalse();
    assertThat(users.byName(user.name())).contains(user);
    Failures.require(
        new Failure.UserNameTaken(user.name()),
        () -> changes.create(NewUser.of(user.name(), NOTHING, "AK1", "a secret")));

    User named = changes.rename(user.id(), Optional.of("anna"));
    assertThat(named.isNamed()).isTrue();
    assertThat(users.byName("anna")).contains(named);
    assertThat(users.byName(user.name())).isEmpty();
    // Nobody else is called as the user is by those who look for an id.
    Failures.require(new Failure.UserNameTaken(user.id().value()), () -> make(user.id().value()));
    assertThat(changes.rename(user.id(), Optional.empty())).isEqualTo(user);
  }

  @Test
  void namesThatDifferInCaseAreOneAndAreFoundAsTheyAre() {
    User anna = make("Anna");
    Failures.require(new Failure.UserNameTaken("aNNa"), () -> make("aNNa"));
    assertThat(users.byName("Anna")).contains(anna);
    assertThat(users.byName("anna")).isEmpty();
    assertThat(changes.rename(anna.id(), Optional.of("anna")).name()).isEqualTo("anna");
    assertThat(users.byName("anna")).isPresent();
  }

  @Test
  void aNameThatIsFreeAgainIsAnothersAndAnIdNeverIs() {
    User anna = make("anna");
    changes.remove(anna.id());
    assertThat(users.byName("anna")).isEmpty();
    assertThat(users.byCanonicalId(CanonicalId.of(anna.id()))).isEmpty();
    User next = make("anna");
    assertThat(next.id()).isNotEqualTo(anna.id());
    assertThat(users.byCanonicalId(CanonicalId.of(next.id()))).contains(next);
    assertThat(users.byCanonicalId("0".repeat(64))).isEmpty();
    assertThat(users.byCanonicalId("0".repeat(1_000_000))).isEmpty();
    assertThat(users.byName("")).isEmpty();
  }

  @Test
  void onlySomeNamesAreAllowed() {
    for (String name : List.of("a", "A+=,.@_-9", "x".repeat(64))) {
      assertThat(make(name).name()).isEqualTo(name);
    }
    for (String name : List.of("", " ", "a b", "ä", "a/b", "a*", "${x}", "x".repeat(65))) {
      requireFault(new UserFault.InvalidName(name), () -> make(name));
    }
  }

  @Test
  void keysAndSecretsThatAreBroughtAlongHaveASaneForm() {
    User anna = make("anna");
    for (String id : List.of("AK", "A K", "A,K", "A/K", "A=K", "ÄKA", "A".repeat(129), "A\n\nK")) {
      requireFault(
          new UserFault.InvalidKeyId(id),
          () -> changes.addKey(anna.id(), NewKey.of(id, "a secret")));
    }
    for (String secret : List.of("", "1234567", "s".repeat(129), "a\nsecret", "süßsecret")) {
      requireFault(
          new UserFault.InvalidSecret(8, 128),
          () -> changes.addKey(anna.id(), NewKey.of("AKOWN", secret)));
      requireFault(
          new UserFault.InvalidSecret(8, 128),
          () -> changes.replaceSecret(anna.keyIds().getFirst(), Optional.of(secret)));
    }
    for (String secret : List.of("12345678", "s".repeat(128), "with blanks/and+signs=")) {
      changes.addKey(anna.id(), NewKey.of("AK" + secret.length(), secret));
      assertThat(users.find("AK" + secret.length()).orElseThrow().secret()).isEqualTo(secret);
    }
  }

  @Test
  void aKeyThatAnotherHasIsNobodyElses() {
    services.recovery().createFirst("AKROOT", "of the first one");
    Failures.require(
        new Failure.AccessKeyTaken("AKROOT"),
        () -> changes.create(NewUser.of("mallory", NOTHING, "AKROOT", "a secret")));
    User bob = make("bob");
    Failures.require(
        new Failure.AccessKeyTaken("AKROOT"),
        () -> changes.addKey(bob.id(), NewKey.of("AKROOT", "a secret")));
    assertThat(users.find("AKROOT").orElseThrow().secret()).isEqualTo("of the first one");
    assertThat(users.byName("mallory")).isEmpty();
  }

  @Test
  void anotherKeyOfAUserMayDoWhatTheFirstMayAndNoMore() {
    AccessRule rule = new AccessRule(Effect.ALLOW, List.of("reports"), List.of("s3:GetObject"));
    User anna = changes.create(NewUser.of("anna", List.of(rule), "AKFIRST", "a secret")).user();
    IssuedKey second = changes.addKey(anna.id(), NewKey.GENERATED);
    assertThat(users.find(second.key().id()).orElseThrow().user().rules()).containsExactly(rule);
    changes.replaceRules(anna.id(), NOTHING);
    assertThat(users.find(second.key().id()).orElseThrow().user().rules()).isEmpty();
  }

  @Test
  void aRotatedKeyGoesOnWorkingForAWhile() {
    User anna = changes.create(NewUser.of("anna", NOTHING, "AKFIRST", "a secret")).user();
    IssuedKey next = changes.rotate("AKFIRST", NewKey.GENERATED, Duration.ofHours(1));
    assertThat(next.user().keyIds()).containsExactly("AKFIRST", next.key().id());
    assertThat(users.find("AKFIRST").orElseThrow().key().expiresAt())
        .contains(TestStore.NOW.plus(Duration.ofHours(1)));
    // One that ends sooner still does.
    changes.rotate("AKFIRST", NewKey.GENERATED, Duration.ofHours(2));
    assertThat(users.find("AKFIRST").orElseThrow().key().expiresAt())
        .contains(TestStore.NOW.plus(Duration.ofHours(1)));

    IssuedKey last = changes.rotate("AKFIRST", NewKey.of("AKLAST", "a secret"), Duration.ZERO);
    assertThat(users.find("AKFIRST")).isEmpty();
    assertThat(last.user().id()).isEqualTo(anna.id());
    Failures.require(
        new Failure.NoSuchAccessKey("AKFIRST"),
        () -> changes.rotate("AKFIRST", NewKey.GENERATED, Duration.ZERO));
    assertThatThrownBy(
            () -> changes.rotate("AKLAST", NewKey.GENERATED, UserChanges.GRACE_MAX.plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void usersAreListedAPageAtATimeWithTheirKeys() {
    List<UserId> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(make("user" + i).id());
    }
    IssuedKey more =
        changes.addKey(
            made.getFirst(),
            new NewKey(Optional.empty(), Optional.empty(), Optional.of(TestStore.NOW)));
    changes.changeKey(more.key().id(), AccessKey.Status.INACTIVE, Optional.empty());
    List<UserState> listed = new ArrayList<>();
    UserId after = UserId.NOBODY;
    Users.UserPage page;
    do {
      page = users.page(after, 3);
      assertThat(page.users()).hasSizeBetween(1, 3);
      listed.addAll(page.users());
      after = page.users().getLast().user().id();
    } while (page.isTruncated());
    assertThat(listed.stream().map(state -> state.user().id().value())).isSorted();
    assertThat(listed).hasSize(7);
    assertThat(users.page(UserId.NOBODY, 7).isTruncated()).isFalse();
    UserState first = users.state(made.getFirst()).orElseThrow();
    assertThat(listed).contains(first);
    assertThat(first.keys()).hasSize(2);
    assertThat(first.keys().getLast().key().status()).isEqualTo(AccessKey.Status.INACTIVE);
    assertThat(first.lastSeenAt()).isEmpty();
  }

  @Test
  void lastUsesAreWrittenTogetherAndNeverBackwards() {
    User anna = changes.create(NewUser.of("anna", NOTHING, "AKFIRST", "a secret")).user();
    changes.addKey(anna.id(), NewKey.of("AKSECOND", "a secret"));
    AccessKey key = users.find("AKFIRST").orElseThrow().key();
    AccessKey gone = users.find("AKSECOND").orElseThrow().key();
    services.lastUses().note(key);
    services.lastUses().note(gone);
    changes.removeKey("AKSECOND");
    long before = users.changes();
    // Here it is known at once; at other servers, when it is written.
    assertThat(users.state(anna.id()).orElseThrow().lastSeenAt()).contains(TestStore.NOW);
    assertThat(elsewhere().state(anna.id()).orElseThrow().lastSeenAt()).isEmpty();
    services.lastUses().write();
    UserState state = elsewhere().state(anna.id()).orElseThrow();
    assertThat(state.lastSeenAt()).contains(TestStore.NOW);
    assertThat(state.keys().getFirst().lastUsedAt()).contains(TestStore.NOW);
    // Nothing that is remembered of users is out of date by it.
    assertThat(users.changes()).isEqualTo(before);
    Instant seen = state.lastSeenAt().orElseThrow();
    services.lastUses().write();
    assertThat(users.state(anna.id()).orElseThrow().lastSeenAt()).contains(seen);
  }

  @Test
  void rulesAreLookedAtBeforeTheyAreStored() {
    User anna = make("anna");
    List<String> many = Collections.nCopies(101, "a");
    requireRules(new UserFault.EmptyList(0, RuleList.BUCKETS), rule(List.of(), List.of("*")));
    requireRules(new UserFault.EmptyList(0, RuleList.ACTIONS), rule(List.of("*"), List.of()));
    requireRules(new UserFault.ListTooLong(0, RuleList.BUCKETS, 100), rule(many, List.of("*")));
    requireRules(new UserFault.ListTooLong(0, RuleList.ACTIONS, 100), rule(List.of("*"), many));
    for (String bucket : List.of("", " ", "@OWN", "@all", "arn:aws:s3:::a", "a/b", "a b")) {
      requireRules(new UserFault.InvalidBucket(0, bucket), rule(List.of(bucket), List.of("*")));
    }
    for (String action :
        List.of("", "s3:ListBuckets", "s3", "GetObject", "s3:GetObjekt", "iam:*", "s3:Z*")) {
      requireRules(new UserFault.UnknownAction(0, action), rule(List.of("*"), List.of(action)));
    }
    AccessRule fine = rule(List.of("*"), List.of("*"));
    requireFault(
        new UserFault.TooManyRules(100),
        () -> changes.replaceRules(anna.id(), Collections.nCopies(101, fine)));
    AccessRule large = rule(Collections.nCopies(100, "b".repeat(255)), List.of("*"));
    requireFault(
        new UserFault.RulesTooLarge(25_501, 20_480),
        () -> changes.replaceRules(anna.id(), List.of(large)));
    requireFault(
        new UserFault.UnknownAction(1, "s3:Nothing"),
        () ->
            changes.replaceRules(
                anna.id(), List.of(fine, rule(List.of("*"), List.of("s3:Nothing")))));
    assertThat(users.user(anna.id()).orElseThrow().rules()).isEmpty();

    List<AccessRule> good =
        List.of(
            rule(List.of("reports", "logs-*", "a?c", "@own"), List.of("s3:GetObject", "S3:list*")),
            new AccessRule(Effect.DENY, List.of("*"), List.of("s3:*", "admin:*")));
    assertThat(changes.replaceRules(anna.id(), good).rules()).isEqualTo(good);
  }

  private void requireRules(UserFault fault, AccessRule rule) {
    requireFault(
        fault,
        () -> changes.create(new NewUser(Optional.empty(), List.of(rule), NewKey.GENERATED)));
  }

  private static AccessRule rule(List<String> buckets, List<String> actions) {
    return new AccessRule(Effect.ALLOW, buckets, actions);
  }
}
