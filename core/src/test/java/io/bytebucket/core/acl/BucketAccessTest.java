package io.bytebucket.core.acl;

import static io.bytebucket.core.acl.ObjectOwnership.BUCKET_OWNER_ENFORCED;
import static io.bytebucket.core.acl.ObjectOwnership.BUCKET_OWNER_PREFERRED;
import static io.bytebucket.core.acl.ObjectOwnership.OBJECT_WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BucketAccessTest {
  private static final UserId BUCKET_OWNER = new UserId("bucketowner");
  private static final UserId WRITER = new UserId("writer");
  private static final UserId OTHER = new UserId("other");
  private static final Acl LEFT = canned("bucket-owner-full-control");

  private static Acl canned(String name) {
    return new Acl.Canned(CannedAcl.of(name).orElseThrow());
  }

  private static BucketAccess bucket(Acl acl, ObjectOwnership ownership, PublicAccessBlock block) {
    return new BucketAccess("photos", BUCKET_OWNER, acl, ownership, block);
  }

  private static BucketAccess bucket(ObjectOwnership ownership) {
    return bucket(Acl.Canned.PRIVATE, ownership, PublicAccessBlock.NONE);
  }

  private static Asker asker(String who) {
    return switch (who) {
      case "anonymous" -> Asker.ANONYMOUS;
      case "own" -> new Asker(Optional.of(BUCKET_OWNER), true);
      default -> new Asker(Optional.of(new UserId(who)), false);
    };
  }

  @ParameterizedTest
  @CsvSource({
    // What the list of a bucket gives to whom. The owner's own grant counts only by leave.
    "private, anonymous, READ, NOT_GIVEN",
    "private, other, READ, NOT_GIVEN",
    "private, bucketowner, READ, NOT_GIVEN",
    "private, own, READ, GIVEN",
    "private, own, WRITE_ACP, GIVEN",
    "public-read, anonymous, READ, GIVEN",
    "public-read, other, READ, GIVEN",
    "public-read, bucketowner, READ, GIVEN",
    "public-read, anonymous, WRITE, NOT_GIVEN",
    "public-read, anonymous, READ_ACP, NOT_GIVEN",
    "public-read-write, anonymous, WRITE, GIVEN",
    "public-read-write, other, WRITE, GIVEN",
    "public-read-write, other, WRITE_ACP, NOT_GIVEN",
    "authenticated-read, anonymous, READ, NOT_GIVEN",
    "authenticated-read, other, READ, GIVEN",
    "authenticated-read, other, WRITE, NOT_GIVEN",
    "log-delivery-write, other, WRITE, NOT_GIVEN",
    "log-delivery-write, anonymous, READ_ACP, NOT_GIVEN"
  })
  void theListOfABucketGives(String acl, String who, Permission wanted, AclAnswer answer) {
    for (ObjectOwnership ownership : List.of(BUCKET_OWNER_PREFERRED, OBJECT_WRITER)) {
      assertThat(bucket(canned(acl), ownership, PublicAccessBlock.NONE).ask(asker(who), wanted))
          .isEqualTo(answer);
    }
    assertThat(
            bucket(canned(acl), BUCKET_OWNER_ENFORCED, PublicAccessBlock.NONE)
                .ask(asker(who), wanted))
        .isEqualTo(AclAnswer.LISTS_OFF);
  }

  @ParameterizedTest
  @CsvSource({
    "public-read, anonymous, PUBLIC_IGNORED",
    "public-read, other, PUBLIC_IGNORED",
    "authenticated-read, other, PUBLIC_IGNORED",
    "authenticated-read, anonymous, NOT_GIVEN",
    "public-read, own, GIVEN",
    "private, anonymous, NOT_GIVEN"
  })
  void whatIsGivenToEverybodyCanBeIgnored(String acl, String who, AclAnswer answer) {
    PublicAccessBlock ignores = new PublicAccessBlock(false, true, false, false);
    assertThat(
            bucket(canned(acl), BUCKET_OWNER_PREFERRED, ignores).ask(asker(who), Permission.READ))
        .isEqualTo(answer);
    for (PublicAccessBlock other :
        List.of(
            new PublicAccessBlock(true, false, false, false),
            new PublicAccessBlock(false, false, true, false),
            new PublicAccessBlock(false, false, false, true))) {
      assertThat(
              bucket(canned("public-read"), BUCKET_OWNER_PREFERRED, other)
                  .ask(asker("anonymous"), Permission.READ))
          .isEqualTo(AclAnswer.GIVEN);
    }
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void aGrantToAUserIsForThatUserAlone(Permission given) {
    Acl acl = new Acl.Listed(List.of(new Grant(new Grantee.User(CanonicalId.of(OTHER)), given)));
    BucketAccess bucket = bucket(acl, BUCKET_OWNER_PREFERRED, PublicAccessBlock.ALL);
    for (Permission wanted : Permission.values()) {
      boolean isGiven = given == wanted || given == Permission.FULL_CONTROL;
      assertThat(bucket.ask(asker("other"), wanted))
          .isEqualTo(isGiven ? AclAnswer.GIVEN : AclAnswer.NOT_GIVEN);
      assertThat(bucket.ask(asker("anonymous"), wanted)).isEqualTo(AclAnswer.NOT_GIVEN);
      assertThat(bucket.ask(asker("writer"), wanted)).isEqualTo(AclAnswer.NOT_GIVEN);
      // The list that leaves its owner out gives them nothing either.
      assertThat(bucket.ask(asker("own"), wanted)).isEqualTo(AclAnswer.NOT_GIVEN);
    }
  }

  @Test
  void aBucketThatEverybodyReadsDoesNotOpenItsObjects() {
    BucketAccess bucket =
        bucket(canned("public-read-write"), BUCKET_OWNER_PREFERRED, PublicAccessBlock.NONE);
    assertThat(bucket.ask(WRITER, ObjectAccess.UNSAID, Asker.ANONYMOUS, Permission.READ))
        .isEqualTo(AclAnswer.NOT_GIVEN);
    assertThat(
            bucket.ask(
                WRITER,
                ObjectAccess.sent(Optional.of(canned("public-read"))),
                Asker.ANONYMOUS,
                Permission.READ))
        .isEqualTo(AclAnswer.GIVEN);
  }

  @Test
  void theOwnerOfTheBucketReadsWhatIsGivenToThem() {
    BucketAccess bucket = bucket(OBJECT_WRITER);
    ObjectAccess given = ObjectAccess.sent(Optional.of(canned("bucket-owner-read")));
    assertThat(bucket.ask(WRITER, given, asker("bucketowner"), Permission.READ))
        .isEqualTo(AclAnswer.GIVEN);
    assertThat(bucket.ask(WRITER, given, asker("bucketowner"), Permission.WRITE_ACP))
        .isEqualTo(AclAnswer.NOT_GIVEN);
    assertThat(bucket.ask(WRITER, given, asker("other"), Permission.READ))
        .isEqualTo(AclAnswer.NOT_GIVEN);
  }

  @ParameterizedTest
  @CsvSource({
    "BUCKET_OWNER_ENFORCED, none, bucketowner",
    "BUCKET_OWNER_ENFORCED, bucket-owner-full-control, bucketowner",
    "BUCKET_OWNER_PREFERRED, none, writer",
    "BUCKET_OWNER_PREFERRED, private, writer",
    "BUCKET_OWNER_PREFERRED, bucket-owner-read, writer",
    "BUCKET_OWNER_PREFERRED, bucket-owner-full-control, bucketowner",
    "OBJECT_WRITER, none, writer",
    "OBJECT_WRITER, bucket-owner-full-control, writer"
  })
  void anObjectIsOwnedAsItsBucketSays(ObjectOwnership ownership, String sent, String owner) {
    BucketAccess bucket = bucket(ownership);
    Optional<Acl> acl = sent.equals("none") ? Optional.empty() : Optional.of(canned(sent));
    ObjectAccess kept = bucket.accept(WRITER, ObjectAccess.sent(acl));

    assertThat(bucket.ownerOf(WRITER, kept).value()).isEqualTo(owner);
    assertThat(bucket(BUCKET_OWNER_ENFORCED).ownerOf(WRITER, kept)).isEqualTo(BUCKET_OWNER);
    assertThat(bucket.ownerOf(BUCKET_OWNER, kept)).isEqualTo(BUCKET_OWNER);
  }

  @Test
  void whoTakesWhatNobodySignedForIsNobody() {
    UserId owner = bucket(BUCKET_OWNER_PREFERRED).ownerOf(UserId.NOBODY, ObjectAccess.UNSAID);
    assertThat(CanonicalId.of(owner)).isEqualTo("65a011a29cdf8ec533ec3d1ccaae921c");
    // And nobody gets by it what an owner gets.
    assertThat(
            bucket(BUCKET_OWNER_PREFERRED)
                .ask(UserId.NOBODY, ObjectAccess.UNSAID, Asker.ANONYMOUS, Permission.READ))
        .isEqualTo(AclAnswer.NOT_GIVEN);
  }

  @Test
  void whatSaysNothingNewTakesNoRoom() {
    BucketAccess bucket = bucket(BUCKET_OWNER_PREFERRED);
    for (String name : List.of("private", "bucket-owner-full-control", "bucket-owner-read")) {
      assertThat(bucket.accept(BUCKET_OWNER, ObjectAccess.sent(Optional.of(canned(name)))))
          .isEqualTo(ObjectAccess.UNSAID);
    }
    assertThat(bucket.accept(WRITER, ObjectAccess.sent(Optional.of(canned("private")))))
        .isEqualTo(ObjectAccess.UNSAID);
    assertThat(bucket.accept(WRITER, ObjectAccess.sent(Optional.of(LEFT))))
        .isEqualTo(new ObjectAccess(true, Optional.empty()));
    assertThat(BucketAccess.keptByBucket(LEFT, BUCKET_OWNER)).isEqualTo(Acl.Canned.PRIVATE);
  }

  @Test
  void anotherListLeavesTheOwnerAsItIs() {
    BucketAccess bucket = bucket(BUCKET_OWNER_PREFERRED);
    ObjectAccess left = bucket.accept(WRITER, ObjectAccess.sent(Optional.of(LEFT)));
    ObjectAccess changed = bucket.change(WRITER, left, canned("public-read"));
    assertThat(changed).isEqualTo(new ObjectAccess(true, Optional.of(canned("public-read"))));
    assertThat(bucket.change(WRITER, changed, Acl.Canned.PRIVATE)).isEqualTo(left);
    // It is too late to leave an object to the owner of the bucket by way of its list.
    ObjectAccess given = bucket.change(WRITER, ObjectAccess.UNSAID, LEFT);
    assertThat(bucket.ownerOf(WRITER, given)).isEqualTo(WRITER);
    assertThat(bucket.ask(WRITER, given, asker("bucketowner"), Permission.WRITE_ACP))
        .isEqualTo(AclAnswer.GIVEN);
  }

  @ParameterizedTest
  @EnumSource(CannedAcl.class)
  void whereNoListCountsNoneCanBeSet(CannedAcl name) {
    BucketAccess bucket = bucket(BUCKET_OWNER_ENFORCED);
    Acl acl = new Acl.Canned(name);
    if (name == CannedAcl.BUCKET_OWNER_FULL_CONTROL) {
      assertThatCode(() -> bucket.requireSettable(acl)).doesNotThrowAnyException();
    } else {
      assertThat(Refused.because(() -> bucket.requireSettable(acl)))
          .isEqualTo(new Failure.InvalidAcl(new AclFault.NotSupported("photos")));
    }
  }

  @Test
  void whereNoListCountsTheOneThatSaysSoCanBeWrittenOut() {
    Grant toOwner =
        new Grant(new Grantee.User(CanonicalId.of(BUCKET_OWNER)), Permission.FULL_CONTROL);
    assertThatCode(
            () -> bucket(BUCKET_OWNER_ENFORCED).requireSettable(new Acl.Listed(List.of(toOwner))))
        .doesNotThrowAnyException();
    assertThat(
            Refused.because(() ->
                bucket(BUCKET_OWNER_ENFORCED)
                    .requireSettable(
                        new Acl.Listed(
                            List.of(
                                toOwner,
                                new Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE))))))
        .isEqualTo(new Failure.InvalidAcl(new AclFault.NotSupported("photos")));
  }

  @ParameterizedTest
  @EnumSource(CannedAcl.class)
  void whatIsPublicCanBeBlocked(CannedAcl name) {
    Acl acl = new Acl.Canned(name);
    PublicAccessBlock blocks = new PublicAccessBlock(true, false, false, false);
    BucketAccess blocked = bucket(Acl.Canned.PRIVATE, OBJECT_WRITER, blocks);
    BucketAccess open =
        bucket(Acl.Canned.PRIVATE, OBJECT_WRITER, new PublicAccessBlock(false, true, true, true));
    assertThatCode(() -> open.requireSettable(acl)).doesNotThrowAnyException();
    if (acl.isPublic()) {
      assertThat(Refused.because(() -> blocked.requireSettable(acl)))
          .isEqualTo(new Failure.PublicAccessBlocked(Failure.PublicAccessBlocked.By.ACL));
    } else {
      assertThatCode(() -> blocked.requireSettable(acl)).doesNotThrowAnyException();
    }
  }

  @Test
  void twoBlocksTogetherBlockWhatOneOfThemDoes() {
    PublicAccessBlock first = new PublicAccessBlock(true, false, false, true);
    PublicAccessBlock second = new PublicAccessBlock(false, false, true, true);
    assertThat(first.or(second)).isEqualTo(new PublicAccessBlock(true, false, true, true));
    assertThat(first.or(PublicAccessBlock.NONE)).isEqualTo(first);
    assertThat(PublicAccessBlock.NONE.or(PublicAccessBlock.ALL)).isEqualTo(PublicAccessBlock.ALL);
  }
}
