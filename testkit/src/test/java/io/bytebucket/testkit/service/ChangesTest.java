package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.audit.AuditRecord;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.NewBucket;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.UserLimits;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever can be changed about a store, its users and its buckets: which record it leaves in the
 * audit log, and whether it can be done where the disk is full.
 */
class ChangesTest {
  private static final BucketName BUCKET = TestStore.BUCKET;
  private static final BucketName OTHER = new BucketName("other");
  private static final ObjectReader.Source OBJECT =
      ObjectReader.Source.current(BUCKET, new ObjectKey("a"));

  /** Who can do it on a full disk. */
  private enum OnFullDisk {
    /** It frees room, or only those can ask for it who run the server. */
    ANYBODY,
    /** Whom it is given can do it again and again. */
    ADMINISTRATORS
  }

  /**
   * Something that can be changed.
   *
   * @param method the method of a service that does it
   * @param action of the record that it leaves
   */
  private record Change(String method, String action, OnFullDisk onFullDisk, Act act) {}

  @FunctionalInterface
  private interface Act {
    void on(ChangedStore store);
  }

  private static Change anybody(String method, String action, Act act) {
    return new Change(method, action, OnFullDisk.ANYBODY, act);
  }

  private static Change administrators(String method, String action, Act act) {
    return new Change(method, action, OnFullDisk.ADMINISTRATORS, act);
  }

