package io.bytebucket.pipeline.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.core.saved.Changeable;
import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.client.IpAddress;
import io.bytebucket.pipeline.client.Source;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bans sources that fail to sign in too often, for a while. Never banned are trusted proxies, this
 * machine, and addresses of private networks: behind one of those may be everybody. What is counted
 * is of this process and does not outlive it; when too many fail at once, those that were longest
 * quiet are forgotten. While it is off it costs one read. Thread-safe.
 */
public final class Bans {
  /** How many sources are counted, and how many are banned, at once. */
  static final int SOURCES_MAX = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(Bans.class);

  private static final List<AddressRange> PRIVATE =
      Stream.of(
              "127.0.0.0/8",
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "169.254.0.0/16",
              "100.64.0.0/10",
              "::1",
              "fc00::/7",
              "fe80::/10")
          .map(range -> AddressRange.parse(range).orElseThrow())
          .toList();

  private final Supplier<TrustedProxies> proxies;
  private final InstantSource clock;
  private volatile State state;

  /** What is counted by one rule: another rule begins anew. */
  private record State(
      BanRule rule,
      Cache<Source, Failures> failures,
      Cache<Link, Instant> links,
      Cache<Source, Instant> bans) {
    static State of(BanRule rule) {
      return new State(
          rule, cache(BanRule.WINDOW_MAX), cache(BanRule.WINDOW_MAX), cache(BanRule.BAN_MAX));
    }

    /** The time is a bound on what is kept; what counts is the clock. */
    private static <K, V> Cache<K, V> cache(Duration kept) {
      return Caffeine.newBuilder().maximumSize(SOURCES_MAX).expireAfterWrite(kept).build();
    }
  }

  /** How often a source failed since when. */
  private record Failures(int count, Instant since) {}

  /**
   * Who followed links of a key that do not hold.
   *
   * @param keyHash of the id of the key: whoever finds another of the same counts once for both
   */
  private record Link(Source source, int keyHash) {}

  /** A source that is banned, and until when. */
  public record Banned(Source source, Instant until) {}

  /**
   * Bans by the rule that is in force. Saving or clearing it lifts all bans.
   *
   * @param proxies who is never banned
   */
  public Bans(Changeable<BanRule> rule, Supplier<TrustedProxies> proxies, InstantSource clock) {
    this(rule.get(), proxies, clock);
    rule.listen(this::set);
  }

  Bans(BanRule rule, Supplier<TrustedProxies> proxies, InstantSource clock) {
    this.proxies = proxies;
    this.clock = clock;
    this.state = State.of(rule);
  }

  void set(BanRule rule) {
    state = State.of(rule);
  }

  /** For how many seconds, at least 1, an address is banned; empty when it is not. */
  Optional<Integer> left(String remoteAddress) {
    State current = state;
    if (!current.rule().isEnabled() || current.bans().estimatedSize() == 0) {
      return Optional.empty();
    }
    return Source.of(remoteAddress)
        .flatMap(source -> Optional.ofNullable(current.bans().getIfPresent(source)))
        .map(until -> Duration.between(clock.instant(), until))
        .filter(Duration::isPositive)
        .map(left -> (int) left.plusNanos(999_999_999).toSeconds());
  }

  /**
   * Counts that somebody followed a link that does not hold: once in a window for all links of one
   * key. A page of old pictures must not ban its visitors, who did not write it.
   */
  void followedBadLink(String remoteAddress, String accessKeyId) {
    State current = state;
    if (!current.rule().isEnabled() || isSpared(remoteAddress)) {
      return;
    }
    Link link = new Link(Source.of(remoteAddress).orElseThrow(), accessKeyId.hashCode());
    Instant now = clock.instant();
    ConcurrentMap<Link, Instant> links = current.links().asMap();
    Instant before = links.putIfAbsent(link, now);
    if (before == null
        || (!now.isBefore(before.plus(current.rule().window()))
            && links.replace(link, before, now))) {
      failed(remoteAddress);
    }
  }

  /** Counts a failure to sign in. */
  void failed(String remoteAddress) {
    State current = state;
    if (!current.rule().isEnabled() || isSpared(remoteAddress)) {
      return;
    }
    Source source = Source.of(remoteAddress).orElseThrow();
    BanRule rule = current.rule();
    Instant now = clock.instant();
    Failures counted =
        current
            .failures()
            .asMap()
            .merge(
                source,
                new Failures(1, now),
                (before, one) ->
                    now.isBefore(before.since().plus(rule.window()))
                        ? new Failures(before.count() + 1, before.since())
                        : one);
    if (counted.count() >= rule.maxFailures()) {
      Instant until = now.plus(rule.ban());
      current.failures().invalidate(source);
      current.bans().put(source, until);
      LOG.atWarn()
          .addKeyValue("ip", source)
          .addKeyValue("failures", counted.count())
          .addKeyValue("ban_until", until)
          .log("ip banned");
    }
  }

  private boolean isSpared(String remoteAddress) {
    Optional<InetAddress> address = IpAddress.parse(remoteAddress);
    return address.isEmpty()
        || proxies.get().contains(address.get())
        || PRIVATE.stream().anyMatch(range -> range.contains(address.get()));
  }

  /** Who is banned now, the longest ban first. */
  public List<Banned> banned() {
    Instant now = clock.instant();
    return state.bans().asMap().entrySet().stream()
        .map(entry -> new Banned(entry.getKey(), entry.getValue()))
        .filter(banned -> banned.until().isAfter(now))
        .sorted(Comparator.comparing(Banned::until).reversed())
        .toList();
  }

  /** Lifts a ban, and says whether there was one. */
  public boolean lift(Source source) {
    State current = state;
    current.failures().invalidate(source);
    Instant until = current.bans().asMap().remove(source);
    return until != null && until.isAfter(clock.instant());
  }
}
