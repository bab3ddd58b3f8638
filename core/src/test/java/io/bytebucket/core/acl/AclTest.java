package io.bytebucket.core.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AclTest {
  private static final UserId OWNER = new UserId("owner");
  private static final UserId BUCKET_OWNER = new UserId("bucketowner");

  /** Owner, bucket owner, and groups by their first letters. */
  private static String told(Acl acl, UserId owner, UserId bucketOwner) {
    return acl.grants(owner, bucketOwner).stream()
        .map(grant ->
            switch (grant.grantee()) {
                  case Grantee.Group group -> group.name();
                  case Grantee.User(String id) ->
                      id.equals(CanonicalId.of(owner))
                          ? "owner"
                          : id.equals(CanonicalId.of(bucketOwner)) ? "bucket-owner" : id;
                }
                + " "
                + grant.permission())
        .collect(Collectors.joining("+"));
  }

  @ParameterizedTest
  @CsvSource({
    "private, owner FULL_CONTROL, false",
    "public-read, owner FULL_CONTROL+ALL_USERS READ, true",
    "public-read-write, owner FULL_CONTROL+ALL_USERS READ+ALL_USERS WRITE, true",
    "authenticated-read, owner FULL_CONTROL+AUTHENTICATED_USERS READ, true",
    "bucket-owner-read, owner FULL_CONTROL+bucket-owner READ, false",
    "bucket-owner-full-control, owner FULL_CONTROL+bucket-owner FULL_CONTROL, false",
    "log-delivery-write, owner FULL_CONTROL+LOG_DELIVERY WRITE+LOG_DELIVERY READ_ACP, false",
    "aws-exec-read, owner FULL_CONTROL, false"
  })
  void aNameStandsForItsGrants(String name, String grants, boolean isPublic) {
    Acl acl = new Acl.Canned(CannedAcl.of(name).orElseThrow());

    assertThat(told(acl, OWNER, BUCKET_OWNER)).isEqualTo(grants);
    assertThat(acl.isPublic()).isEqualTo(isPublic);
    assertThat(CannedAcl.of(name).orElseThrow().text()).isEqualTo(name);
  }

  @ParameterizedTest
  @EnumSource(CannedAcl.class)
  void theOwnerOfBothIsGivenEverythingOnce(CannedAcl name) {
    assertThat(told(new Acl.Canned(name), OWNER, OWNER))
        .startsWith("owner FULL_CONTROL")
        .doesNotContain("bucket-owner");
  }

  @Test
  void thereIsNoListOfAnotherName() {
    assertThat(CannedAcl.of("Public-Read")).isEmpty();
    assertThat(CannedAcl.of("public_read")).isEmpty();
    assertThat(CannedAcl.of("")).isEmpty();
  }

  @Test
  void groupsAreFoundByTheirWholeName() {
    assertThat(Arrays.stream(Grantee.Group.values()).map(Grantee.Group::uri))
        .containsExactly(
            "http://acs.amazonaws.com/groups/global/AllUsers",
            "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
            "http://acs.amazonaws.com/groups/s3/LogDelivery");
    for (Grantee.Group group : Grantee.Group.values()) {
      assertThat(Grantee.Group.of(group.uri())).contains(group);
    }
    assertThat(Grantee.Group.of("https://acs.amazonaws.com/groups/global/AllUsers")).isEmpty();
    assertThat(Grantee.Group.of("http://acs.amazonaws.com/groups/global/allusers")).isEmpty();
  }

  @Test
  void aListHasAtMostAHundredGrantsAndEachOnce() {
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < Acl.GRANT_LIMIT; i++) {
      grants.add(new Grant(user("user" + i), Permission.READ));
    }
    List<Grant> twice = new ArrayList<>(grants);
    twice.addAll(grants);
    assertThat(new Acl.Listed(twice).grants()).isEqualTo(grants);

    grants.add(new Grant(user("one more"), Permission.READ));
    assertThat(Refused.because(() -> new Acl.Listed(grants)))
        .isEqualTo(new Failure.InvalidAcl(new AclFault.TooManyGrants(100)));
  }

  @Test
  void whatGivesItsOwnerEverythingAndNoMoreIsPrivate() {
    Grant toOwner = new Grant(user("owner"), Permission.FULL_CONTROL);
    Acl more = new Acl.Listed(List.of(toOwner, new Grant(user("other"), Permission.READ)));
    Acl less = new Acl.Listed(List.of(new Grant(user("owner"), Permission.READ)));
    Acl none = new Acl.Listed(List.of());

    assertThat(new Acl.Listed(List.of(toOwner)).simplified(OWNER)).isEqualTo(Acl.Canned.PRIVATE);
    assertThat(new Acl.Listed(List.of(toOwner)).simplified(BUCKET_OWNER))
        .isEqualTo(new Acl.Listed(List.of(toOwner)));
    for (Acl other : List.of(more, less, none)) {
      assertThat(other.simplified(OWNER)).isEqualTo(other);
    }
  }

  @Test
  void aUserIsNamedByACanonicalId() {
    assertThat(Grantee.User.isCanonicalId(CanonicalId.of(OWNER))).isTrue();
    assertThat(Grantee.User.isCanonicalId(CanonicalId.of(UserId.NOBODY))).isTrue();
    assertThat(Grantee.User.isCanonicalId("wrong-id")).isFalse();
    assertThat(Grantee.User.isCanonicalId("A".repeat(64))).isFalse();
    assertThatThrownBy(() -> new Grantee.User("owner"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Grantee user(String id) {
    return new Grantee.User(CanonicalId.of(new UserId(id)));
  }
}
