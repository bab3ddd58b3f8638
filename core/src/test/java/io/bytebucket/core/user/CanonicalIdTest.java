package io.bytebucket.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalIdTest {
  @Test
  void itIsTheSameForEverAsClientsKeepIt() {
    // printf 'bytebucket user AKOWNER' | sha256sum
    assertThat(CanonicalId.of(new UserId("AKOWNER")))
        .isEqualTo("cfce5c213bd202392e6b4b64fe1e7eb7ce95258367b90a94848d7e91f1090b1d");
  }

  @Test
  void nobodyHasTheIdThatAwsGivesNobody() {
    assertThat(CanonicalId.of(UserId.NOBODY)).isEqualTo("65a011a29cdf8ec533ec3d1ccaae921c");
  }

  @Test
  void eachOfManyUsersHasItsOwnAlsoWhenAskedForAgain() {
    Set<String> seen = new HashSet<>();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      UserId user = UserId.random(random);
      assertThat(user.value()).matches("[a-z2-7]{20}");
      String id = CanonicalId.of(user);
      assertThat(id).matches("[0-9a-f]{64}").isEqualTo(CanonicalId.of(user));
      assertThat(seen.add(id)).isTrue();
    }
  }
}