  private static List<Change> changes() {
    return Stream.of(ofUsers(), ofKeys(), ofSignIns(), ofBuckets(), ofAccess(), ofTheStore())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Change> ofUsers() {
    return List.of(
        anybody(
            "UserChanges.create",
            "user.create",
            f ->
                f.services()
                    .userChanges()
                    .create(NewUser.of("eve", List.of(), "AKEVE", "e".repeat(40)))),
        anybody(
            "UserChanges.replaceRules",
            "user.rules",
            f -> f.services().userChanges().replaceRules(f.bob().id(), List.of())),
        anybody(
            "UserChanges.rename",
            "user.rename",
            f -> f.services().userChanges().rename(f.bob().id(), Optional.of("robert"))),
        anybody(
            "UserChanges.setEnabled",
            "user.disable",
            f -> f.services().userChanges().setEnabled(f.bob().id(), false)),
        anybody(
            "UserChanges.remove",
            "user.remove",
            f -> f.services().userChanges().remove(f.bob().id())),
        anybody(
            "UserRecovery.reset",
            "user.create",
            f -> f.services().userRecovery().reset("AKROOT", "r".repeat(40))),
        anybody(
            "UserRecovery.retire", "key.retire", f -> f.services().userRecovery().retire("AKBOB")),
        anybody(
            "UserRecovery.removeFactor",
            "second-factor.remove",
            f -> f.services().userRecovery().removeFactor(f.bob().id())),
        anybody(
            "LimitedUsers.put",
            "user.limits",
            f ->
                f.services()
                    .limitedUsers()
                    .put(
                        f.bob().id(),
                        new UserLimits(
                            Optional.of(new UserLimits.RequestRate(1, 1)),
                            Optional.empty(),
                            Optional.empty()))));
  }

  private static List<Change> ofKeys() {
    return List.of(
        anybody(
            "UserChanges.addKey",
            "key.create",
            f -> f.services().userChanges().addKey(f.bob().id(), NewKey.GENERATED)),
        administrators(
            "UserChanges.addKey",
            "key.create",
            f -> f.services().ownKeyChanges().addKey(f.bob().id(), NewKey.GENERATED)),
        anybody(
            "UserChanges.changeKey",
            "key.change",
            f ->
                f.services()
                    .userChanges()
                    .changeKey("AKBOB", AccessKey.Status.INACTIVE, Optional.empty())),
        administrators(
            "UserChanges.narrowKey",
            "key.change",
            f ->
                f.services()
                    .ownKeyChanges()
                    .narrowKey(f.bob().id(), "AKBOB", true, Optional.empty())),
        anybody(
            "UserChanges.removeKeyOf",
            "key.remove",
            f -> f.services().ownKeyChanges().removeKeyOf(f.bob().id(), "AKBOB")),
        anybody(
            "UserChanges.replaceSecret",
            "key.secret",
            f -> f.services().userChanges().replaceSecret("AKBOB", Optional.empty())),
        anybody(
            "UserChanges.rotate",
            "key.rotate",
            f -> f.services().userChanges().rotate("AKBOB", NewKey.GENERATED, Duration.ZERO)),
        administrators(
            "UserChanges.rotateKeyOf",
            "key.rotate",
            f ->
                f.services()
                    .ownKeyChanges()
                    .rotateKeyOf(f.bob().id(), "AKBOB", NewKey.GENERATED, Duration.ZERO)),
        anybody(
            "UserChanges.removeKey",
            "key.remove",
            f -> f.services().userChanges().removeKey("AKBOB")));
  }

  private static List<Change> ofSignIns() {
    return List.of(
        administrators(
            "SignIns.succeeded",
            "sign-in",
            f -> f.services().signIns().succeeded(Origin.current().who(), "headers")),
        anybody(
            "SignIns.write",
            "sign-in.failed",
            f -> {
              f.services().signIns().failed("AKBOB", "headers");
              f.services().signIns().write();
            }),
        administrators(
            "Sessions.begin", "session.begin", f -> f.services().sessions().begin(f.session("b"))),
        anybody(
            "Sessions.end",
            "session.end",
            f -> f.services().sessions().end(f.bob().id(), f.session("a").hash())),
        anybody(
            "Sessions.endAll",
            "session.end",
            f -> f.services().sessions().endAll(f.bob().id(), Optional.empty())),
        administrators(
            "SecondFactors.enrol",
            "second-factor.enrol",
            f -> f.factors().enrol(f.anna().id(), "another secret")),
        administrators(
            "SecondFactors.confirm",
            "second-factor.confirm",
            f -> f.factors().confirm(f.bob().id(), ChangedStore.CODE)),
        anybody(
            "SecondFactors.remove", "second-factor.remove", f -> f.factors().remove(f.bob().id())),
        administrators(
            "SecondFactors.renewRecovery",
            "second-factor.renew",
            f -> {
              f.factors().confirm(f.bob().id(), ChangedStore.CODE);
              f.nextCode();
              f.factors().renewRecovery(f.bob().id(), ChangedStore.CODE);
            }),
        administrators(
            "SecondFactors.use",
            "second-factor.recovery-code",
            f -> {
              List<String> codes =
                  f.factors().confirm(f.bob().id(), ChangedStore.CODE).orElseThrow();
              f.factors().use(f.bob().id(), codes.getFirst());
            }));
  }

  private static List<Change> ofBuckets() {
    CorsRule rule =
        new CorsRule(
            Optional.empty(),
            List.of("GET"),
            List.of("https://a"),
            List.of(),
            List.of(),
            OptionalInt.empty());
    return List.of(
        administrators(
            "Buckets.create",
            "bucket.create",
            f -> f.services().buckets().create(OTHER, f.bob().id(), LocationConstraint.NONE)),
        administrators(
            "Buckets.createIn",
            "bucket.create",
            f ->
                f.services()
                    .buckets()
                    .createIn("", new NewBucket(OTHER, f.bob().id(), LocationConstraint.NONE))),
        anybody("Buckets.delete", "bucket.delete", f -> f.services().buckets().delete(f.empty())),
        administrators(
            "Buckets.setVersioning",
            "bucket.versioning",
            f -> f.services().buckets().setVersioning(BUCKET, Versioning.ENABLED)),
        administrators(
            "BucketSettings.putCors",
            "bucket.cors",
            f ->
                f.services()
                    .bucketSettings()
                    .putCors(BUCKET, new CorsConfiguration(List.of(rule)))),
        anybody(
            "BucketSettings.deleteCors",
            "bucket.cors",
            f -> f.services().bucketSettings().deleteCors(f.full())),
        administrators(
            "BucketSettings.putTags",
            "bucket.tags",
            f -> f.services().bucketSettings().putTags(BUCKET, Tags.ofBucket(Map.of("k", "new")))),
        anybody(
            "BucketSettings.deleteTags",
            "bucket.tags",
            f -> f.services().bucketSettings().deleteTags(f.full())),
        anybody(
            "BucketSettings.putQuota",
            "bucket.quota",
            f ->
                f.services()
                    .bucketSettings()
                    .putQuota(BUCKET, new Quota(OptionalLong.of(7), OptionalLong.empty()))));
  }

  private static List<Change> ofAccess() {
    AclChange publicRead = AclChange.to(new Acl.Canned(CannedAcl.PUBLIC_READ));
    return List.of(
        administrators(
            "BucketAcls.putAcl",
            "bucket.acl",
            f -> f.services().bucketAcls().putAcl(BUCKET, publicRead)),
        administrators(
            "BucketAcls.putOwnership",
            "bucket.ownership",
            f ->
                f.services()
                    .bucketAcls()
                    .putOwnership(
                        BUCKET, new OwnershipControls(Optional.of(ObjectOwnership.OBJECT_WRITER)))),
        administrators(
            "BucketAcls.setBlock",
            "bucket.public-access-block",
            f -> f.services().bucketAcls().setBlock(BUCKET, Optional.of(PublicAccessBlock.ALL))),
        administrators(
            "BucketPolicies.put",
            "bucket.policy",
            f -> f.services().policies().put(BUCKET, ChangedStore.policy(BUCKET))),
        anybody(
            "BucketPolicies.delete",
            "bucket.policy",
            f -> f.services().policies().delete(f.full())),
        administrators(
            "ObjectAcls.set",
            "object.acl",
            f -> f.services().objectAcls().set(OBJECT, publicRead, f.bob().id())));
  }

  private static List<Change> ofTheStore() {
    return List.of(
        anybody("SavedSettings.changeable", "config.bans", f -> f.bans().save("on")),
        anybody("SavedSettings.make", "config.rate-limit", f -> f.limits().clear()),
        anybody(
            "Activity.change",
            "config.accesslog",
            f -> f.services().activity().change(kept -> ChangedStore.otherThan(kept))),
        administrators("Jobs.start", "job.start", ChangedStore::startJob),
        anybody(
            "Jobs.cancel",
            "job.cancel",
            f -> assertThat(f.cancelJob().state()).isEqualTo(new Job.State.Cancelled())),
        anybody("JobRunner.step", "job.end", ChangedStore::runJobs));
  }

  /** What reads, or changes nothing that lasts. */
  private static final Set<String> READS =
      Set.of(
          "UserRecovery.createFirst", // Nothing where there is somebody, as here.
          "LimitedUsers.all",
          "LimitedUsers.get",
          "LimitedUsers.refresh",
          "SignIns.failed",
          "SignIns.figures",
          "Sessions.find",
          "Sessions.of",
          "Sessions.seen",
          "SecondFactors.of",
          "SecondFactors.isRequired",
          "Buckets.get",
          "Buckets.usage",
          "Buckets.find",
          "Buckets.list",
          "BucketSettings.cors",
          "BucketSettings.tags",
          "BucketSettings.quota",
          "BucketAcls.access",
          "BucketAcls.strangers",
          "BucketAcls.kept",
          "BucketAcls.ownership",
          "BucketAcls.block",
          "BucketAcls.isBlockedEverywhere",
          "BucketPolicies.of",
          "BucketPolicies.find",
          "BucketPolicies.isPublic",
          "BucketPolicies.figures",
          "ObjectAcls.get",
          "SavedSettings.refresh",
          "Activity.log",
          "Activity.requests",
          "Activity.kept",
          "Activity.usage",
          "Jobs.get",
          "Jobs.list",
          "JobRunner.step");

  /** Services that change objects and their bytes, read, or do what nobody asks for. */
  private static final Set<String> OF_OTHER_KINDS =
      Set.of(
          "Users",
          "LastUses",
          "AuditLog",
          "AuditedStore",
          "AccessGate",
          "AccessQuestions",
          "ObjectReader",
          "ObjectWriter",
          "ObjectRemover",
          "ObjectLister",
          "VersionLister",
          "ObjectCopier",
          "ObjectTagger",
          "Uploads",
          "UploadLister",
          "PartWriter",
          "PartCopier",
          "UploadCompleter",
          "Tenure",
          "BlobIds",
          "BlobPins",
          "Start",
          "Account",
          "Upkeep");

  @Test
  void nothingThatTheServicesOfAStoreOfferIsForgottenHere() {
    Set<String> known = new HashSet<>(READS);
    changes().forEach(change -> known.add(change.method()));
    Set<String> forgotten = new TreeSet<>();
    for (Method service : Store.class.getDeclaredMethods()) {
      Class<?> type = service.getReturnType();
      if (isOffered(service)
          && type.getName().startsWith("io.bytebucket.core.")
          && !OF_OTHER_KINDS.contains(type.getSimpleName())) {
        Arrays.stream(type.getDeclaredMethods())
            .filter(ChangesTest::isOffered)
            .map(method -> type.getSimpleName() + "." + method.getName())
            .filter(method -> !known.contains(method))
            .forEach(forgotten::add);
      }
    }
    assertThat(forgotten).isEmpty();
  }

  private static boolean isOffered(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic();
  }

  private static Stream<DynamicTest> each(String what, Consumer<Change> test) {
    return changes().stream()
        .map(change ->
            dynamicTest(
                change.method() + " " + change.action() + " " + what, () -> test.accept(change)));
  }

  @TestFactory
  Stream<DynamicTest> everyChangeLeavesItsRecord() {
    return each(
        "has a record",
        change -> {
          ChangedStore store = new ChangedStore();
          Set<AuditRecord> before = Set.copyOf(store.records());
          store.as(store.anna(), () -> change.act().on(store));
          Set<String> actions =
              store.records().stream()
                  .filter(record -> !before.contains(record))
                  .map(record -> record.event().action())
                  .collect(Collectors.toSet());
          assertThat(actions).contains(change.action());
          store.requireConsistent();
        });
  }

  @TestFactory
  Stream<DynamicTest> onAFullDiskAdministratorsCanChangeEverything() {
    return each(
        "by an administrator",
        change -> {
          ChangedStore store = new ChangedStore();
          store.fillTheDisk();
          store.as(store.anna(), () -> change.act().on(store));
          assertThat(store.records().getFirst().event().action()).isEqualTo(change.action());
          store.requireConsistent();
        });
  }

  @TestFactory
  Stream<DynamicTest> onAFullDiskOthersCanChangeWhatFreesRoomOrIsNotTheirs() {
    return each(
        "by somebody with few rights",
        change -> {
          ChangedStore store = new ChangedStore();
          store.fillTheDisk();
          Runnable act = () -> store.as(store.bob(), () -> change.act().on(store));
          if (change.onFullDisk() == OnFullDisk.ANYBODY) {
            act.run();
          } else {
            Failures.require(Failure.StorageFull.class, act::run);
          }
          store.requireConsistent();
        });
  }
}
