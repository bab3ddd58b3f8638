package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketSettingsTest {
  private static final BucketName MISSING = new BucketName("missing");

  private TestStore store = TestStore.create();
  private final BucketSettings settings =
      new BucketSettings(store.metadata, TestStore.audited(store.metadata));

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private static CorsConfiguration cors(String origin) {
    return new CorsConfiguration(
        List.of(
            new CorsRule(
                Optional.empty(),
                List.of("GET"),
                List.of(origin),
                List.of(),
                List.of(),
                OptionalInt.empty())));
  }

  @Test
  void aNewBucketHasNoSettings() {
    assertThat(settings.cors(TestStore.BUCKET)).isEmpty();
    assertThat(settings.tags(TestStore.BUCKET)).isEmpty();
  }

  @Test
  void theLastSettingCountsAlsoAfterACrash() {
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    settings.putCors(TestStore.BUCKET, cors("https://b"));
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("z", "");
    tags.put("a", "1");
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(Map.of("old", "x")));
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(tags));

    store = store.crash();
    BucketSettings next = new BucketSettings(store.metadata, TestStore.audited(store.metadata));
    assertThat(next.cors(TestStore.BUCKET)).contains(cors("https://b"));
    assertThat(next.tags(TestStore.BUCKET)).containsExactlyEntriesOf(tags);
  }

  @Test
  void whatCannotBeReadCanBeReplacedAndDeletedAndIsRecordedAsItIs() {
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(Map.of("a", "1")));
    damage(BucketSetting.CORS);
    damage(BucketSetting.TAGS);
    Failures.require(Failure.Corrupt.class, () -> settings.cors(TestStore.BUCKET));
    settings.putCors(TestStore.BUCKET, cors("https://b"));
    settings.deleteTags(TestStore.BUCKET);
    assertThat(settings.cors(TestStore.BUCKET)).contains(cors("https://b"));
    assertThat(settings.tags(TestStore.BUCKET)).isEmpty();
    assertThat(
            store.services.auditLog().page(AuditQuery.ALL, Optional.empty(), 2).records().stream()
                .map(record -> record.event().before()))
        .containsOnly("unreadable: ff01");
  }

  @Test
  void whatCannotBeReadOfAccessGivesNothingAndCanBeReplaced() {
    requireNothingGiven(this::damage);
  }

  @Test
  void whatIsLostOfAccessGivesNothingAndCanBeReplaced() {
    requireNothingGiven(this::lose);
  }

  @Test
  void aQuotaThatIsLostRefusesWhatWouldGrowAndOneThatIsSetAnewDoesNot() {
    settings.putQuota(TestStore.BUCKET, new Quota(OptionalLong.of(1_000), OptionalLong.empty()));
    lose(BucketSetting.QUOTA);
    Failures.require(Failure.Corrupt.class, () -> store.put("key", new byte[10]));
    settings.putQuota(TestStore.BUCKET, Quota.NONE);
    store.put("key", new byte[10]);
  }

  private void requireNothingGiven(Consumer<BucketSetting> harm) {
    BucketAcls acls = store.services.bucketAcls();
    acls.putAcl(TestStore.BUCKET, AclChange.to(new Acl.Canned(CannedAcl.PUBLIC_READ)));
    acls.setBlock(TestStore.BUCKET, Optional.of(PublicAccessBlock.NONE));
    acls.putOwnership(
        TestStore.BUCKET, new OwnershipControls(Optional.of(ObjectOwnership.OBJECT_WRITER)));
    harm.accept(BucketSetting.ACL);
    harm.accept(BucketSetting.PUBLIC_ACCESS_BLOCK);
    harm.accept(BucketSetting.OWNERSHIP);
    BucketAccess access = acls.access(store.services.buckets().get(TestStore.BUCKET));
    assertThat(access.acl()).isEqualTo(Acl.Canned.PRIVATE);
    assertThat(access.block()).isEqualTo(PublicAccessBlock.ALL);
    assertThat(access.ownership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    Failures.require(Failure.Corrupt.class, () -> acls.access(TestStore.BUCKET));
    Failures.require(Failure.Corrupt.class, () -> acls.block(TestStore.BUCKET));
    Failures.require(Failure.Corrupt.class, () -> acls.ownership(TestStore.BUCKET));

    acls.setBlock(TestStore.BUCKET, Optional.empty());
    acls.putOwnership(
        TestStore.BUCKET, new OwnershipControls(Optional.of(ObjectOwnership.OBJECT_WRITER)));
    acls.putAcl(TestStore.BUCKET, AclChange.to(new Acl.Canned(CannedAcl.PUBLIC_READ)));
    assertThat(acls.access(TestStore.BUCKET).acl())
        .isEqualTo(new Acl.Canned(CannedAcl.PUBLIC_READ));
  }

  private void lose(BucketSetting setting) {
    long id = store.services.buckets().get(TestStore.BUCKET).id();
    store.metadata.write(transaction -> {
      transaction.delete(Keyspace.bucketSetting(id, setting));
      return setting;
    });
  }

  private void damage(BucketSetting setting) {
    long id = store.services.buckets().get(TestStore.BUCKET).id();
    store.metadata.write(transaction -> {
      transaction.put(Keyspace.bucketSetting(id, setting), new byte[] {(byte) 0xFF, 1});
      return setting;
    });
  }

  @Test
  void oneSettingIsDeletedWithoutTheOther() {
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(Map.of("a", "1")));
    settings.deleteCors(TestStore.BUCKET);
    settings.deleteCors(TestStore.BUCKET);
    assertThat(settings.cors(TestStore.BUCKET)).isEmpty();
    assertThat(settings.tags(TestStore.BUCKET)).containsExactly(Map.entry("a", "1"));
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    settings.deleteTags(TestStore.BUCKET);
    assertThat(settings.cors(TestStore.BUCKET)).isPresent();
    assertThat(settings.tags(TestStore.BUCKET)).isEmpty();
  }

  @Test
  void whatNoBucketMayHaveIsNotSet() {
    CorsRule bad =
        new CorsRule(
            Optional.empty(),
            List.of("PATCH"),
            List.of("*"),
            List.of(),
            List.of(),
            OptionalInt.empty());
    Failures.require(
        new Failure.InvalidCors(new CorsFault.UnknownMethod("PATCH")),
        () -> settings.putCors(TestStore.BUCKET, new CorsConfiguration(List.of(bad))));
    assertThatThrownBy(() -> settings.putTags(TestStore.BUCKET, Tags.ofObject(Map.of("a", "1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(told()).isEmpty();
  }

  @Test
  void theSettingsGoWithTheirBucket() {
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(Map.of("a", "1")));
    store.services.buckets().delete(TestStore.BUCKET);
    // A setting that stayed would be found by the check at the end.
    store.services.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    assertThat(settings.cors(TestStore.BUCKET)).isEmpty();
    assertThat(settings.tags(TestStore.BUCKET)).isEmpty();
  }

  @Test
  void theRecordOfTheBucketTellsWhichSettingsItHas() {
    assertThat(told()).isEmpty();
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(Map.of("a", "1")));
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    assertThat(told()).containsExactlyInAnyOrder(BucketSetting.CORS, BucketSetting.TAGS);
    settings.deleteCors(TestStore.BUCKET);
    assertThat(told()).containsExactly(BucketSetting.TAGS);
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.SUSPENDED);
    assertThat(told()).containsExactly(BucketSetting.TAGS);
    settings.putTags(TestStore.BUCKET, Tags.ofBucket(Map.of()));
    assertThat(told()).isEmpty();
    settings.deleteTags(TestStore.BUCKET);
    assertThat(told()).isEmpty();
  }

  @Test
  void aSettingThatTheRecordOfTheBucketRulesOutIsNotLookedFor() {
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    Key bucket = Keyspace.bucket(TestStore.BUCKET.value());
    byte[] with = store.metadata.read(snapshot -> snapshot.get(bucket)).orElseThrow();
    settings.deleteCors(TestStore.BUCKET);
    byte[] without = store.metadata.read(snapshot -> snapshot.get(bucket)).orElseThrow();
    settings.putCors(TestStore.BUCKET, cors("https://b"));

    write(bucket, without);
    assertThat(settings.cors(TestStore.BUCKET)).isEmpty();
    assertThat(settings.cors(store.services.buckets().get(TestStore.BUCKET))).isEmpty();
    write(bucket, with);
    Bucket found = store.services.buckets().get(TestStore.BUCKET);
    assertThat(settings.cors(found)).contains(cors("https://b"));
    settings.deleteCors(TestStore.BUCKET);
    assertThat(settings.cors(found)).isEmpty();
  }

  @Test
  void theSettingsOfABucketOfAnEarlierVersionAreLookedFor() {
    settings.putCors(TestStore.BUCKET, cors("https://a"));
    Bucket bucket = store.services.buckets().get(TestStore.BUCKET);
    write(
        Keyspace.bucket(TestStore.BUCKET.value()),
        new RecordWriter(1)
            .number(bucket.id())
            .number(bucket.createdAt().toEpochMilli())
            .text(bucket.ownerId().value())
            .text(bucket.locationConstraint())
            .toBytes());

    assertThat(settings.cors(TestStore.BUCKET)).contains(cors("https://a"));
    assertThat(settings.tags(TestStore.BUCKET)).isEmpty();
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    assertThat(settings.cors(TestStore.BUCKET)).contains(cors("https://a"));
    settings.deleteTags(TestStore.BUCKET);
    assertThat(told()).containsExactly(BucketSetting.CORS);
    assertThat(settings.cors(TestStore.BUCKET)).contains(cors("https://a"));
  }

  private Set<BucketSetting> told() {
    return store.services.buckets().get(TestStore.BUCKET).settings();
  }

  private void write(Key key, byte[] record) {
    store.metadata.write(transaction -> {
      transaction.put(key, record);
      return key;
    });
  }

  @Test
  void aBucketThatIsNotThereIsNoSuchBucket() {
    Failure failure = new Failure.NoSuchBucket("missing");
    Failures.require(failure, () -> settings.cors(MISSING));
    Failures.require(failure, () -> settings.putCors(MISSING, cors("*")));
    Failures.require(failure, () -> settings.deleteCors(MISSING));
    Failures.require(failure, () -> settings.tags(MISSING));
    Failures.require(failure, () -> settings.putTags(MISSING, Tags.ofBucket(Map.of())));
    Failures.require(failure, () -> settings.deleteTags(MISSING));
  }
}
