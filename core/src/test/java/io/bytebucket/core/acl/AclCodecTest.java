package io.bytebucket.core.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AclCodecTest {
  private static final Acl CANNED = new Acl.Canned(CannedAcl.PUBLIC_READ_WRITE);
  private static final Acl LISTED =
      new Acl.Listed(
          List.of(
              new Grant(new Grantee.User("0123456789abcdef".repeat(4)), Permission.FULL_CONTROL),
              new Grant(new Grantee.User("65a011a29cdf8ec533ec3d1ccaae921c"), Permission.WRITE_ACP),
              new Grant(Grantee.Group.ALL_USERS, Permission.READ),
              new Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE)));
  private static final PublicAccessBlock BLOCK = new PublicAccessBlock(true, false, true, false);

  @Test
  void readsTheBytesOfVersionOne() {
    assertThat(AclCodec.decode(Fixture.read("v1/bucket-acl-canned"))).isEqualTo(CANNED);
    assertThat(AclCodec.decode(Fixture.read("v1/bucket-acl-listed"))).isEqualTo(LISTED);
    assertThat(OwnershipControls.decode(Fixture.read("v1/bucket-ownership")))
        .isEqualTo(new OwnershipControls(Optional.of(ObjectOwnership.OBJECT_WRITER)));
    assertThat(OwnershipControls.decode(Fixture.read("v1/bucket-ownership-deleted")))
        .isEqualTo(OwnershipControls.DELETED);
    assertThat(PublicAccessBlock.decode(Fixture.read("v1/bucket-public-access-block")))
        .isEqualTo(BLOCK);
  }

  @Test
  void writesTheBytesOfVersionOne() {
    // Goes away with the first change to the layout; reading never does.
    assertThat(AclCodec.encode(CANNED)).isEqualTo(Fixture.read("v1/bucket-acl-canned"));
    assertThat(AclCodec.encode(LISTED)).isEqualTo(Fixture.read("v1/bucket-acl-listed"));
    assertThat(OwnershipControls.DELETED.encode())
        .isEqualTo(Fixture.read("v1/bucket-ownership-deleted"));
    assertThat(BLOCK.encode()).isEqualTo(Fixture.read("v1/bucket-public-access-block"));
  }

  @ParameterizedTest
  @EnumSource(CannedAcl.class)
  void everyNameComesBack(CannedAcl name) {
    Acl acl = new Acl.Canned(name);
    assertThat(AclCodec.decode(AclCodec.encode(acl))).isEqualTo(acl);
  }

  @ParameterizedTest
  @EnumSource(ObjectOwnership.class)
  void everyOwnershipComesBack(ObjectOwnership ownership) {
    OwnershipControls controls = new OwnershipControls(Optional.of(ownership));
    assertThat(OwnershipControls.decode(controls.encode())).isEqualTo(controls);
    assertThat(ObjectOwnership.of(ownership.text())).contains(ownership);
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    for (String name : List.of("v1/bucket-acl-canned", "v1/bucket-acl-listed")) {
      Damage.requireFound(Fixture.read(name), bytes -> AclCodec.encode(AclCodec.decode(bytes)));
    }
    for (String name : List.of("v1/bucket-ownership", "v1/bucket-ownership-deleted")) {
      Damage.requireFound(Fixture.read(name), bytes -> OwnershipControls.decode(bytes).encode());
    }
    Damage.requireFound(
        Fixture.read("v1/bucket-public-access-block"),
        bytes -> PublicAccessBlock.decode(bytes).encode());
  }
}
