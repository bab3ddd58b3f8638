package io.bytebucket.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionMarkerTest {
  @Test
  void withoutAKeyAListingBeginsAtItsBeginning() {
    assertThat(new VersionMarker("", "").start()).isEmpty();
  }

  @Test
  void aVersionNeedsAKey() {
    assertThat(Refused.because(() -> new VersionMarker("", "null")))
        .isEqualTo(new Failure.VersionMarkerWithoutKey("null"));
  }

  @Test
  void aKeyAloneIsAfterAllItsVersions() {
    assertThat(new VersionMarker("a", "").start())
        .contains(new VersionLister.Marker("a", Optional.empty()));
  }

  @Test
  void aVersionIsNamedAsClientsKnowIt() {
    assertThat(new VersionMarker("a", "null").start())
        .contains(new VersionLister.Marker("a", Optional.of(new VersionSelector.Null())));
    assertThat(new VersionMarker("a", new VersionId(7, false).text()).start())
        .contains(new VersionLister.Marker("a", Optional.of(new VersionSelector.Exactly(7))));
  }

  @Test
  void whatWasNeverAVersionIsRefusedWhenThePlaceIsLookedFor() {
    VersionMarker marker = new VersionMarker("a", "7");

    assertThat(Refused.because(marker::start)).isEqualTo(new Failure.InvalidVersionMarker("7"));
  }
}
