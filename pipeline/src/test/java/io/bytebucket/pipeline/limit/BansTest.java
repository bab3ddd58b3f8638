package io.bytebucket.pipeline.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.client.ForwardingHeader;
import io.bytebucket.pipeline.client.Source;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is banned, and until when, by a clock that is stepped. */
class BansTest {
  private static final String THIEF = "203.0.113.9";
  private static final BanRule RULE =
      new BanRule(true, 3, Duration.ofSeconds(60), Duration.ofSeconds(900));
  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          List.of(AddressRange.parse("198.51.100.0/24").orElseThrow()),
          0,
          ForwardingHeader.X_FORWARDED_FOR);

  private Instant now = Instant.parse("2026-03-01T10:20:30Z");
  private final Bans bans = new Bans(RULE, () -> PROXIES, () -> now);

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      bans.failed(address);
    }
  }

  private void step(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void whoFailsTooOftenIsBannedForAWhileAndNobodyElse() {
    fail(THIEF, 2);
    assertThat(bans.left(THIEF)).isEmpty();
    fail(THIEF, 1);

    assertThat(bans.left(THIEF)).contains(900);
    assertThat(bans.left("203.0.113.10")).isEmpty();
    assertThat(bans.banned())
        .containsExactly(new Bans.Banned(Source.of(THIEF).orElseThrow(), now.plusSeconds(900)));
    step(899);
    assertThat(bans.left(THIEF)).contains(1);
    step(1);
    assertThat(bans.left(THIEF)).isEmpty();
    assertThat(bans.banned()).isEmpty();
  }

  @Test
  void failuresCountTogetherOnlyWithinTheWindow() {
    fail(THIEF, 2);
    step(60);
    fail(THIEF, 2);
    assertThat(bans.left(THIEF)).isEmpty();
    step(59);
    fail(THIEF, 1);
    assertThat(bans.left(THIEF)).isPresent();
  }

  @Test
  void afterABanFailuresAreCountedAnew() {
    fail(THIEF, 3);
    step(900);
    fail(THIEF, 2);

    assertThat(bans.left(THIEF)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "fc00::1",
        "fe80::1",
        "198.51.100.7",
        "::ffff:10.0.0.1",
        "",
        "unknown"
      })
  void behindWhichEverybodyMayBeIsNeverBanned(String address) {
    fail(address, 10);

    assertThat(bans.left(address)).isEmpty();
    assertThat(bans.banned()).isEmpty();
  }

  @Test
  void allLinksOfOneKeyCountOnceInAWindow() {
    for (int i = 0; i < 100; i++) {
      bans.followedBadLink(THIEF, "AKOLD");
    }
    assertThat(bans.left(THIEF)).isEmpty();
    bans.followedBadLink(THIEF, "AKOLDER");
    assertThat(bans.left(THIEF)).isEmpty();
    bans.followedBadLink(THIEF, "AKOLDEST");
    assertThat(bans.left(THIEF)).isPresent();
  }

  @Test
  void aLinkThatIsFollowedInEveryWindowIsCountedInEach() {
    for (int i = 0; i < 10; i++) {
      bans.followedBadLink(THIEF, "AKOLD");
      step(60);
    }
    fail(THIEF, 2);
    assertThat(bans.left(THIEF)).isEmpty();
    bans.followedBadLink(THIEF, "AKOLD");
    assertThat(bans.left(THIEF)).isPresent();
  }

  @Test
  void aNetworkOfIpv6IsBannedAsOne() {
    fail("2001:db8::1", 1);
    fail("2001:db8::2", 1);
    fail("2001:db8::3", 1);

    assertThat(bans.left("2001:db8::4")).isPresent();
    assertThat(bans.left("2001:db8:0:1::4")).isEmpty();
  }

  @Test
  void aBanCanBeLifted() {
    fail(THIEF, 3);
    assertThat(bans.lift(Source.of(THIEF).orElseThrow())).isTrue();
    assertThat(bans.left(THIEF)).isEmpty();
    assertThat(bans.lift(Source.of(THIEF).orElseThrow())).isFalse();
  }

  @Test
  void anotherRuleLiftsAllBans() {
    fail(THIEF, 3);
    bans.set(RULE);
    assertThat(bans.left(THIEF)).isEmpty();
    bans.set(new BanRule(false, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    fail(THIEF, 9);
    assertThat(bans.left(THIEF)).isEmpty();
  }

  @Test
  void noMoreSourcesAreBannedThanThereMayBe() {
    bans.set(new BanRule(true, 1, Duration.ofSeconds(60), Duration.ofDays(7)));
    for (int i = 0; i < 2 * Bans.SOURCES_MAX; i++) {
      bans.failed("20." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
    }

    // What is too much is put out beside, so a few more may be there for a moment.
    assertThat(bans.banned()).hasSizeBetween(1, Bans.SOURCES_MAX + Bans.SOURCES_MAX / 8);
  }

  @Test
  void whatIsSavedIsReadBack() {
    assertThat(BanRule.FORM.read(BanRule.FORM.write(RULE))).isEqualTo(RULE);
    assertThat(TrustedProxiesForm.INSTANCE.read(TrustedProxiesForm.INSTANCE.write(PROXIES)))
        .isEqualTo(PROXIES);
    assertThat(
            TrustedProxiesForm.INSTANCE.read(
                TrustedProxiesForm.INSTANCE.write(TrustedProxies.NONE)))
        .isEqualTo(TrustedProxies.NONE);
  }
}
