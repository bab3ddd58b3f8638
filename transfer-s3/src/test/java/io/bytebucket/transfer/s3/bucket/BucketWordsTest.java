package io.bytebucket.transfer.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.Permission;

class BucketWordsTest {
  private static final Owner OWNER = Owner.builder().id("me").build();
  private static final String ALL = "http://acs.amazonaws.com/groups/global/AllUsers";

  @Test
  void patternsTakeWholeNames() {
    BucketChoice choice = BucketChoice.of(List.of("photos-*", "a?c"));

    assertThat(choice.takes("photos-2026")).isTrue();
    assertThat(choice.takes("abc")).isTrue();
    assertThat(choice.takes("my-photos-2026")).isFalse();
    assertThat(choice.takes("a.bc")).isFalse();
    assertThat(BucketChoice.of(List.of("a.c")).takes("abc")).isFalse();
    assertThat(BucketChoice.of(List.of()).takes("any")).isTrue();
  }

  @Test
  void listsThatHaveANameAreCarriedByIt() {
    assertThat(CannedGrants.of(OWNER, grants())).hasValue("private");
    assertThat(CannedGrants.of(OWNER, grants(group(Permission.READ)))).hasValue("public-read");
    assertThat(CannedGrants.of(OWNER, grants(group(Permission.READ), group(Permission.WRITE))))
        .hasValue("public-read-write");
  }

  @Test
  void whatIsGivenToAUserOfTheSourceHasNoName() {
    Grant grant =
        Grant.builder()
            .grantee(Grantee.builder().id("another").build())
            .permission(Permission.READ)
            .build();

    assertThat(CannedGrants.of(OWNER, grants(grant))).isEmpty();
    assertThat(CannedGrants.told(OWNER, grants(grant))).contains("another READ");
  }

  private static List<Grant> grants(Grant... others) {
    List<Grant> all = new ArrayList<>();
    all.add(
        Grant.builder()
            .grantee(Grantee.builder().id("me").build())
            .permission(Permission.FULL_CONTROL)
            .build());
    all.addAll(List.of(others));
    return all;
  }

  private static Grant group(Permission permission) {
    return Grant.builder()
        .grantee(Grantee.builder().uri(ALL).build())
        .permission(permission)
        .build();
  }
}
