package io.bytebucket.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.core.user.LimitedUsers;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.PlainFrontEnd.Refused;
import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.client.ForwardingHeader;
import io.bytebucket.pipeline.client.TrustedProxies;
import io.bytebucket.pipeline.limit.BanRule;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.pipeline.limit.RateLimit;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is turned away at the door of a server, whose every request comes through one proxy. */
class DoorTest {
  private static final String CLIENT = "203.0.113.9";
  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          List.of(AddressRange.parse("127.0.0.1").orElseThrow()),
          0,
          ForwardingHeader.X_FORWARDED_FOR);
  private static final Guards.Baseline OFF =
      new Guards.Baseline(PROXIES, RateLimit.NONE, Guards.Baseline.OFF.banRule());

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final SavedSettings saved = new SavedSettings(metadata, Clock.systemUTC());
  private final LimitedUsers limited = new LimitedUsers(metadata, Clock.systemUTC());
  private final Guards guards =
      Guards.of(saved, limited, OFF, () -> Instant.parse("2026-03-01T10:20:30Z"));
  private final AtomicInteger heard = new AtomicInteger();
  private final HttpHandler one = address();
  private final HttpHandler other = address();

  private HttpHandler address() {
    PlainFrontEnd frontEnd =
        new PlainFrontEnd((request, visit) -> {
          heard.incrementAndGet();
          if (request.rawPath().equals("/link")) {
            visit.claim("link", "AKOLD");
            visit.byLink();
            throw new Refused(401, "Wrong");
          }
          if (request.rawPath().equals("/wrong")) {
            throw new Refused(401, "Wrong");
          }
          return PlainFrontEnd.text(200, "hello " + request.remoteAddress());
        });
    return guards.before(
        new Pipeline<>(
            frontEnd,
            Refused.class,
            new MemoryBudget(1_000),
            new FaultLog(),
            Meters.NONE,
            new RefusedRequests(InstantSource.system()),
            guards.door()));
  }

  private static RawResponse ask(HttpHandler handler, String path, String client) {
    return InProcessExchange.run(
        handler,
        RawRequest.of("GET", path).add("host", "localhost").add("x-forwarded-for", client));
  }

  @Test
  void whileNothingIsSetEverybodyIsHeard() {
    for (int i = 0; i < 100; i++) {
      assertThat(ask(one, "/", CLIENT).text()).isEqualTo("hello " + CLIENT);
    }
  }

  @Test
  void bothAddressesHaveOneBudgetForAClient() {
    guards.rateLimit().save(new RateLimit(true, 1, 3));

    assertThat(ask(one, "/", CLIENT).status()).isEqualTo(200);
    assertThat(ask(other, "/", CLIENT).status()).isEqualTo(200);
    assertThat(ask(one, "/", CLIENT).status()).isEqualTo(200);
    RawResponse turnedAway = ask(other, "/", CLIENT);
    assertThat(turnedAway.status()).isEqualTo(503);
    assertThat(turnedAway.text()).startsWith("TOO_MANY for 1 " + turnedAway.header("id"));
    assertThat(heard).hasValue(3);
    assertThat(ask(other, "/", "203.0.113.10").status()).isEqualTo(200);
    // What the client itself writes before the entry of the proxy makes no other client of it.
    assertThat(ask(one, "/", "198.51.100.1, " + CLIENT).status()).isEqualTo(503);
  }

  @Test
  void whoFailsToSignInTooOftenIsHeardNoMoreOnAnyAddress() {
    guards.banRule().save(new BanRule(true, 3, Duration.ofMinutes(1), Duration.ofMinutes(5)));
    for (int i = 0; i < 3; i++) {
      assertThat(ask(one, "/wrong", CLIENT).status()).isEqualTo(401);
    }

    assertThat(ask(one, "/", CLIENT).text()).startsWith("BANNED for 300");
    assertThat(ask(other, "/", CLIENT).text()).startsWith("BANNED for 300");
    assertThat(heard).hasValue(3);
    assertThat(ask(one, "/", "203.0.113.10").status()).isEqualTo(200);
    guards.banRule().clear();
    assertThat(ask(one, "/", CLIENT).status()).isEqualTo(200);
  }

  @Test
  void aPageOfOldLinksDoesNotBanWhoLooksAtIt() {
    guards.banRule().save(new BanRule(true, 3, Duration.ofMinutes(1), Duration.ofMinutes(5)));
    for (int i = 0; i < 50; i++) {
      assertThat(ask(one, "/link", CLIENT).status()).isEqualTo(401);
    }

    assertThat(ask(one, "/", CLIENT).status()).isEqualTo(200);
    assertThat(guards.bans().banned()).isEmpty();
  }

  @Test
  void theProxyIsNeverBannedForWhatComesThroughIt() {
    guards.banRule().save(new BanRule(true, 1, Duration.ofMinutes(1), Duration.ofMinutes(5)));
    for (int i = 0; i < 3; i++) {
      assertThat(ask(one, "/wrong", "nonsense").status()).isEqualTo(401);
    }
    assertThat(guards.bans().banned()).isEmpty();
  }

  @Test
  void whatIsSavedHoldsAfterAStart() {
    guards.rateLimit().save(new RateLimit(true, 1, 3));
    Guards later = Guards.of(saved, limited, OFF, Instant::now);

    assertThat(later.rateLimit().get()).isEqualTo(new RateLimit(true, 1, 3));
    later.rateLimit().clear();
    assertThat(later.rateLimit().get()).isEqualTo(RateLimit.NONE);
  }
}
