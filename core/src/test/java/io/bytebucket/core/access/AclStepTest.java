package io.bytebucket.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclAnswer;
import io.bytebucket.core.acl.Asker;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.Grant;
import io.bytebucket.core.acl.Grantee;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.Permission;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.user.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AclStepTest {
  private static final UserId OWNER = new UserId("owner");

  private static Value<ObjectFacts> notLookedUp() {
    throw new AssertionError("looked up");
  }

  private static BucketAccess bucket(Acl acl, ObjectOwnership ownership) {
    return new BucketAccess("photos", OWNER, acl, ownership, PublicAccessBlock.NONE);
  }

  private static Acl toAll(Permission permission) {
    return new Acl.Listed(List.of(new Grant(Grantee.Group.ALL_USERS, permission)));
  }

  private static Value<ObjectFacts> object(Acl acl) {
    return new Value.Present<>(
        new ObjectFacts(
            new VersionId(1, true), OWNER, ObjectAccess.sent(Optional.of(acl)), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "READ, ListBucket;ListBucketVersions;ListBucketMultipartUploads",
    "WRITE, PutObject",
    "READ_ACP, GetBucketAcl",
    "WRITE_ACP, PutBucketAcl",
    "FULL_CONTROL, ListBucket;ListBucketVersions;ListBucketMultipartUploads;PutObject;GetBucketAcl"
        + ";PutBucketAcl"
  })
  void theListOfTheBucketGives(Permission permission, String actions) {
    BucketAccess bucket = bucket(toAll(permission), ObjectOwnership.OBJECT_WRITER);
    Set<Action> given = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      // An object that gives nothing.
      if (AclStep.ask(Asker.ANONYMOUS, action, bucket, () -> object(Acl.Canned.PRIVATE))
          == AclAnswer.GIVEN) {
        given.add(action);
      }
    }
    assertThat(given).isEqualTo(actions(actions));
  }

  @ParameterizedTest
  @CsvSource({
    "READ, GetObject;GetObjectVersion",
    "WRITE, ''",
    "READ_ACP, GetObjectAcl;GetObjectVersionAcl",
    "WRITE_ACP, PutObjectAcl;PutObjectVersionAcl",
    "FULL_CONTROL, GetObject;GetObjectVersion;GetObjectAcl;GetObjectVersionAcl;PutObjectAcl"
        + ";PutObjectVersionAcl"
  })
  void theListOfTheObjectGives(Permission permission, String actions) {
    BucketAccess bucket = bucket(Acl.Canned.PRIVATE, ObjectOwnership.OBJECT_WRITER);
    Set<Action> given = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      if (AclStep.ask(Asker.ANONYMOUS, action, bucket, () -> object(toAll(permission)))
          == AclAnswer.GIVEN) {
        given.add(action);
      }
    }
    assertThat(given).isEqualTo(actions(actions));
  }

  private static Set<Action> actions(String names) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      if (List.of(names.split(";")).contains(action.policyName().substring("s3:".length()))) {
        actions.add(action);
      }
    }
    return actions;
  }

  @Test
  void theObjectIsLookedUpOnlyIfItsListMatters() {
    Acl open = new Acl.Canned(CannedAcl.PUBLIC_READ);
    assertThat(
            AclStep.ask(
                Asker.ANONYMOUS,
                Action.GET_OBJECT,
                bucket(open, ObjectOwnership.BUCKET_OWNER_ENFORCED),
                AclStepTest::notLookedUp))
        .isEqualTo(AclAnswer.LISTS_OFF);
    for (Action action : List.of(Action.LIST_BUCKET, Action.DELETE_OBJECT, Action.PUT_OBJECT)) {
      AclStep.ask(
          Asker.ANONYMOUS,
          action,
          bucket(open, ObjectOwnership.OBJECT_WRITER),
          AclStepTest::notLookedUp);
    }
  }

  @Test
  void whatIsNotThereOrCannotBeReadGivesNothing() {
    BucketAccess bucket =
        bucket(new Acl.Canned(CannedAcl.PUBLIC_READ), ObjectOwnership.OBJECT_WRITER);
    for (Value<ObjectFacts> none :
        List.of(new Value.Absent<ObjectFacts>(), new Value.Unavailable<ObjectFacts>())) {
      assertThat(AclStep.ask(Asker.ANONYMOUS, Action.GET_OBJECT, bucket, () -> none))
          .isEqualTo(AclAnswer.NOT_GIVEN);
    }
  }

  @ParameterizedTest
  @EnumSource(ObjectOwnership.class)
  void whoOwnsAnObjectFollowsTheBucket(ObjectOwnership ownership) {
    UserId other = new UserId("other");
    BucketAccess bucket = bucket(Acl.Canned.PRIVATE, ownership);
    Value<ObjectFacts> left =
        new Value.Present<>(
            new ObjectFacts(
                new VersionId(1, true), other, new ObjectAccess(true, Optional.empty()), Map.of()));
    Asker owner = new Asker(Optional.of(OWNER), true);
    Asker writer = new Asker(Optional.of(other), true);
    AclAnswer toOwner = ownership.hasAcls() ? AclAnswer.GIVEN : AclAnswer.LISTS_OFF;
    AclAnswer toWriter = ownership.hasAcls() ? AclAnswer.NOT_GIVEN : AclAnswer.LISTS_OFF;

    assertThat(AclStep.ask(owner, Action.GET_OBJECT, bucket, () -> left)).isEqualTo(toOwner);
    assertThat(AclStep.ask(writer, Action.GET_OBJECT, bucket, () -> left)).isEqualTo(toWriter);
  }
}
