package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationConstraintTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', here-1",
    "us-east-1, '', here-1",
    "eu-central-1, eu-central-1, eu-central-1",
    "EU, EU, EU",
    "US-EAST-1, US-EAST-1, US-EAST-1"
  })
  void aBucketIsWhereItWasMadeForOrWhereTheServerIs(String asked, String kept, String region) {
    LocationConstraint location = new LocationConstraint(asked);
    Bucket bucket =
        new Bucket(
            1,
            new BucketName("photos"),
            Instant.EPOCH,
            new UserId("AKOWNER"),
            location.value(),
            Versioning.UNVERSIONED,
            Set.of(),
            0);

    assertThat(location.value()).isEqualTo(kept);
    assertThat(location.isNone()).isEqualTo(kept.isEmpty());
    assertThat(bucket.region("here-1")).isEqualTo(region);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "eu central", "eu_central", "eu.1", "ü", "eu\n", "eu<"})
  void whatNamesNoRegionIsRefused(String asked) {
    assertThat(Refused.because(() -> new LocationConstraint(asked)))
        .isEqualTo(new Failure.InvalidLocation(asked));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void aNameHasAtMost64Characters(int length) {
    String name = "r".repeat(length);

    if (length <= 64) {
      assertThat(new LocationConstraint(name).value()).isEqualTo(name);
    } else {
      assertThat(Refused.because(() -> new LocationConstraint(name)))
          .isEqualTo(new Failure.InvalidLocation(name));
    }
  }
}
