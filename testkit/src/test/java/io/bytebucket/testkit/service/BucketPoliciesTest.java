package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.PlainContext;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Policies of buckets in a store with users, objects, and more than one server. */
class BucketPoliciesTest {
  private static final ObjectKey KEY = new ObjectKey("a");
  private static final ObjectReader.Source SOURCE =
      ObjectReader.Source.current(TestStore.BUCKET, KEY);
  private static final Caller ANYBODY = new Caller.Anonymous();

  private final TestStore store = TestStore.create();
  private final Store services = store.services;

  private static byte[] policy(String effect, String principal, String more) {
    return ("{'Version':'2012-10-17','Statement':{'Effect':'%s','Principal':%s,"
            + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*'%s}}")
        .formatted(effect, principal, more)
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] statements(String all) {
    return ("{'Version':'2012-10-17','Statement':[" + all + "]}")
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private void put(byte[] policy) {
    services.policies().put(TestStore.BUCKET, policy);
  }

  private User user(String name) {
    return services
        .userChanges()
        .create(NewUser.of(name, List.of(), "AK" + name, "secret-of-" + name))
        .user();
  }

  private static Caller caller(User user) {
    return new Caller.Known(user.id(), user.name(), user.rules());
  }

  private Admission get(AccessGate gate, Caller caller) {
    Demand demand = () -> new Resource.OfObject(TestStore.BUCKET, KEY);
    return gate.admit(
        caller,
        Permissions.require("GetObject", true),
        demand,
        PlainContext.local(),
        gate.buckets());
  }

  private boolean mayGet(Store server, Caller caller) {
    return Failures.of(() -> get(server.gate("eu-central-1"), caller)).isEmpty();
  }

  private void tag(String value) {
    services.tagger().set(SOURCE, Tags.ofObject(Map.of("secret", value)), TestStore.OWNER);
  }

  @Test
  void usersAreNamedByArnCanonicalIdAndId() {
    User anna = user("anna");
    User bert = user("bert");
    for (String name :
        List.of(
            "{'AWS':'arn:aws:iam::000000000000:user/anna'}",
            "{'AWS':'arn:aws:iam:::user/anna'}",
            "{'AWS':'" + anna.id().value() + "'}",
            "{'CanonicalUser':'" + CanonicalId.of(anna.id()) + "'}")) {
      put(policy("Allow", name, ""));
      assertThat(mayGet(services, caller(anna))).as(name).isTrue();
      assertThat(mayGet(services, caller(bert))).isFalse();
      assertThat(mayGet(services, ANYBODY)).isFalse();
    }
  }

  @Test
  void aDenialByOneNameOfSomebodyBeatsWhatAnotherNameIsAllowed() {
    User anna = user("anna");
    String statement =
        "{'Effect':'%s','Principal':%s,'Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*'}";
    String allowed = statement.formatted("Allow", "{'AWS':'arn:aws:iam:::user/anna'}");
    String denied =
        statement.formatted("Deny", "{'CanonicalUser':'" + CanonicalId.of(anna.id()) + "'}");
    put(statements(allowed));
    assertThat(mayGet(services, caller(anna))).isTrue();
    put(statements(allowed + "," + denied));
    assertThat(mayGet(services, caller(anna))).isFalse();
  }

  @Test
  void aUserWhoGetsTheNameOfAnotherLaterInheritsNothing() {
    User anna = user("anna");
    put(policy("Allow", "{'AWS':'arn:aws:iam::000000000000:user/anna'}", ""));
    services.userChanges().remove(anna.id());
    User again =
        services
            .userChanges()
            .create(NewUser.of("anna", List.of(), "AKanother", "another-secret"))
            .user();
    assertThat(mayGet(services, caller(again))).isFalse();
    assertThat(services.policies().find(TestStore.BUCKET).map(String::new))
        .get()
        .asString()
        .contains("user/anna");
  }

  @Test
  void whoIsNotThereIsNoPrincipal() {
    for (String name :
        List.of(
            "{'AWS':'arn:aws:iam::000000000000:user/nobody'}",
            "{'AWS':'arn:aws:iam::123456789012:root'}",
            "{'AWS':'nobody'}",
            "{'CanonicalUser':'nobody'}")) {
      Failures.require(
          new Failure.InvalidPolicy(new PolicyFault.InvalidPrincipal()),
          () -> put(policy("Allow", name, "")));
    }
  }

  @Test
  void theAccountIsDeniedAsAWholeAndAllowedNothing() {
    User anna = user("anna");
    put(policy("Allow", "{'AWS':'000000000000'}", ""));
    assertThat(mayGet(services, caller(anna))).isFalse();
    put(policy("Allow", "'*'", ""));
    assertThat(mayGet(services, caller(anna))).isTrue();
  }

  @Test
  void aPublicPolicyIsRefusedWhereTheyAreBlockedAndTakenOtherwise() {
    put(policy("Allow", "'*'", ""));
    services
        .bucketAcls()
        .setBlock(TestStore.BUCKET, Optional.of(new PublicAccessBlock(false, false, true, false)));
    Failures.require(
        new Failure.PublicAccessBlocked(Failure.PublicAccessBlocked.By.POLICY),
        () -> put(policy("Allow", "'*'", "")));
    put(policy("Deny", "'*'", ""));
    services.bucketAcls().setBlock(TestStore.BUCKET, Optional.empty());
    put(policy("Allow", "'*'", ""));
  }

  @Test
  void whatOneServerChangesHoldsForTheNextRequestAtAnother() {
    Store other = TestStore.servicesOver(store.metadata, store.blobs);
    for (int i = 0; i < 3; i++) {
      assertThat(mayGet(other, ANYBODY)).isFalse();
      put(policy("Allow", "'*'", ""));
      assertThat(mayGet(other, ANYBODY)).isTrue();
      assertThat(mayGet(services, ANYBODY)).isTrue();
      other.policies().put(TestStore.BUCKET, policy("Deny", "'*'", ""));
      assertThat(mayGet(services, ANYBODY)).isFalse();
      services.policies().delete(TestStore.BUCKET);
    }
  }

  @Test
  void aBucketThatIsMadeAgainHasNothingOfTheOldOne() {
    put(policy("Allow", "'*'", ""));
    assertThat(mayGet(services, ANYBODY)).isTrue();
    services.buckets().delete(TestStore.BUCKET);
    services.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    assertThat(mayGet(services, ANYBODY)).isFalse();
    assertThat(services.policies().find(TestStore.BUCKET)).isEmpty();
  }

  @Test
  void aPolicyLivesThroughACrash() {
    put(policy("Allow", "'*'", ""));
    assertThat(mayGet(store.crash().services, ANYBODY)).isTrue();
  }

  @Test
  void anObjectThatTakesThePlaceOfTheJudgedOneIsJudgedToo() {
    put(
        policy(
            "Allow", "'*'", ",'Condition':{'StringEquals':{'s3:ExistingObjectTag/secret':'no'}}"));
    store.put(KEY.value(), new byte[1]);
    tag("no");
    Admission admission = get(services.gate("eu-central-1"), ANYBODY);
    ObjectReader.Source judged = admission.judged(SOURCE);
    assertThat(services.reader().get(judged).record().sizeBytes()).isEqualTo(1);
    tag("yes");
    assertThatThrownBy(() -> services.reader().get(judged))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).failure())
        .isInstanceOf(Failure.AccessDenied.class);
    assertThatThrownBy(() -> services.tagger().get(judged)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> services.objectAcls().get(judged)).isInstanceOf(StoreException.class);
    AclChange change = AclChange.to(Acl.Canned.PRIVATE);
    assertThatThrownBy(() -> services.objectAcls().set(judged, change, UserId.NOBODY))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).failure())
        .isInstanceOf(Failure.AccessDenied.class);
    ObjectCopier.Rename rename =
        new ObjectCopier.Rename(
            judged,
            ReadConditions.NONE,
            new ObjectKey("to"),
            new WriteCondition.None(),
            UserId.NOBODY);
    Failures.require(Failure.AccessDenied.class, () -> services.copier().rename(rename));
    tag("no");
    assertThat(services.reader().get(judged).record().sizeBytes()).isEqualTo(1);
    services.copier().rename(rename);
  }

  @Test
  void whereNoPolicyAsksForTheObjectItIsServedAsItIsFound() {
    put(policy("Allow", "'*'", ""));
    assertThat(get(services.gate("eu-central-1"), ANYBODY).judged(SOURCE)).isSameAs(SOURCE);
  }
}
