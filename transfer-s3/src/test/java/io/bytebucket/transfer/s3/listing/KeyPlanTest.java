package io.bytebucket.transfer.s3.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.transfer.remote.RemoteException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyPlanTest {
  /** Versions by letters, the oldest first; a dot is a delete marker. */
  private static KeyVersions versions(String letters) {
    List<Version> versions = new ArrayList<>();
    for (String letter : letters.split("", -1)) {
      if (!letter.isEmpty()) {
        boolean isMarker = letter.equals(".");
        versions.add(
            new Version(
                "id" + versions.size(), isMarker, 1, isMarker ? "" : letter, Instant.EPOCH));
      }
    }
    return new KeyVersions("key", versions, 0);
  }

  private static KeyPlan plan(String source, String target) {
    return KeyPlan.of(
        versions(source),
        versions(target),
        (one, other) -> one.isMarker() == other.isMarker() && one.etag().equals(other.etag()));
  }

  private static String letters(Stream<Version> versions) {
    return versions.map(each -> each.isMarker() ? "." : each.etag()).reduce("", String::concat);
  }

  private static String missing(String source, String target) {
    return letters(plan(source, target).missing().stream());
  }

  @Test
  void whatFollowsTheLastThatIsThereIsMissing() {
    assertThat(missing("abc", "")).isEqualTo("abc");
    assertThat(missing("abc", "a")).isEqualTo("bc");
    assertThat(missing("ab.c", "ab")).isEqualTo(".c");
    assertThat(missing("ab.c", "ab.c")).isEmpty();
  }

  @Test
  void theSameBytesPutAgainAreAVersionOfTheirOwn() {
    assertThat(missing("aaa", "a")).isEqualTo("aa");
    assertThat(missing("a.a.a", "a.a")).isEqualTo(".a");
  }

  @Test
  void versionsThatTheSourceLetGoStayAtTheTargetAndAreNamed() {
    KeyPlan plan = plan("cd", "abc");

    assertThat(letters(plan.missing().stream())).isEqualTo("d");
    assertThat(letters(plan.extra().stream())).isEqualTo("ab");
    assertThat(plan.isCurrentExtra()).isFalse();
  }

  @Test
  void whatIsNewerAtTheTargetIsSeenAsSuch() {
    KeyPlan plan = plan("ab", "abx");

    assertThat(plan.missing()).isEmpty();
    assertThat(letters(plan.extra().stream())).isEqualTo("x");
    assertThat(plan.isCurrentExtra()).isTrue();
  }

  @Test
  void keysOfBothEndsComeInTheOrderOfTheirBytes() {
    BothEnds both = new BothEnds(listing("a", "b", "\uFFFD"), listing("b", "c", "\uD83D\uDE00"));
    List<String> keys = new ArrayList<>();
    for (Optional<BothEnds.Both> next = both.next(); next.isPresent(); next = both.next()) {
      keys.add(
          next.get().key()
              + next.get().source().versions().size()
              + next.get().target().versions().size());
    }

    assertThat(keys).containsExactly("a10", "b11", "c01", "\uFFFD10", "\uD83D\uDE0001");
  }

  @Test
  void aListingOutOfOrderIsNotBelieved() {
    Listing listing = listing("b", "a");
    assertThat(listing.peek()).isPresent();
    listing.skip();

    assertThatThrownBy(listing::peek).isInstanceOf(RemoteException.class);
  }

  private static Listing listing(String... keys) {
    Deque<List<Listing.Found>> pages = new ArrayDeque<>();
    for (String key : keys) {
      pages.add(List.of(new Listing.Found(key, versions("a").versions().getFirst())));
    }
    return Listing.of(() -> Optional.ofNullable(pages.poll()));
  }
}
