package io.bytebucket.pipeline.limit;

import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.saved.Changeable;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.core.user.LimitedUsers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.pipeline.client.BehindProxies;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What stands before all addresses of a server together: who clients are, and which of them are
 * turned away. Thread-safe.
 *
 * @param proxies who is believed about where requests come from
 * @param rateLimit how much one client may ask
 * @param banRule when a source is banned
 * @param limiter holds clients to the rate
 * @param bans who is banned
 * @param users holds users to their limits
 */
public record Guards(
    ProxyTrust proxies,
    Changeable<RateLimit> rateLimit,
    Changeable<BanRule> banRule,
    RateLimiter limiter,
    Bans bans,
    UserThrottle users) {
  /**
   * What a server was started with.
   *
   * @param proxies who is believed about where requests come from
   * @param rateLimit how much one client may ask
   * @param banRule when a source is banned
   */
  public record Baseline(TrustedProxies proxies, RateLimit rateLimit, BanRule banRule) {
    /** Nobody is believed, and nobody turned away. */
    public static final Baseline OFF =
        new Baseline(
            TrustedProxies.NONE,
            RateLimit.NONE,
            new BanRule(false, 20, Duration.ofMinutes(1), Duration.ofMinutes(15)));
  }

  /** What stands before a server with what was saved while it ran before. */
  public static Guards of(
      SavedSettings saved, LimitedUsers limited, Baseline baseline, InstantSource clock) {
    ProxyTrust proxies = new ProxyTrust(saved, baseline.proxies());
    Changeable<RateLimit> rateLimit =
        saved.changeable(SavedSetting.RATE_LIMIT, baseline.rateLimit(), RateLimit.FORM);
    Changeable<BanRule> banRule =
        saved.changeable(SavedSetting.BANS, baseline.banRule(), BanRule.FORM);
    return new Guards(
        proxies,
        rateLimit,
        banRule,
        new RateLimiter(rateLimit),
        new Bans(banRule, proxies, clock),
        new UserThrottle(limited));
  }

  /** How many clients are known here, which both tables bound. */
  public List<Figure> figures() {
    return List.of(
        new Figure.Level(
            "bytebucket_limited_clients",
            "Clients whose rate is kept.",
            Map.of(),
            limiter::clients),
        new Figure.Level(
            "bytebucket_banned_sources",
            "Sources that are banned.",
            Map.of(),
            () -> bans.banned().size()));
  }

  /** Where who is turned away is. */
  public Door door() {
    return Door.of(bans, limiter, users);
  }

  /** Shows a handler every request as its client sent it. */
  public HttpHandler before(HttpHandler handler) {
    return new BehindProxies(proxies, handler);
  }
}
