package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.OperationNeeds;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.testkit.PlainContext;
import io.bytebucket.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules that the documentation shows mean what it says, each and no more. */
class DocumentedRulesTest {
  private static final BucketName REPORTS = new BucketName("reports");
  private static final BucketName UPLOADS = new BucketName("uploads");
  private static final ObjectKey KEY = new ObjectKey("a/key");

  private final TestStore store = TestStore.create();

  @BeforeEach
  void makeTheBuckets() {
    for (BucketName bucket : List.of(REPORTS, UPLOADS)) {
      store.services.buckets().create(bucket, TestStore.OWNER, LocationConstraint.NONE);
    }
  }

  /** A user of those rules, which are stored as they are. */
  private User user(AccessRule... rules) {
    return store
        .services
        .userChanges()
        .create(new NewUser(Optional.empty(), List.of(rules), NewKey.GENERATED))
        .user();
  }

  private boolean may(User user, String operation, Demand demand) {
    OperationNeeds needs = Permissions.require(operation, true);
    Caller caller = new Caller.Known(user.id(), user.name(), user.rules());
    Optional<Failure> refused =
        Failures.of(() -> {
          var gate = store.services.gate("us-east-1");
          gate.admit(caller, needs, demand, PlainContext.local(), gate.buckets());
        });
    assertThat(refused.stream()).allMatch(failure -> failure instanceof Failure.AccessDenied);
    return refused.isEmpty();
  }

  private boolean mayInStore(User user, String operation) {
    return may(user, operation, Resource.Store::new);
  }

  private boolean may(User user, String operation, BucketName bucket) {
    return may(user, operation, () -> new Resource.OfBucket(bucket));
  }

  private boolean mayObject(User user, String operation, BucketName bucket) {
    return may(user, operation, () -> new Resource.OfObject(bucket, KEY));
  }

  @Test
  void anAdministratorMayDoEverythingEverywhere() {
    User admin = user(AccessRule.FULL_ACCESS);
    assertThat(admin.isAdministrator()).isTrue();
    assertThat(mayInStore(admin, "ListBuckets")).isTrue();
    assertThat(may(admin, "CreateBucket", new BucketName("another"))).isTrue();
    for (BucketName bucket : List.of(REPORTS, UPLOADS)) {
      for (String operation : List.of("PutBucketCors", "ListObjectsV2", "DeleteBucket")) {
        assertThat(may(admin, operation, bucket)).as(operation).isTrue();
      }
      for (String operation : List.of("GetObject", "PutObject", "DeleteObject")) {
        assertThat(mayObject(admin, operation, bucket)).as(operation).isTrue();
      }
    }
  }

  @Test
  void aReaderOfOneBucketReadsAndListsItAndNothingElse() {
    User reader =
        user(
            new AccessRule(
                Effect.ALLOW, List.of("reports"), List.of("s3:GetObject", "s3:ListBucket")));
    assertThat(reader.isAdministrator()).isFalse();
    for (String operation : List.of("ListObjects", "ListObjectsV2", "HeadBucket")) {
      assertThat(may(reader, operation, REPORTS)).as(operation).isTrue();
      assertThat(may(reader, operation, UPLOADS)).as(operation).isFalse();
    }
    for (String operation : List.of("GetObject", "HeadObject")) {
      assertThat(mayObject(reader, operation, REPORTS)).as(operation).isTrue();
      assertThat(mayObject(reader, operation, UPLOADS)).as(operation).isFalse();
    }
    for (String operation :
        List.of(
            "PutObject", "DeleteObject", "GetObjectTagging", "PutObjectTagging", "PutObjectAcl")) {
      assertThat(mayObject(reader, operation, REPORTS)).as(operation).isFalse();
    }
    for (String operation :
        List.of(
            "GetBucketCors", "PutBucketCors", "PutBucketPolicy", "DeleteBucket", "GetBucketAcl")) {
      assertThat(may(reader, operation, REPORTS)).as(operation).isFalse();
    }
    assertThat(mayInStore(reader, "ListBuckets")).isFalse();
    assertThat(may(reader, "CreateBucket", new BucketName("another"))).isFalse();
  }

  @Test
  void anUploaderWritesAndReadsNothing() {
    User uploader = user(new AccessRule(Effect.ALLOW, List.of("uploads"), List.of("s3:PutObject")));
    for (String operation :
        List.of("PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload")) {
      assertThat(mayObject(uploader, operation, UPLOADS)).as(operation).isTrue();
      assertThat(mayObject(uploader, operation, REPORTS)).as(operation).isFalse();
    }
    for (String operation : List.of("GetObject", "HeadObject", "DeleteObject", "GetObjectAcl")) {
      assertThat(mayObject(uploader, operation, UPLOADS)).as(operation).isFalse();
    }
    for (String operation : List.of("ListObjectsV2", "HeadBucket", "DeleteBucket")) {
      assertThat(may(uploader, operation, UPLOADS)).as(operation).isFalse();
    }
    assertThat(mayInStore(uploader, "ListBuckets")).isFalse();
    assertThat(may(uploader, "CreateBucket", new BucketName("another"))).isFalse();
  }

  @Test
  void whatIsForbiddenIsSoBesideWhatIsGranted() {
    User user =
        user(
            new AccessRule(Effect.DENY, List.of("reports"), List.of("s3:Put*")),
            AccessRule.FULL_ACCESS);
    assertThat(user.isAdministrator()).isTrue();
    assertThat(mayObject(user, "PutObject", REPORTS)).isFalse();
    assertThat(mayObject(user, "PutObject", UPLOADS)).isTrue();
    assertThat(mayObject(user, "GetObject", REPORTS)).isTrue();
    User without = user();
    assertThat(mayObject(without, "GetObject", REPORTS)).isFalse();
  }
}
